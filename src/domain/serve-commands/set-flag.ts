/**
 * The words with one flag set: `--host 127.0.0.1` and `--host=127.0.0.1` are replaced where they stand, and it is appended where it
 * is missing. `names`: every spelling, the one to append first.
 */
export const setFlag = (
  words: readonly string[],
  names: readonly [string, ...string[]],
  value: string,
): readonly string[] => {
  const joined = words.findIndex((word) => names.some((name) => word.startsWith(`${name}=`)));
  const apart = words.findIndex((word) => names.includes(word));
  if (joined !== -1) {
    const name = words[joined]?.split('=')[0] ?? names[0];
    return words.with(joined, `${name}=${value}`);
  }
  if (apart === -1) return [...words, names[0], value];
  return [...words.slice(0, apart + 1), value, ...words.slice(apart + 2)];
};
