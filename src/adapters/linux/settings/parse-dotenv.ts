import type { SettingStatement } from '../../../domain/facts/settings.ts';

/** `NAME=`, `export NAME=`, `NAME: `; a value in quotes may go over several lines. */
const LINE =
  /^[^\S\n]*(?:export[^\S\n]+)?([A-Za-z_][\w.-]*)[^\S\n]*(?:=[^\S\n]*|:[^\S\n]+)("(?:\\[\s\S]|[^"\\])*"|'[^']*'|`[^`]*`|[^#\n]*)/gm;

/**
 * Reads `.env` as dotenv and python-dotenv do, where these agree: quotes are taken away, a `#` outside of them ends the value, blanks around it are not
 * its own. A variable that is set already keeps its value; a dollar or a backslash is taken differently by each, and left unread.
 */
export const parseDotenv = (text: string): readonly SettingStatement[] => {
  let line = 1;
  let counted = 0;
  const found: SettingStatement[] = [];
  for (const match of text.matchAll(LINE)) {
    const [, name = '', written = ''] = match;
    line += text.slice(counted, match.index).split('\n').length - 1;
    counted = match.index;
    const quote = /^["'`]/.exec(written)?.[0];
    const value = quote === undefined ? written.trim() : written.slice(1, -1);
    const isUnread = quote !== "'" && /[$\\]/.test(value);
    const guards = [] as const;
    found.push(
      isUnread
        ? { kind: 'unread', line, guards, name }
        : { kind: 'set', line, guards, name, value, isLiteral: true, isExported: true },
    );
  }
  return found;
};
