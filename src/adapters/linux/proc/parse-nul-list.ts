/** Reads /proc/PID/cmdline: arguments that each end in a NUL byte. A last one without it is kept: a program may overwrite its own. */
export const parseNulList = (text: string): readonly string[] => {
  if (text === '') return [];
  return (text.endsWith('\0') ? text.slice(0, -1) : text).split('\0');
};

/**
 * Reads /proc/PID/environ: `NAME=value` entries in their order, each ended by a NUL byte. What holds no `=` is no variable: programs that
 * rewrite their title leave rests there.
 */
export const parseEnviron = (text: string): readonly { name: string; value: string }[] =>
  parseNulList(text).flatMap((entry) => {
    const equals = entry.indexOf('=');
    return equals < 1 ? [] : [{ name: entry.slice(0, equals), value: entry.slice(equals + 1) }];
  });
