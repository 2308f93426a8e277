import type { Diagnosis } from '../domain/diagnose/diagnose.ts';

/** What a diagnosis comes to. */
export type Conclusion = 'works' | 'broken' | 'unclear';

/** `broken` with any cause that stops a flow; `works` when every client arrives; else nobody can tell. */
export const concludeFrom = ({ findings, paths }: Diagnosis): Conclusion => {
  if (findings.some(({ severity }) => severity === 'broken')) return 'broken';
  return paths.length > 0 && paths.every(({ works }) => works) ? 'works' : 'unclear';
};
