import { byFlag } from '../by-flag.ts';

/** Any application that uvicorn serves. */
export const uvicorn = byFlag(['--host'], {
  title: 'uvicorn',
  serves: ({ program }) => program === 'uvicorn',
});
