import { widthOf } from '../screen.ts';

/** A word of a shell command with the space before it; what is quoted may hold spaces. */
const WORD = /(?:^|\s+)(?:[^\s'"\\]|\\.|'[^']*'|"(?:[^"\\]|\\.)*")+/gs;

/**
 * A command over as many lines as it needs in `columns`, each but the last continued with a backslash: pasted, it is the same command.
 * One that holds an open quotation stays as it is.
 */
export const commandLines = (command: string, columns: number): readonly string[] => {
  const words = command.match(WORD) ?? [];
  if (widthOf(command) <= columns || words.join('') !== command) return [command];
  const lines: string[] = [];
  let line = '';
  for (const [index, word] of words.entries()) {
    const continued = index === words.length - 1 ? 0 : 2;
    if (line !== '' && widthOf(line) + widthOf(word) + continued > columns) {
      lines.push(`${line} \\`);
      line = word.trimStart();
    } else {
      line += word;
    }
  }
  return [...lines, line];
};
