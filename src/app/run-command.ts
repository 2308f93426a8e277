import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import type { NoExecutable } from '../adapters/exec/find-executable.ts';
import { findExecutable, firstLineOf } from '../adapters/exec/find-executable.ts';
import { handOver, handOverDescriptor } from '../adapters/exec/hand-over.ts';
import { oneLine } from '../adapters/exec/strip-control.ts';
import { parseHosts } from '../adapters/linux/names/parse-hosts.ts';
import { ownAddresses } from '../adapters/linux/network/own-addresses.ts';
import { ownEnvironment } from '../adapters/linux/processes/own-environment.ts';
import type { CommandClient } from '../domain/clients/command-client.ts';
import { readCommandClient } from '../domain/clients/command-client.ts';
import type { VariableChange } from '../domain/clients/direct-environment.ts';
import { directEnvironment, namesProxy, withChanges } from '../domain/clients/direct-environment.ts';
import type { OwnPlaces } from '../domain/clients/own-hosts.ts';
import { ownHosts } from '../domain/clients/own-hosts.ts';
import type { ProgramKind } from '../domain/clients/program-kind.ts';
import type { ProxyProblem } from '../domain/clients/proxy-for-command.ts';
import { proxyForCommand } from '../domain/clients/proxy-for-command.ts';
import { proxyVariables } from '../domain/clients/proxy-variables.ts';
import { schemeNotForAll, withoutSpareSocks } from '../domain/clients/spare-socks.ts';
import type { Result } from '../domain/facts/result.ts';
import { fail, succeed } from '../domain/facts/result.ts';

export interface RunRequest {
  readonly argv: readonly string[];
  /** As typed, with its password. */
  readonly proxy: string | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** What a command would be run with. Values are as they will be set: whoever shows them hides their secrets. */
export interface RunPlan {
  readonly program: string;
  readonly kinds: readonly ProgramKind[];
  /** What is this machine's own, by every name that the list has to hold. */
  readonly hosts: readonly string[];
  readonly changes: readonly VariableChange[];
  /** Parts of the exception list that had to go, because the command would die of them. */
  readonly dropped: readonly string[];
  readonly hasProxy: boolean;
  /** The scheme of a proxy, where the command is Python and some of its libraries cannot use it. */
  readonly notForAll?: string;
  readonly isThroughSudo: boolean;
  /** Tongtu itself was started by sudo, which drops proxy variables. */
  readonly isUnderSudo: boolean;
}

export type RunProblem = { readonly kind: NoExecutable; readonly program: string } | ProxyProblem;

/** What the command needs and lacks; changes nothing, and asks nobody but this machine's own files. */
export const planRun = ({ argv, proxy, env }: RunRequest): Result<RunPlan, RunProblem> => {
  const [program = ''] = argv;
  const file = locate(program, env['PATH']);
  if (!file.ok) return fail({ kind: file.problem, program });
  const client = readCommandClient(argv, (name) => scriptLine(name, env['PATH']));
  const given = [...client.assigned, ...ownEnvironment(env)];
  const through = proxy === undefined ? undefined : proxyForCommand(proxy, client.kinds);
  if (through?.ok === false) return through;
  const added = through === undefined ? [] : proxyVariables(given, through.value, client.kinds);
  const hosts = ownHosts(thisMachine(), argv, given);
  const withProxy = withChanges(given, added);
  const spare = withoutSpareSocks(withProxy, client.kinds);
  const needed = withChanges(withProxy, spare);
  const { changes, dropped } = directEnvironment(needed, hosts, client.kinds);
  const later = [...spare, ...changes];
  const all = [...added.filter(({ name }) => later.every((change) => change.name !== name)), ...later];
  const scheme = schemeNotForAll(needed, client.kinds);
  return succeed({
    ...planned(program, client),
    hosts,
    changes: all,
    dropped,
    hasProxy: namesProxy(withProxy),
    ...(scheme === undefined ? {} : { notForAll: scheme }),
    isUnderSudo: env['SUDO_UID'] !== undefined,
  });
};

const planned = (
  program: string,
  { kinds, isThroughSudo }: CommandClient,
): Pick<RunPlan, 'program' | 'kinds' | 'isThroughSudo'> => ({ program, kinds, isThroughSudo });

/** What is no UTF-8 came as U+FFFD, and only the shell still has the bytes: it finds out itself. */
const locate = (program: string, path: string | undefined): Result<string, NoExecutable> =>
  path === undefined || /\ufffd/.test(program + path) ? succeed(program) : findExecutable(program, path);

const scriptLine = (name: string, path: string | undefined): string | undefined => {
  const found = findExecutable(name, path ?? '');
  return found.ok ? firstLineOf(found.value) : undefined;
};

const thisMachine = (): OwnPlaces => {
  let hosts: ReturnType<typeof parseHosts> | undefined;
  return {
    addresses: ownAddresses().map(({ address }) => address),
    hostName: hostname(),
    addressesOf: (name) => {
      hosts ??= readHosts();
      return hosts
        .filter(({ names }) => names.some((known) => known.toLowerCase() === name))
        .map(({ address }) => address);
    },
  };
};

const readHosts = (): ReturnType<typeof parseHosts> => {
  try {
    return parseHosts(readFileSync('/etc/hosts', 'utf8'));
  } catch {
    return [];
  }
};

/** Whether the launcher waits to become a command. */
export const canHandOver = (env: RunRequest['env']): boolean => handOverDescriptor(env) !== undefined;

/**
 * Has the launcher become the command: `shift` of its arguments stand before it. Gives back the names of variables that the command
 * will lack: a shell drops what is no name to it, and what may not be seen (`isPublic` says no) cannot be handed on beside it.
 */
export const becomeCommand = (
  env: RunRequest['env'],
  plan: RunPlan,
  shift: number,
  isPublic: (name: string, value: string) => boolean,
): readonly string[] => {
  const descriptor = handOverDescriptor(env);
  if (descriptor === undefined) return [];
  const set = plan.changes.map(({ name, after }) => ({ name, value: after }));
  const lost = handOver(descriptor, { shift, program: plan.program, set, isPublic });
  return lost.map((name) => oneLine(name));
};
