import { byFlag } from '../by-flag.ts';

/** Xinference: `xinference-local -H`. It asks its own REST API at localhost for what its page shows. */
export const xinference = byFlag(['--host', '-H'], {
  title: 'Xinference',
  serves: ({ program }) => program === 'xinference-local' || program === 'xinference-supervisor',
  selfCheck: { client: 'requests', url: (port) => `http://localhost:${port}/v1/models` },
});
