// biome-ignore-all lint/suspicious/noTemplateCurlyInString: texts of shells
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import type { Shell } from '../../../domain/facts/settings.ts';
import { runStartup } from '../../../domain/settings/run-startup.ts';
import { createFiles } from '../files.ts';
import { readSettings } from './read-settings.ts';

const home = mkdtempSync(join(tmpdir(), 'tongtu-home-'));
afterAll(() => rmSync(home, { recursive: true }));

const NAMES = ['http_proxy', 'HTTP_PROXY', 'no_proxy', 'NO_PROXY', 'all_proxy'] as const;
const PROFILES = [
  '.bashrc',
  '.bash_profile',
  '.profile',
  '.zshenv',
  '.zshrc',
  '.zprofile',
  '.extra',
] as const;
const plainSecrets = {
  hideArgv: (argv: readonly string[]) => argv,
  hideVariable: (_: string, value: string) => value,
  scrub: (text: string) => text,
};

interface Start {
  readonly shell: Extract<Shell, 'bash' | 'zsh' | 'sh'>;
  readonly isLogin: boolean;
  readonly isInteractive: boolean;
}

/** The variables that the real shell gives to what it starts; undefined where it did not live to start anything. */
const asked = ({ shell, isLogin, isInteractive }: Start, environment: Readonly<Record<string, string>>) => {
  const flags = `-${isLogin ? 'l' : ''}${isInteractive ? 'i' : ''}c`;
  const { stdout } = spawnSync(shell, [flags, 'printf "\\0"; exec env -0'], {
    env: { HOME: home, PATH: '/usr/bin:/bin', TERM: 'dumb', ...environment },
    encoding: 'utf8',
    // With a socket for its input bash takes itself for one of rshd's, and reads ~/.bashrc.
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 10_000,
  });
  if (!stdout.includes('\0')) return undefined;
  const lines = stdout.slice(stdout.indexOf('\0') + 1).split('\0');
  return new Map(lines.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]));
};

const predicted = (start: Start, environment: Readonly<Record<string, string>>) => {
  const variables = Object.entries({ HOME: home, ...environment }).map(([name, value]) => ({ name, value }));
  const variable = (name: string) => variables.find((one) => one.name === name)?.value;
  const owner = { uid: 0, root: '', variable, units: [], hasSettings: true };
  const settings = readSettings(createFiles(), owner, plainSecrets);
  return runStartup(settings, start, variables);
};

const write = (profiles: Readonly<Partial<Record<(typeof PROFILES)[number], string>>>): void => {
  for (const name of PROFILES) {
    rmSync(join(home, name), { force: true });
    const text = profiles[name];
    if (text !== undefined) writeFileSync(join(home, name), text);
  }
};

/** Each variable as the shell has it, and what was said that it may be. */
const compare = (start: Start, environment: Readonly<Record<string, string>> = {}) => {
  const real = asked(start, environment);
  const startup = predicted(start, environment);
  return NAMES.map((name) => {
    const outcomes = startup.outcomesOf(name);
    const value = real?.get(name);
    const isPossible = outcomes.some(
      (one) =>
        one.value.kind === 'unknown' ||
        (one.value.kind === 'text' && one.isExported ? one.value.text : undefined) === value,
    );
    return {
      name,
      value,
      isPossible: real === undefined || isPossible,
      outcomes,
      isSure: outcomes.length === 1 && outcomes[0]?.value.kind !== 'unknown',
    };
  });
};

const STARTS: readonly Start[] = (['bash', 'zsh', 'sh'] as const).flatMap((shell) =>
  [true, false].flatMap((isLogin) =>
    [true, false].map((isInteractive) => ({ shell, isLogin, isInteractive })),
  ),
);

const name = fc.constantFrom(...NAMES);
const value = fc.oneof(
  fc.constantFrom(
    'http://10.0.0.1:3128',
    'localhost,127.0.0.1',
    "'a b'",
    '"x y"',
    '""',
    '*.test',
    'a\\ b',
    '~/x',
    'http://u:p%40@h:1',
    'a#b',
    "'$HOME'",
    '$HOME/x',
    '$(echo q)',
    '`echo q`',
    '{a,b}',
    'x{1..3}',
    "$'a\\tb'",
    '"a\\"b"',
    '"\\$x"',
  ),
  name.map((one) => `$${one}`),
  fc.tuple(name, fc.constantFrom(',b', '/c')).map(([one, more]) => `"\${${one}}${more}"`),
  fc
    .tuple(name, fc.constantFrom(':-', '-', ':+', '+', ':='), fc.constantFrom('d', 'e,f', '"g h"', ''))
    .map(([one, sign, more]) => `"\${${one}${sign}${more}}"`),
  name.map((one) => `"\${${one}:+$${one},}z"`),
  fc.constantFrom('"$P"', '${P}', '$P/$P', '"${P:-none}"'),
);
const simple = fc.oneof(
  fc.tuple(name, value).map(([one, text]) => `export ${one}=${text}`),
  fc.tuple(name, value).map(([one, text]) => `${one}=${text}`),
  fc.tuple(name, value).map(([one, text]) => `${one}=${text}; export ${one}`),
  fc.tuple(name, value, name, value).map(([a, x, b, y]) => `export ${a}=${x} ${b}=${y}`),
  fc.tuple(name, value).map(([one, text]) => `${one}+=${text}`),
  fc.tuple(name, value).map(([one, text]) => `declare -x ${one}=${text}`),
  fc.tuple(name, value).map(([one, text]) => `typeset -x ${one}=${text}`),
  name.map((one) => `unset ${one}`),
  name.map((one) => `export ${one}`),
  name.map((one) => `export -n ${one} 2>/dev/null`),
  fc.tuple(name, fc.constantFrom('d', '"e f"')).map(([one, text]) => `: \${${one}:=${text}}`),
  value.map((text) => `P=${text}`),
  fc.constantFrom(
    'set -a',
    'set +a',
    '# export http_proxy=no',
    'echo "export no_proxy=no" >/dev/null',
    'http_proxy=only true',
    'env no_proxy=x true',
    'alias px="export http_proxy=alias"',
    'echo export http_proxy=no >/dev/null',
    'true || export http_proxy=never',
    'f',
    'g',
    'eval "export NO_PROXY=evaled"',
    'eval "$(echo export no_proxy=e)"',
    'read -r http_proxy <<< got',
    '. ~/.extra',
    '[ -f ~/.extra ] && . ~/.extra',
    'for v in a b; do NO_PROXY="$NO_PROXY,$v"; done',
    'for f in ~/.{extra,none}; do [ -r "$f" ] && source "$f"; done',
    'echo x | read no_proxy',
    '(export http_proxy=sub)',
    'cat <<E >/dev/null\nexport http_proxy=here\nE',
    'printf "%s" "\nexport http_proxy=quoted\n" >/dev/null',
    'export "$(echo all_proxy)=q"',
    '[ -z "$PS1" ] && export no_proxy=batch',
    'case $- in *i*) export all_proxy=inter ;; *) export all_proxy=batch ;; esac',
    '[ -n "$ZSH_VERSION" ] && NO_PROXY=zsh',
    'f() { export http_proxy=fun; }',
    'function g { local no_proxy=own; export HTTP_PROXY=$P; }',
    'f() { unset http_proxy; }',
    'while false; do export http_proxy=loop; done',
    'if true; then export no_proxy=yes; else export no_proxy=no; fi',
    'case x in (y|z) export http_proxy=case;; esac',
    '{ export all_proxy=brace; }',
    'if [[ -n $P && $P != x ]]; then export HTTP_PROXY=$P; fi',
  ),
);
const profile = fc.array(simple, { minLength: 1, maxLength: 7 }).map((lines) => `${lines.join('\n')}\n`);
const guarded = fc
  .tuple(
    fc.constantFrom(
      '',
      'case $- in *i*) ;; *) return;; esac\n',
      '[ -z "$PS1" ] && return\n',
      '[[ $- != *i* ]] && return\n',
      'if [ x = y ]; then return; fi\n',
    ),
    profile,
  )
  .map(([guard, text]) => guard + text);

const hasShells = ['bash', 'zsh'].every((shell) => spawnSync(shell, ['-c', 'true']).status === 0);

describe.skipIf(!hasShells)('what startup files make of the proxy variables (needs bash and zsh)', () => {
  it('is never said otherwise than the real shell has it', () => {
    let sure = 0;
    let all = 0;
    fc.assert(
      fc.property(
        fc.constantFrom(...STARTS),
        guarded,
        guarded,
        fc.constantFrom({}, { http_proxy: 'http://old:1', no_proxy: 'before' }),
        (start, text, extra, environment) => {
          write({
            '.bashrc': text,
            '.bash_profile': text,
            '.profile': text,
            '.zshrc': text,
            '.zshenv': '',
            '.zprofile': extra,
            '.extra': extra,
          });
          const compared = compare(start, environment);
          all += compared.length;
          sure += compared.filter(({ isSure }) => isSure).length;
          expect(compared.filter(({ isPossible }) => !isPossible)).toEqual([]);
        },
      ),
      { numRuns: 150 },
    );
    expect(sure / all).toBeGreaterThan(0.2);
  }, 120_000);
});
