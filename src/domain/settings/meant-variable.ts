import { editDistance } from '../words/edit-distance.ts';

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
  if (!MAY_BE_NEAR.test(lower) || READ.has(lower) || !/^[a-z][a-z._-]*$/.test(lower) || lower.length > 14)
    return undefined;
  const near = KINDS.map((kind) => ({ kind, distance: distanceTo(lower, kind) }))
    .filter(({ distance }) => distance !== undefined)
    .sort((a, b) => (a.distance ?? 0) - (b.distance ?? 0));
  const [best] = near;
  if (best === undefined) return undefined;
  const meant = `${best.kind.prefix}_proxy`;
  return name === lower ? meant : meant.toUpperCase();
};

/** Two slips cannot take both `x` and `y` from `proxy` and more. A machine's environments hold ten thousands of names; this is quick. */
const MAY_BE_NEAR = /x|y|pro/;

/** Undefined where it is too far to be a slip. With `_proxy` written right, only the little before it can be wrong. */
const distanceTo = (lower: string, { prefix, few }: (typeof KINDS)[number]): number | undefined => {
  const isTailRight = lower.endsWith('_proxy');
  const [written, meant] = isTailRight ? [lower.slice(0, -6), prefix] : [lower, `${prefix}_proxy`];
  const most = isTailRight || few ? 1 : 2;
  // Each letter more is a slip by itself, and nearly every name differs by several: the rest is not worth comparing.
  if (Math.abs(written.length - meant.length) > most) return undefined;
  const distance = editDistance(written, meant);
  const isOtherWord = isTailRight && few && written.length === meant.length && !isSwap(written, meant);
  if (isOtherWord) return undefined;
  return distance <= most ? distance : undefined;
};

const isSwap = (a: string, b: string): boolean => [...a].sort().join('') === [...b].sort().join('');
