// biome-ignore-all lint/suspicious/noTemplateCurlyInString: texts of shells
import { describe, expect, it } from 'vitest';
import type { SettingStatement } from '../../../domain/facts/settings.ts';
import { fakeFiles } from '../fake-files.ts';
import { parseDotenv } from './parse-dotenv.ts';
import { parseFish } from './parse-fish.ts';
import { parsePamEnv, parsePamEnvironment } from './parse-pam.ts';
import { parseShell } from './parse-shell.ts';
import { parseEnvironmentFile, parseUnitEnvironment, splitQuoted } from './parse-systemd.ts';
import { readSettings } from './read-settings.ts';
import { unitOfCgroup } from './read-unit.ts';
import { shellStart } from './shell-start.ts';

/** A statement in a few words: `3 export http_proxy=http://h:1 [maybe] in f`. */
const said = (statement: SettingStatement): string => {
  const { line, guards, inFunction } = statement;
  const where = `${guards.length === 0 ? '' : ` [${guards.join(' ')}]`}${inFunction === undefined ? '' : ` in ${inFunction}`}`;
  switch (statement.kind) {
    case 'set':
      return `${line} ${statement.isExported ? 'export ' : ''}${statement.name}=${statement.value}${where}`;
    case 'source':
      return `${line} source ${statement.paths.join(' ')}${where}`;
    case 'allexport':
      return `${line} allexport ${statement.isOn}${where}`;
    case 'return':
      return `${line} return${where}`;
    default:
      return `${line} ${statement.kind} ${statement.name}${where}`;
  }
};
const HOME = new Map([['HOME', '/home/li']]);
const shell = (text: string) =>
  parseShell(text, HOME)
    .filter(({ kind }) => kind !== 'call')
    .map(said);

describe('parseShell', () => {
  it.each([
    ['export http_proxy=http://h:1', '1 export http_proxy=http://h:1'],
    ['export A="b c" D=\'e f\'', '1 export A=b c', '1 export D=e f'],
    ['A=b; export A', '1 A=b', '1 export A'],
    ['declare -x A=b', '1 export A=b'],
    ['typeset -gx A=b', '1 export A=b'],
    ['export A=$A,b', '1 export A=${A},b'],
    ['A+=,b', '1 A=${A},b'],
    ['export A="${A:+$A,}b"', '1 export A=${A:+${A},}b'],
    [': ${A:=b}', '1 A=${A:-b}'],
    ['P=http://h:1\nexport http_proxy=$P/', '1 P=http://h:1', '2 export http_proxy=http://h:1/'],
    ['export A=$(cmd)', '1 unread A'],
    ['export $(grep -v "^#" .env | xargs)', '1 unread '],
    ['eval "$(direnv hook bash)"', '1 unread '],
    ['unset A B', '1 unset A', '1 unset B'],
    ['set -a; . ~/.env; set +a', '1 allexport true', '1 source /home/li/.env', '1 allexport false'],
    ['source "$HOME/.x" && export A=b', '1 source /home/li/.x', '1 export A=b [maybe]'],
    ['source x', '1 source '],
    ['http_proxy=x curl y # export B=c'],
    ['echo "export A=b"; printf \'\nexport A=c\n\'\nexport D=e', '4 export D=e'],
    ['cat <<-END\n\texport A=b\n\tEND\nexport C=d', '4 export C=d'],
    ['(export A=b)\necho x | export C=d', '2 unread C'],
    ['export A=b \\\n  C=d', '1 export A=b', '1 export C=d'],
  ])('%j', (text, ...expected) => expect(shell(text)).toEqual(expected));

  it('knows the conditions that startup files begin with', () => {
    expect(shell('case $- in\n  *i*) ;;\n  *) return;;\nesac\nexport A=b')).toEqual([
      '3 return [non-interactive]',
      '5 export A=b',
    ]);
    expect(shell('[ -z "$PS1" ] && return')).toEqual(['1 return [non-interactive]']);
    expect(shell('[[ $- != *i* ]] && return')).toEqual(['1 return [non-interactive]']);
    expect(
      shell(
        'if [ -n "$BASH_VERSION" ]; then\n  if [ -f "$HOME/.bashrc" ]; then\n  . "$HOME/.bashrc"\nfi\nfi',
      ),
    ).toEqual(['3 source /home/li/.bashrc [bash]']);
    expect(shell('for i in /etc/profile.d/*.sh; do\n if [ -r $i ]; then . $i; fi\ndone')).toEqual([
      '1 unread i',
      '2 source /etc/profile.d/*.sh',
    ]);
  });

  it('says maybe of every other, and of what is in a function whose it is', () => {
    expect(shell('if ping -c1 h; then\n export A=b\nelse\n export A=c\nfi')).toEqual([
      '2 export A=b [maybe]',
      '4 export A=c [maybe]',
    ]);
    expect(shell('proxy_on() {\n  export A=b\n}\nalias p="export C=d"')).toEqual([
      '2 export A=b in proxy_on',
      '4 export C=d in p',
    ]);
  });

  it('reads on where a quote never ends, and says that it could not', () => {
    expect(shell('export A=b\nexport C="d')).toEqual(['1 export A=b', '2 unread ']);
  });

  it.each([
    ['expansions in expansions', `export A=${'"$('.repeat(50_000)}`],
    ['parentheses', '('.repeat(100_000)],
    ['functions in functions', 'f() {\n'.repeat(20_000)],
    ['values that double', `A=xx\n${'A=$A$A\n'.repeat(200)}`],
    ['words', `export ${'A=b '.repeat(50_000)}`],
  ])('comes to an end with many %s', (_, text) => {
    expect(parseShell(text, HOME).length).toBeLessThan(60_000);
  });
});

describe('files that are no shell’s', () => {
  it('are read as pam_env reads them', () => {
    expect(
      parsePamEnvironment(
        '# c\nhttp_proxy="http://h:1"\nexport A=\'b\nNO_PROXY=a,b # c\nB=$A\nbad-name=x',
      ).map(said),
    ).toEqual(['2 export http_proxy=http://h:1', '3 export A=b', '4 export NO_PROXY=a,b ', '5 export B=$A']);
    expect(
      parsePamEnv(
        'A DEFAULT=b\nC\tDEFAULT="" OVERRIDE=${D}\nE OVERRIDE=${E} DEFAULT=f\nG DEFAULT=@{HOME}\nH',
        true,
      ).map(said),
    ).toEqual(['1 export A=b', '2 export C=${D:-}', '3 export E=${E:-f}', '4 unread G', '5 unset H']);
  });

  it('are units and what these name, as systemd quotes', () => {
    const text = `[Unit]\nEnvironment=A=no\n[Service]\nEnvironment="http_proxy=http://h:1" NO_PROXY=a,b 'C=d e'\nEnvironment=X=%h/x Y=100%%\nEnvironmentFile=-/etc/default/vllm\nUnsetEnvironment=Z\nPassEnvironment=P\n`;
    const unit = parseUnitEnvironment(text, 'Service');
    expect(unit.files).toEqual(['/etc/default/vllm']);
    expect(unit.statements.map(said)).toEqual([
      '4 export http_proxy=http://h:1',
      '4 export NO_PROXY=a,b',
      '4 export C=d e',
      '5 unread X',
      '5 export Y=100%',
      '7 unset Z',
      '8 export P',
    ]);
    expect(
      parseUnitEnvironment('[Service]\nEnvironment=A=b \\\n  C=d\nEnvironment=\nEnvironment=E=f', 'Service'),
    ).toMatchObject({
      statements: [{ name: 'E' }],
      clearsEnvironment: true,
    });
    expect(splitQuoted('a "b c" \'d "e\' f\\ g "x=\\"y\\""')).toEqual(['a', 'b c', 'd "e', 'f g', 'x="y"']);
    expect(parseEnvironmentFile('; c\nA="b\nc"\nexport D=e\\\nf\nG=$A', false).map(said)).toEqual([
      '2 export A=b\nc',
      '4 export D=ef',
      '6 export G=$A',
    ]);
    expect(parseEnvironmentFile('A=${A}:x', true).map(said)).toEqual(['1 export A=${A}:x']);
  });

  it('are .env files, where dotenv and python-dotenv agree', () => {
    expect(parseDotenv('# c\nA=b # c\nexport C="d e"\nF=\'g#h\'\nI=${A}\nJ=').map(said)).toEqual([
      '2 export A=b',
      '3 export C=d e',
      '4 export F=g#h',
      '5 unread I',
      '6 export J=',
    ]);
  });

  it('are fish’s', () => {
    const text = `set -gx http_proxy http://h:1\nif test -f x\n  set -x A b\nend\nfunction on\n  set -gx C d\nend\nset -e E\nset -gx F (cmd)\nset -gx no_proxy a b\nsource ~/x.fish\nset -l G h`;
    expect(parseFish(text, HOME).map(said)).toEqual([
      '1 export http_proxy=http://h:1',
      '3 export A=b [maybe]',
      '6 export C=d in on',
      '8 unset E',
      '9 unread F',
      '10 export no_proxy=a b',
      '11 source /home/li/x.fish',
    ]);
  });
});

describe('unitOfCgroup', () => {
  it.each([
    ['0::/system.slice/vllm.service', { name: 'vllm.service', isUsers: false }],
    ['12:pids:/x\n1:name=systemd:/system.slice/a.service', { name: 'a.service', isUsers: false }],
    ['0::/system.slice/system-vllm.slice/vllm@7b.service', { name: 'vllm@7b.service', isUsers: false }],
    [
      '0::/user.slice/user-1000.slice/user@1000.service/app.slice/ollama.service',
      { name: 'ollama.service', isUsers: true },
    ],
    ['0::/user.slice/user-1000.slice/session-3.scope', undefined],
    ['0::/user.slice/user-1000.slice/user@1000.service', undefined],
    ['0::/', undefined],
  ])('%s', (text, unit) => expect(unitOfCgroup(text)).toEqual(unit));
});

describe('shellStart', () => {
  it.each([
    ['-bash', '/dev/pts/1', { shell: 'bash', isLogin: true, isInteractive: true, runs: 'typed' }],
    ['/usr/bin/zsh -i', '/dev/null', { shell: 'zsh', isLogin: false, isInteractive: true, runs: 'typed' }],
    ['bash -lc make', '/dev/pts/1', { shell: 'bash', isLogin: true, isInteractive: false, runs: 'command' }],
    ['sh -e run.sh -c', '/dev/pts/1', { shell: 'sh', isLogin: false, isInteractive: false, runs: 'script' }],
    ['bash --init-file x', '/dev/pts/1', { shell: 'bash', isLogin: false, runs: 'typed' }],
    ['bash', undefined, { shell: 'bash', isLogin: false, runs: 'typed' }],
    ['python3 -c x', '/dev/pts/1', undefined],
  ])('%s on %s', (line, stdin, start) => {
    expect(shellStart(line.split(' ')[0] ?? '', line.split(' '), stdin)).toEqual(start);
  });
});

describe('readSettings', () => {
  const hiding = {
    hideArgv: (argv: readonly string[]) => argv,
    hideVariable: (_: string, value: string) => value.replace('hunter2', '***1***'),
    scrub: (text: string) => text,
  };
  const read = (
    tree: Parameters<typeof fakeFiles>[0],
    units: Parameters<typeof readSettings>[1]['units'] = [],
    hasSettings = true,
  ) => {
    const variable = (name: string) => (name === 'HOME' ? '/home/li' : undefined);
    return readSettings(fakeFiles(tree), { uid: 1000, root: '', variable, units, hasSettings }, hiding);
  };
  const texts = (tree: Parameters<typeof fakeFiles>[0]) =>
    read(tree).files.map(({ path, statements }) => `${path}: ${statements.map(said).join('; ')}`);

  it('keeps what bears on where requests go, secrets hidden, and nothing else of a profile', () => {
    const text =
      'export PATH=/x\nexport API_KEY=hunter2\nexport http_proxy=http://me:hunter2@h:1\nexport HTTP_PORXY=http://me:hunter2@h\nls() { command ls; }\nls\non() { export no_proxy=a; }\non\n';
    expect(texts({ '/home/li/.bashrc': text })).toEqual([
      '/home/li/.bashrc: 3 export http_proxy=http://me:***1***@h:1; 4 export HTTP_PORXY=http://me:***1***@h; 7 export no_proxy=a in on; 8 call on',
    ]);
    expect(JSON.stringify(read({ '/home/li/.bashrc': text }))).not.toContain('hunter2');
  });

  it('of somebody without any setting looks only for a proxy that is not handed on, and for a file that reads itself', () => {
    const tree = {
      '/etc/profile': 'for i in /etc/profile.d/*.sh; do . "$i"; done\n',
      '/home/li/.bashrc': 'alias ll="ls -l"\n[ -f ~/.more ] && . ~/.more\nsource ~/.bashrc\n',
      '/home/li/.zshrc': 'http_proxy=http://h:1\n. ~/.more\n',
      '/home/li/.more': 'export A=b\n',
    };
    const said = (hasSettings: boolean) =>
      read(tree, [], hasSettings)
        .files.map(({ path, statements }) => `${path} ${statements.length}`)
        .sort();
    expect(said(false)).toEqual(['/home/li/.bashrc 2', '/home/li/.more 0', '/home/li/.zshrc 2']);
    expect(said(true)).toContain('/etc/profile 1');
  });

  it('follows what is sourced, patterns too, and says what may not be read', () => {
    const files = read({
      '/etc/profile': 'for i in /etc/profile.d/*.sh; do . "$i"; done\n',
      '/etc/profile.d/b.sh': 'export http_proxy=b\n',
      '/etc/profile.d/a.sh': 'export http_proxy=a\n',
      '/home/li/.zshrc': '. ~/.secret\n',
      '/home/li/.secret': { problem: 'denied' },
    }).files;
    expect(files.map(({ path, state }) => `${path} ${state}`)).toEqual([
      '/etc/profile read',
      '/etc/profile.d/a.sh read',
      '/etc/profile.d/b.sh read',
      '/home/li/.zshrc read',
      '/home/li/.secret denied',
    ]);
  });

  it('reads a unit with its drop-ins and the files that they name', () => {
    const unit = { name: 'vllm@7b.service', isUsers: false };
    const { files } = read(
      {
        '/usr/lib/systemd/system/vllm@.service': '[Service]\nEnvironment=http_proxy=a\n',
        '/etc/systemd/system/vllm@.service.d/z.conf': '[Service]\nEnvironmentFile=/etc/default/vllm\n',
        '/etc/default/vllm': 'http_proxy=b\n',
        '/etc/default/other': 'http_proxy=c\n',
      },
      [unit],
    );
    expect(files.map(({ path, reader }) => `${reader} ${path}`)).toEqual([
      'systemd /usr/lib/systemd/system/vllm@.service',
      'environment-file /etc/default/vllm',
    ]);
    expect(files[0]?.unit).toBe('vllm@7b.service');
  });

  it('stops at a ring of files, and at more files than anybody has', () => {
    const many = Object.fromEntries(
      Array.from({ length: 300 }, (_, n) => [`/etc/profile.d/${n}.sh`, 'export http_proxy=a\n'] as const),
    );
    const { files, isTruncated } = read({
      ...many,
      '/etc/profile': '. /etc/profile\n. /etc/profile.d/*.sh\n',
    });
    expect([files.length, isTruncated]).toEqual([200, true]);
  });
});
