import { extendNoProxy } from '../clients/extend-no-proxy.ts';
import { localNames } from '../clients/local-names.ts';
import { formatTarget } from '../net/format-target.ts';
import type { Host } from '../net/target.ts';
import type { Case, ProxiedPath } from './case.ts';
import type { Fix } from './finding.ts';
import { runningProcess } from './running-process.ts';
import { shellWord } from './shell-word.ts';

/** `no_proxy=…`, `NO_PROXY=…`: what is there, and what keeps requests to these hosts direct in every client. */
const assignments = (it: Case, hosts: readonly Host[]): readonly string[] =>
  extendNoProxy(it.variables, [...new Set(hosts.flatMap(localNames))]).map(
    ({ name, value }) => `${name}=${shellWord(value)}`,
  );

/** A name that only DNS gives to this machine is none that `tongtu run` knows for it. */
const isKnown = (host: Host): boolean => host.kind === 'address' || /(?:^|\.)localhost$/.test(host.name);

const withoutProxy = (it: Case, hosts: readonly Host[]): string =>
  hosts.every(isKnown) ? 'tongtu run --' : `env ${assignments(it, hosts).join(' ')}`;

/** More of a command line than this is nothing to paste. */
const LONGEST_LINE = 400;

/** `evalscope eval` of `/usr/bin/python3 /usr/local/bin/evalscope eval`: the kernel puts the interpreter of a script first. */
const asTyped = (argv: readonly string[]): readonly string[] => {
  const [interpreter = '', script = '', ...rest] = argv;
  const isScript = /\/(?:python|pypy|node|bash|sh)[\d.]*$/.test(interpreter) && /\/bin\/[^/]+$/.test(script);
  return isScript ? [script.replace(/^\/usr\/(?:local\/)?bin\//, ''), ...rest] : argv;
};

/** The command as it was started, where it could be read and holds no secret that was taken out. */
const commandOf = (argv: readonly string[]): string => {
  const line = asTyped(argv).map(shellWord).join(' ');
  return line === '' || line.length > LONGEST_LINE || line.includes('***') ? 'COMMAND' : line;
};

/** For the rest of this shell; a process that runs already has to be started again. */
export const extendNoProxyFix = (it: Case, ...hosts: readonly Host[]): Fix => {
  const running = runningProcess(it);
  return running === undefined
    ? {
        kind: 'extend-no-proxy',
        paste: assignments(it, hosts).map((assignment) => `export ${assignment}`),
      }
    : { kind: 'start-again', paste: [`${withoutProxy(it, hosts)} ${commandOf(running.argv)}`] };
};

/** For one command. */
export const directOnceFix = (it: Case, path: ProxiedPath): Fix => {
  const { target } = it.intent;
  const run = withoutProxy(it, [target.host]);
  const curl = `${run} curl ${shellWord(formatTarget(target, it.request.path))}`;
  const names = path.clients.map(({ client }) => client.name);
  return {
    kind: 'one-command-direct',
    paste: [
      ...(names.includes('curl') ? [curl] : []),
      ...(names.some((name) => name !== 'curl') ? [`${run} COMMAND`] : []),
    ],
  };
};
