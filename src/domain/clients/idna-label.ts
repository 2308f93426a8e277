/**
 * A label outside ASCII as IDNA 2008 encodes it: `münchen` → `xn--mnchen-3ya`; `undefined` where it forbids one of its
 * characters. The URL Standard's parser encodes, which takes symbols too: those are sorted out first.
 */
export const idnaLabel = (label: string): string | undefined => {
  const lower = label.toLowerCase();
  const isWord = /^[\p{L}\p{M}\p{N}-]+$/u.test(lower) && !/[A-Z]/.test(lower);
  return isWord && URL.canParse(`http://${lower}/`) ? new URL(`http://${lower}/`).hostname : undefined;
};
