import type { Unknown } from '../../domain/facts/known.ts';
import { known, unknown } from '../../domain/facts/known.ts';
import type { Result } from '../../domain/facts/result.ts';
import { fail, succeed } from '../../domain/facts/result.ts';
import type { Access } from './access.ts';
import { pidIn, runnerIn } from './access.ts';
import type { Context } from './context.ts';
import type { Depth } from './depth.ts';
import type { LegacyTables } from './firewall/read-firewall.ts';
import { readFirewall } from './firewall/read-firewall.ts';
import { readNetwork } from './network/read-network.ts';
import type { Reading } from './reading.ts';
import type { Sockets } from './sockets/read-sockets.ts';
import { readSockets, socketsFromTexts } from './sockets/read-sockets.ts';
import { readV6Only } from './sockets/v6-only.ts';
import type { ProcInside } from './sysctls/ask-proc-inside.ts';
import { askProcInside } from './sysctls/ask-proc-inside.ts';
import { readOwnSysctls } from './sysctls/own-sysctls.ts';
import { fromFile } from './unknowns.ts';

/** The parts of one namespace that are being read. */
export interface NodeRun {
  readonly sockets: Promise<Result<Sockets, Unknown>>;
  /** Whether each `::` socket takes IPv6 only, by inode. */
  readonly v6Only: Promise<ReadonlyMap<number, boolean>>;
  readonly readings: Promise<readonly Reading[]>;
}

const NOT_ASKED = unknown('not-asked', { kind: 'none' });
const DENIED = unknown('denied', { kind: 'run-as-root' });

/** Starts to read a namespace: its programs run while the caller goes on. */
export const startNode = (context: Context, access: Access, depth: Depth): NodeRun => {
  const inside = runnerIn(access, context.runner);
  // /proc/sys/net shows the reader's own namespace: another's must be read inside.
  const isOther = inside !== undefined && access.kind !== 'own';
  const asked =
    isOther && depth === 'whole'
      ? askProcInside(inside, pidIn(access) === undefined, context.secrets.scrub)
      : undefined;
  const withSettings = isOther && depth === 'essential';
  const why = withSettings ? NOT_ASKED : DENIED;
  const sockets = socketsOf(context, access, asked, why);
  return {
    sockets,
    v6Only: sockets.then((result) => readV6Only(result.ok ? result.value.listeners : [], inside)),
    readings: Promise.all([
      readNetwork({
        ...context,
        access,
        ownAddresses: access.kind === 'own' ? context.ownAddresses() : undefined,
        withSettings,
        note: context.note(),
      }),
      withSettings ? [] : sysctlReadings(context, access, asked),
      firewallReadings(context, access, asked),
    ]).then((parts) => parts.flat()),
  };
};

type Asked = Promise<Result<ProcInside, Unknown>> | undefined;

const socketsOf = async (
  context: Context,
  access: Access,
  asked: Asked,
  why: Unknown,
): Promise<Result<Sockets, Unknown>> => {
  const pid = pidIn(access);
  if (pid !== undefined) return succeed(readSockets(context.files, pid));
  const inside = await asked;
  if (inside === undefined) return fail(why);
  return inside.ok ? succeed(socketsFromTexts(inside.value.sockets, inside.value.source)) : inside;
};

const sysctlReadings = async (
  context: Context,
  access: Access,
  asked: Asked,
): Promise<readonly Reading[]> => {
  if (access.kind === 'own') {
    const settings = readOwnSysctls(context.files);
    return [context.note()('sysctls', known(settings, fromFile('/proc/sys/net')))];
  }
  const inside = await asked;
  if (inside === undefined) return [context.note()('sysctls', DENIED)];
  const state = inside.ok ? known(inside.value.settings, inside.value.source) : inside.problem;
  return [context.note()('sysctls', state)];
};

const firewallReadings = async (
  context: Context,
  access: Access,
  asked: Asked,
): Promise<readonly Reading[]> => {
  const { self, runner, secrets, hasNoFirewall } = context;
  const inside = self.mayReadRules ? runnerIn(access, runner) : undefined;
  const legacy = inside === undefined ? NO_TABLES : await legacyTables(context, access, asked);
  return readFirewall({ inside, isProvenEmpty: hasNoFirewall, legacy, secrets, note: context.note() });
};

const NO_TABLES: LegacyTables = { four: false, six: false };

/** Which tables of the old interface a namespace has; `undefined` where a process in it would have to be asked and was not. */
const legacyTables = async (
  context: Context,
  access: Access,
  asked: Asked,
): Promise<LegacyTables | undefined> => {
  const pid = pidIn(access);
  if (pid !== undefined) return { four: hasTables(context, pid, 'ip'), six: hasTables(context, pid, 'ip6') };
  const inside = await asked;
  if (inside?.ok === true) return inside.value.hasLegacy;
  // Without the module no namespace has the file, so one that has it tells for all.
  const isLoaded = LEGACY_FAMILIES.some((family) =>
    context.files.status(namesPath(context.self.pid, family)),
  );
  return isLoaded ? undefined : NO_TABLES;
};

const LEGACY_FAMILIES = ['ip', 'ip6'] as const;
const namesPath = (pid: number, family: 'ip' | 'ip6'): string => `/proc/${pid}/net/${family}_tables_names`;

/** The names of the old interface's tables: empty where none was ever used in that namespace. */
const hasTables = ({ files }: Context, pid: number, family: 'ip' | 'ip6'): boolean => {
  const names = files.readText(namesPath(pid, family));
  return names.ok && names.value.trim() !== '';
};
