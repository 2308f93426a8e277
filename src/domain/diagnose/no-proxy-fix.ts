import { extendNoProxy } from '../clients/extend-no-proxy.ts';
import { localNames } from '../clients/local-names.ts';
import { formatTarget } from '../net/format-target.ts';
import type { Host } from '../net/target.ts';
import type { Case, ProxiedPath } from './case.ts';
import type { Fix } from './finding.ts';
import { shellWord } from './shell-word.ts';

/** `no_proxy=…`, `NO_PROXY=…`: what is there, and what keeps requests to this host direct in every client. */
const assignments = (it: Case, host: Host): readonly string[] =>
  extendNoProxy(it.variables, localNames(host)).map(({ name, value }) => `${name}=${shellWord(value)}`);

/** For the rest of this shell. */
export const extendNoProxyFix = (it: Case, host: Host): Fix => ({
  kind: 'extend-no-proxy',
  paste: assignments(it, host).map((assignment) => `export ${assignment}`),
});

/** For one command. A name that only DNS gives to this machine is none that `tongtu run` knows for it: it is listed here. */
export const directOnceFix = (it: Case, path: ProxiedPath): Fix => {
  const { target } = it.intent;
  const isKnown = target.host.kind === 'address' || /(?:^|\.)localhost$/.test(target.host.name);
  const run = isKnown ? 'tongtu run --' : `env ${assignments(it, target.host).join(' ')}`;
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
