import { readFileSync, writeSync } from 'node:fs';

/** What the launcher is to become: the same process, with these variables changed. */
export interface HandOver {
  /** How many of the launcher's arguments stand before the command. */
  readonly shift: number;
  /** The command's name, as far as it can be told. */
  readonly program: string;
  /** `value` undefined: not set. Names are letters, digits and `_`; values hold no line break. */
  readonly set: readonly { readonly name: string; readonly value: string | undefined }[];
  /** Whether a variable may stand in the arguments of env(1), where everyone on the machine sees it for an instant. */
  readonly isPublic: (name: string, value: string) => boolean;
}

/** The descriptor on which the launcher listens, while it does (`tongtu`). */
export const handOverDescriptor = (env: Readonly<Record<string, string | undefined>>): number | undefined =>
  env['TONGTU_HAND_OVER'] === '3' ? 3 : undefined;

/**
 * Tells the launcher what to become, in lines that it takes apart without evaluating any: `shift 2`, `set no_proxy=…`, `unset all_proxy`,
 * `keep NAME=VALUE` with `+…` for each further line of it and `kept`, `through env`, and `go` at the end: half a message starts nothing.
 * Gives back the names of variables that could not be handed on.
 */
export const handOver = (
  descriptor: number,
  { shift, program, set, isPublic }: HandOver,
): readonly string[] => {
  const changed = changedByShell();
  const kept = changed.unnameable.filter((entry) => !program.includes('=') && isPublic(...split(entry)));
  const needsEnv = kept.length > 0 || program.startsWith('-');
  const lines: (string | Buffer)[] = [
    ...changed.directory,
    ...set.map(({ name, value }) => (value === undefined ? `unset ${name}` : `set ${name}=${value}`)),
    `shift ${shift}`,
    ...kept.flatMap((entry) => [`keep ${entry.replaceAll('\n', '\n+')}`, 'kept']).map(latin1),
    ...(needsEnv ? ['through env'] : []),
    'go',
  ];
  const message = Buffer.concat(
    lines.flatMap((line) => [typeof line === 'string' ? Buffer.from(line) : line, Buffer.from('\n')]),
  );
  let written = 0;
  while (written < message.length) written += writeSync(descriptor, message, written);
  return changed.unnameable.filter((entry) => !kept.includes(entry)).map((entry) => split(entry)[0]);
};

const split = (entry: string): readonly [name: string, value: string] => {
  const equals = entry.indexOf('=', 1);
  return [entry.slice(0, equals), entry.slice(equals + 1)];
};

const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1');

interface Changed {
  /** `set PWD=…` where the shell corrected it, `unset PWD` where it added it. */
  readonly directory: readonly Buffer[];
  /** `BASH_FUNC_module%%=() { …`, `spring.profiles.active=…`: what is no name to a shell, and so dash drops. */
  readonly unnameable: readonly string[];
}

/**
 * What the launcher's shell made of its environment: its own, as the kernel gave it to it, beside this one, which it exported. Bytes as
 * latin1. proc_pid_environ(5).
 */
const changedByShell = (): Changed => {
  const given = environOf(process.ppid);
  const exported = environOf('self');
  const known = new Set(exported);
  const lost = given.filter((entry) => !known.has(entry));
  return {
    directory: ['PWD=', 'OLDPWD='].flatMap((start) => {
      const was = given.find((entry) => entry.startsWith(start));
      const isThere = exported.some((entry) => entry.startsWith(start));
      if (given.length > 0 && was === undefined)
        return isThere ? [latin1(`unset ${start.slice(0, -1)}`)] : [];
      return was === undefined || was.includes('\n') || exported.includes(was) ? [] : [latin1(`set ${was}`)];
    }),
    unnameable: lost.filter((entry) => /^.[^=]*=/s.test(entry) && !/^[A-Za-z_]\w*=/.test(entry)),
  };
};

const environOf = (pid: number | 'self'): readonly string[] => {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'latin1').split('\0');
  } catch {
    return [];
  }
};
