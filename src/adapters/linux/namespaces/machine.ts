import { createHash } from 'node:crypto';
import type { Files } from '../files.ts';

/** Which machine and which boot of it. */
export interface Machine {
  /** `m:` and the first 8 hexadecimal digits of a hash of /etc/machine-id, which itself is confidential. */
  readonly key: string;
  /** The first 8 digits of the boot id: what is numbered anew at each boot is told apart by it. */
  readonly boot: string;
  readonly hostname: string;
}

/** A machine without an id (an image that was never booted) is known by its boot. */
export const readMachine = (files: Files): Machine => {
  const read = (path: string): string => {
    const text = files.readText(path);
    return text.ok ? text.value.trim() : '';
  };
  const boot = read('/proc/sys/kernel/random/boot_id');
  const identity = read('/etc/machine-id') || boot;
  const key = createHash('sha256').update(`tongtu:${identity}`).digest('hex').slice(0, 8);
  return { key: `m:${key}`, boot: boot.slice(0, 8), hostname: read('/proc/sys/kernel/hostname') };
};
