/**
 * The same text with the full-width forms that a Chinese or Japanese input method types turned into ASCII: `：` → `:`,
 * `／` → `/`, `８` → `8`, `。` → `.`. Every character keeps its place, so offsets hold in both texts.
 * (Unicode block Halfwidth and Fullwidth Forms, and the ideographic full stop.)
 */
export const halfWidth = (text: string): string =>
  text.replace(/[\uff01-\uff5e\u3002\uff61]/g, (full) =>
    full === '\u3002' || full === '\uff61' ? '.' : String.fromCharCode(full.charCodeAt(0) - 0xfee0),
  );
