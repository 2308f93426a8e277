import { clientGivesUp, otherProxy } from '../client-gives-up.ts';
import { unsetFix } from '../proxy-fixes.ts';

/** What a client is installed with when SOCKS is wanted of it. */
const EXTRAS: ReadonlyMap<string, string> = new Map([
  ['socksio', 'httpx[socks]'],
  ['PySocks', 'requests[socks]'],
]);

/**
 * A proxy variable names a kind of proxy that this client does not speak: `socks://`, `ftp://`; or SOCKS, and the package for it is not
 * installed.
 */
export const proxySchemeUnsupported = clientGivesUp(
  'proxy-scheme-unsupported',
  ['unsupported-scheme', 'missing-package'],
  (it, choice, path) => {
    const name =
      choice.why === 'missing-package' ? (EXTRAS.get(choice.package) ?? choice.package) : undefined;
    return name === undefined
      ? otherProxy(it, choice, path)
      : [{ kind: 'install-package', paste: [`pip install '${name}'`] }, unsetFix()];
  },
);
