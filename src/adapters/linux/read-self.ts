import type { Files } from './files.ts';
import { CAP_NET_ADMIN, CAP_SYS_ADMIN, hasCapability, parseStatus } from './proc/parse-status.ts';
import type { Self } from './processes/find-consumer.ts';

/** This process, and what it may. Root in a container may lack either right. */
export interface Rights extends Self {
  /** Read the rules of a packet filter (CAP_NET_ADMIN). */
  readonly mayReadRules: boolean;
  /** Enter other namespaces (CAP_SYS_ADMIN). */
  readonly mayEnter: boolean;
}

/** Undefined where there is no /proc. */
export const readSelf = (files: Files): Rights | undefined => {
  const pid = files.readLink('/proc/self');
  const text = files.readText('/proc/self/status');
  const status = text.ok ? parseStatus(text.value) : undefined;
  if (!pid.ok || status === undefined) return undefined;
  return {
    pid: Number(pid.value),
    uid: status.uid,
    gid: status.gid,
    mayReadRules: hasCapability(status, CAP_NET_ADMIN),
    mayEnter: hasCapability(status, CAP_SYS_ADMIN),
  };
};
