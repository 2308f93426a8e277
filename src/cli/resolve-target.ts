import type { ConfigWarning } from '../domain/config/config-problem.ts';
import { declaredWay } from '../domain/config/declared-way.ts';
import type { DeclaredTarget } from '../domain/config/resolve-name.ts';
import type { Intent } from '../domain/diagnose/intent.ts';
import type { Result } from '../domain/facts/result.ts';
import { fail, succeed } from '../domain/facts/result.ts';
import { parseTarget } from '../domain/net/parse-target.ts';
import type { Complaint } from '../messages/catalogue.ts';
import type { Arguments } from './arguments.ts';
import type { Invocation } from './command.ts';
import type { Terminal } from './terminal.ts';

/** A URL with its secrets replaced, and the options as if what tongtu.yaml says of the name had been typed. */
export interface ResolvedTarget {
  readonly url: string;
  readonly args: Arguments;
  /** The way that tongtu.yaml declares; nothing where it declares none. */
  readonly way: Pick<Intent, 'via'>;
}

/** What of an invocation it takes to look a name up. */
type Asked = Pick<Invocation, 'args' | 'words' | 'secrets'> & {
  readonly terminal: Pick<Terminal, 'env' | 'err'>;
};

/** What a person typed for a URL: one, or a name of the tongtu.yaml that counts here. Options that were typed go before what it says. */
export const resolveTarget = async (
  typed: string,
  invocation: Asked,
): Promise<Result<ResolvedTarget, Complaint>> => {
  const { args, secrets, terminal, words } = invocation;
  const found = await lookUp(typed, invocation);
  if (!found.ok) return found;
  if (found.value === undefined) return succeed({ url: secrets.hide(typed), args, way: {} });
  const { path, warnings, declared } = found.value;
  for (const place of warnings) terminal.err(`${words.config.secretInFile(path, place)}\n`);
  const { url, from, model, keyVariable, via, clients } = declared;
  const text = {
    // A snapshot holds one who asks.
    ...(from === undefined || args.text.snapshot !== undefined ? {} : { from }),
    ...(model === undefined ? {} : { model }),
    ...(keyVariable === undefined ? {} : { 'key-variable': keyVariable }),
    ...(clients.length === 0 ? {} : { as: clients.join(',') }),
    ...args.text,
  };
  return succeed({ url, args: { ...args, text }, way: via === undefined ? {} : { via: declaredWay(via) } });
};

/** FROM as typed, or that of an intent of tongtu.yaml. */
export const resolveFrom = async (typed: string, invocation: Asked): Promise<Result<string, Complaint>> => {
  if (typed === 'here') return succeed(typed);
  const found = await lookUp(typed, invocation);
  if (!found.ok) return found;
  return succeed(found.value === undefined ? typed : (found.value.declared.from ?? 'here'));
};

interface Found {
  readonly path: string;
  readonly warnings: readonly ConfigWarning[];
  readonly declared: DeclaredTarget;
}

/** Undefined where this is no name, but a URL. What cannot be a name is none, and no file is read for it. */
const lookUp = async (
  typed: string,
  { args, terminal, secrets }: Asked,
): Promise<Result<Found | undefined, Complaint>> => {
  if (!mayBeName(typed)) return succeed(undefined);
  const [{ readConfigHere }, { resolveName }] = await Promise.all([
    import('../app/read-config.ts'),
    import('../domain/config/resolve-name.ts'),
  ]);
  const found = await readConfigHere({ file: args.text.config, env: terminal.env, secrets });
  if (!found.ok) return fail({ kind: 'config', problem: found.problem });
  const mayBeHost = typed.includes('.');
  if (found.value === undefined)
    return mayBeHost
      ? succeed(undefined)
      : fail({ kind: 'config', problem: { kind: 'no-config', text: typed } });
  const { path, config, warnings } = found.value;
  const resolved = resolveName(config, typed);
  if (!resolved.ok)
    return mayBeHost && resolved.problem.meant === undefined
      ? succeed(undefined)
      : fail({ kind: 'config', problem: { kind: 'unknown-name', path, ...resolved.problem } });
  return succeed({ path, warnings, declared: resolved.value });
};

/** Letters, digits, dots, dashes and underscores, and neither an address nor this machine. */
const mayBeName = (typed: string): boolean => {
  if (!/^[\p{L}\p{N}][\p{L}\p{N}._-]*$/u.test(typed) || typed.toLowerCase() === 'localhost') return false;
  const target = parseTarget(typed);
  return !target.ok || target.value.host.kind === 'name';
};
