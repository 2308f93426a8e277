import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export interface Fixture {
  readonly name: string;
  readonly text: string;
  /** Where what a parser makes of it is kept. */
  readonly parsedPath: string;
}

/** The captures in a folder, for tests: a new machine is a new file. A folder without any is a mistake. */
export const listFixtures = (folder: URL): readonly Fixture[] => {
  const path = fileURLToPath(folder);
  const names = readdirSync(path).filter((name) => !name.endsWith('.parsed.json'));
  if (names.length === 0) throw new Error(`no fixtures in ${path}`);
  return names.sort().map((name) => ({
    name,
    text: readFileSync(`${path}/${name}`, 'utf8'),
    parsedPath: `${path}/${name}.parsed.json`,
  }));
};
