/**
 * Whether a version is the minimum or later, part by part as numbers: `8.9.1` is before `8.18.0`. Absent, or without a
 * number at its start (`v` may stand before it), it is taken as the newest.
 */
export const isAtLeast = (version: string | undefined, minimum: string): boolean => {
  const parts = /^v?(\d+(?:\.\d+)*)/
    .exec(version ?? '')?.[1]
    ?.split('.')
    .map(Number);
  if (parts === undefined) return true;
  for (const [index, least] of minimum.split('.').map(Number).entries()) {
    const part = parts[index] ?? 0;
    if (part !== least) return part > least;
  }
  return true;
};
