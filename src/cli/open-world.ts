import type { From, World } from '../app/world.ts';
import { storedWorld } from '../app/world.ts';
import type { Result } from '../domain/facts/result.ts';
import { fail, succeed } from '../domain/facts/result.ts';
import type { Target } from '../domain/net/target.ts';
import type { Complaint } from '../messages/catalogue.ts';
import type { Invocation } from './command.ts';

/** `here`, `pid:N`, `ns:PATH`. */
const readFrom = (text: string): From | undefined => {
  if (text === 'here') return { kind: 'here' };
  const pid = /^pid:([1-9]\d{0,9})$/.exec(text)?.[1];
  if (pid !== undefined) return { kind: 'pid', pid: Number(pid) };
  const path = /^ns:(.+)$/.exec(text)?.[1];
  return path === undefined ? undefined : { kind: 'ns', path };
};

/** This machine, or the snapshot that stands for one. */
export const openWorld = async (
  { args: { text }, terminal, secrets, signal }: Pick<Invocation, 'args' | 'terminal' | 'secrets' | 'signal'>,
  target: Target | undefined,
  clients: readonly string[],
  survey?: { readonly targets: readonly Target[]; readonly keyVariables?: readonly string[] },
): Promise<Result<World, Complaint>> => {
  const from = readFrom(text.from ?? 'here');
  if (from === undefined) return fail({ kind: 'unknown-from', text: text.from ?? '' });
  // A snapshot holds one consumer: it cannot be asked as another.
  if (text.snapshot !== undefined && from.kind !== 'here') return fail({ kind: 'from-with-snapshot' });
  if (text.snapshot === undefined) {
    const { thisMachine } = await import('../app/this-machine.ts');
    const typed = text['key-variable'];
    const keyVariables = [...(typed === undefined ? [] : [typed]), ...(survey?.keyVariables ?? [])];
    const { env } = terminal;
    return succeed(thisMachine({ from, env, target, clients, survey, keyVariables, secrets, signal }));
  }
  const { readSnapshot } = await import('../app/stored-snapshot.ts');
  const read = await readSnapshot(text.snapshot);
  if (!read.ok) return fail({ ...read.problem, kind: 'snapshot', path: text.snapshot });
  return succeed(storedWorld(read.value));
};
