/** The proxy variables that programs read, and those that look like them and are somebody's own. */
const READ = new Set([
  ...['http_proxy', 'https_proxy', 'all_proxy', 'no_proxy'],
  ...[
    'ftp_proxy',
    'rsync_proxy',
    'socks_proxy',
    'ws_proxy',
    'wss_proxy',
    'grpc_proxy',
    'goproxy',
    'httpd_proxy',
  ],
]);

/** Prefixes of the four variables that nearly every client reads; those of `few` letters are near many another word. */
const KINDS = [
  { prefix: 'https', few: false },
  { prefix: 'http', few: false },
  { prefix: 'all', few: true },
  { prefix: 'no', few: true },
] as const;

/**
 * The variable that a name nobody reads was meant to be, in the case that it is written in: `HTTP_PORXY` → `HTTP_PROXY`, `NOPROXY` →
 * `NO_PROXY`. Undefined for a name that is right, or like none of them: `GOPROXY`, `smtp_proxy`, `http_proxy2`, `_http_proxy`.
 */
export const meantVariable = (name: string): string | undefined => {
  const lower = name.toLowerCase();
  if (READ.has(lower) || !/^[a-z][a-z._-]*$/.test(lower) || lower.length > 14) return undefined;
  const near = KINDS.map((kind) => ({ kind, distance: distanceTo(lower, kind) }))
    .filter(({ distance }) => distance !== undefined)
    .sort((a, b) => (a.distance ?? 0) - (b.distance ?? 0));
  const [best] = near;
  if (best === undefined) return undefined;
  const meant = `${best.kind.prefix}_proxy`;
  return name === lower ? meant : meant.toUpperCase();
};

/** Undefined where it is too far to be a slip. With `_proxy` written right, only the little before it can be wrong. */
const distanceTo = (lower: string, { prefix, few }: (typeof KINDS)[number]): number | undefined => {
  const isTailRight = lower.endsWith('_proxy');
  const [written, meant] = isTailRight ? [lower.slice(0, -6), prefix] : [lower, `${prefix}_proxy`];
  const distance = editDistance(written, meant);
  const isOtherWord = isTailRight && few && written.length === meant.length && !isSwap(written, meant);
  if (isOtherWord) return undefined;
  return distance <= (isTailRight || few ? 1 : 2) ? distance : undefined;
};

const isSwap = (a: string, b: string): boolean => [...a].sort().join('') === [...b].sort().join('');

/** Insertions, deletions, substitutions, and swaps of two neighbours (optimal string alignment). */
const editDistance = (a: string, b: string): number => {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, column) => column)];
  for (let row = 1; row <= a.length; row += 1) {
    const line = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const above = rows[row - 1] ?? [];
      const isSame = a[row - 1] === b[column - 1];
      let least = Math.min(
        (above[column] ?? 0) + 1,
        (line[column - 1] ?? 0) + 1,
        (above[column - 1] ?? 0) + (isSame ? 0 : 1),
      );
      if (a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1] && row > 1 && column > 1)
        least = Math.min(least, (rows[row - 2]?.[column - 2] ?? 0) + 1);
      line.push(least);
    }
    rows.push(line);
  }
  return rows[a.length]?.[b.length] ?? 0;
};
