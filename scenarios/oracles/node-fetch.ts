import type { Oracle } from './seen.ts';
import { classify, GIVES_UP_AFTER_S, LIMITS } from './seen.ts';

const PROGRAM = `
fetch(process.argv[1], { signal: AbortSignal.timeout(${GIVES_UP_AFTER_S * 1000}) })
  .then((response) => console.log('status', response.status))
  .catch((error) => console.log(error.name, error.cause?.code ?? '', error.cause?.message ?? error.message))
  .finally(() => process.exit());
`;

export const NODE_FETCH: Oracle = {
  client: 'node',
  command: (url) => ({ ...LIMITS, argv: ['node', '-e', PROGRAM, url] }),
  read: (stdout) => {
    const status = /^status (\d+)/.exec(stdout)?.[1];
    if (status !== undefined) return { kind: 'answered', status: Number(status) };
    return classify(stdout, [
      [/ECONNREFUSED/, 'refused'],
      [/EHOSTUNREACH|ENETUNREACH/, 'unreachable'],
      [/ENOTFOUND|EAI_AGAIN/, 'name-not-found'],
      [/TimeoutError|ETIMEDOUT|UND_ERR_CONNECT_TIMEOUT/, 'timed-out'],
      [/UND_ERR_SOCKET|HPE_|UND_ERR_HEADERS_OVERFLOW|ECONNRESET/, 'no-response'],
    ]);
  },
};
