/** Whether an exception entry is the name or a domain above it: `example.test` holds `www.example.test`, not `notexample.test`. */
export const coversName = (entry: string, name: string): boolean =>
  name === entry || name.endsWith(`.${entry}`);
