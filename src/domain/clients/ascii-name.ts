/** A name as DNS has it: `münchen.test` → `xn--mnchen-3ya.test` (UTS #46, by the URL Standard's parser). ASCII stays as it is. */
export const asciiName = (name: string): string =>
  /[^\0-\x7f]/.test(name) && URL.canParse(`http://${name}/`) ? new URL(`http://${name}/`).hostname : name;
