import type { ProxyServer } from '../clients/client.ts';
import type { Variable } from '../facts/fact.ts';
import { traceFlow } from '../trace/trace-flow.ts';
import type { Case, Path } from './case.ts';

type Scheme = ProxyServer['scheme'];

const SCHEME = /^\s*[a-z][a-z0-9+.-]*:\/\//i;

/** A proxy variable's value with another scheme before it; the shell takes the rest from the variable, so that no password is shown. */
export const schemeLine = (scheme: Scheme, { name, value }: Variable): string =>
  SCHEME.test(value)
    ? `export ${name}="${scheme}://\${${name}#*://}"`
    : `export ${name}="${scheme}://$${name}"`;

/** The first of the schemes by which the path's client takes the proxy that a variable names; `undefined` where none helps. */
export const usableScheme = (
  it: Case,
  path: Path,
  { name, value }: Variable,
  schemes: readonly Scheme[],
): Scheme | undefined => {
  const { flow } = path.way.trace;
  const rest = value.replace(SCHEME, '').trim();
  return schemes.find((scheme) => {
    const variables = flow.variables.map((variable) =>
      variable.name === name ? { name, value: `${scheme}://${rest}` } : variable,
    );
    return traceFlow(it.model, { ...flow, variables }).choice.kind === 'proxy';
  });
};

/** What a value that a client cannot use was most likely meant to begin with. */
export const meantSchemes = (value: string): readonly Scheme[] =>
  /^\s*socks/i.test(value) ? ['socks5h', 'socks5'] : ['http'];
