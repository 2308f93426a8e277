import type {
  SettingReader,
  SettingStatement,
  Settings,
  SettingsFile,
} from '../../../domain/facts/settings.ts';
import { allStartupFiles } from '../../../domain/settings/startup-files.ts';
import type { Files } from '../files.ts';
import type { Hiding } from '../options.ts';
import { parseDotenv } from './parse-dotenv.ts';
import { parseFish } from './parse-fish.ts';
import { parsePamEnv, parsePamEnvironment } from './parse-pam.ts';
import { parseShell } from './parse-shell.ts';
import { parseEnvironmentFile } from './parse-systemd.ts';
import type { UnitOf } from './read-unit.ts';
import { readManager, readUnit } from './read-unit.ts';
import { keepRelevant } from './settings-of-files.ts';

/** Whose files are read, and from where. */
export interface SettingsOwner {
  readonly uid: number;
  /** Before every path: `/proc/4711/root`, or empty. */
  readonly root: string;
  /** A variable of the consumer's environment. */
  readonly variable: (name: string) => string | undefined;
  /** The services that the consumer and its parents belong to. */
  readonly units: readonly UnitOf[];
  /** Where the consumer runs: a program may look for `.env` there. */
  readonly workingFolder?: string;
  /** Whether anything is set of which it has to be told where it comes from. Where not, only what no shell hands on is looked for. */
  readonly hasSettings: boolean;
}

const MOST_FILES = 200;
const LONGEST_FILE = 256 * 1024;
const DEEPEST_SOURCE = 8;

type Parse = (text: string) => readonly SettingStatement[];

/**
 * Everything that files say about the variables that decide where this user's requests go: startup files of shells with all that they source, PAM,
 * systemd, `.env`. Files that are not there are left out; nothing is run.
 */
export const readSettings = (files: Files, owner: SettingsOwner, secrets: Hiding): Settings => {
  const { root, variable } = owner;
  const home = homeOf(files, owner);
  const zshFolder = absolute(variable('ZDOTDIR')) ?? home;
  const configFolder = absolute(variable('XDG_CONFIG_HOME')) ?? `${home}/.config`;
  const found = new Map<string, SettingsFile>();
  const places = new Map([
    ['HOME', home],
    ['ZDOTDIR', zshFolder],
    ['XDG_CONFIG_HOME', configFolder],
  ]);
  let isTruncated = false;

  const add = (
    path: string,
    reader: SettingReader,
    parse: Parse,
    unit?: string,
  ): SettingsFile | undefined => {
    const key = `${reader} ${unit ?? ''} ${path}`;
    if (found.has(key)) return undefined;
    if (found.size >= MOST_FILES) {
      isTruncated = true;
      return undefined;
    }
    const read = readOne(files, root, path, reader, parse);
    if (read === undefined) return undefined;
    const file = unit === undefined ? read : { ...read, unit };
    found.set(key, file);
    return file;
  };

  const addProfile = (path: string, depth: number): void => {
    const isFish = path.endsWith('.fish');
    const file = add(path, 'profile', (text) => {
      if (!owner.hasSettings && !mayMatter(text, path)) return [];
      const statements = isFish ? parseFish(text, places) : parseShell(text, places);
      return statements.map((one) =>
        one.kind === 'source'
          ? { ...one, paths: one.paths.flatMap((sourced) => expand(files, root, sourced)) }
          : one,
      );
    });
    if (file === undefined || depth >= DEEPEST_SOURCE) return;
    for (const statement of file.statements) {
      if (statement.kind === 'source') for (const sourced of statement.paths) addProfile(sourced, depth + 1);
    }
  };

  for (const path of readManager.files(files, root)) add(path, 'manager', readManager.parse);
  for (const path of environmentFolders(files, root, configFolder)) {
    add(path, 'environment.d', (text) => parseEnvironmentFile(text, true));
  }
  for (const unit of owner.units) {
    for (const part of readUnit(files, root, unit, home)) add(part.path, part.reader, part.parse, unit.name);
  }
  add('/etc/security/pam_env.conf', 'pam', (text) => parsePamEnv(text, true));
  add('/etc/environment', 'environment', parsePamEnvironment);
  if (home !== '') add(`${home}/.pam_environment`, 'pam', (text) => parsePamEnv(text, false));
  for (const path of allStartupFiles({ home, zshFolder })) addProfile(path, 0);
  for (const folder of ['/etc/fish', `${configFolder}/fish`]) {
    for (const path of [...expand(files, root, `${folder}/conf.d/*.fish`), `${folder}/config.fish`])
      addProfile(path, 0);
  }
  if (owner.workingFolder !== undefined) add(`${owner.workingFolder}/.env`, 'env-file', parseDotenv);
  // What is in the home folder counts even when it says nothing: bash reads only the first of its three profiles.
  const kept = keepRelevant([...found.values()], secrets).filter(
    ({ path, state, statements }) =>
      state !== 'read' || statements.length > 0 || path.startsWith(`${home}/.`),
  );
  return { home, zshFolder, files: kept, isTruncated };
};

/**
 * Whether a startup file of somebody without any setting says something all the same: a proxy that it does not hand on, or its own name
 * behind `source`. To take a shell's text apart is the dearest thing that a healthy machine would pay for.
 */
const mayMatter = (text: string, path: string): boolean => {
  const name = path.slice(path.lastIndexOf('/') + 1).replace(/\W/g, '\\$&');
  return /prox/i.test(text) || new RegExp(`(?:source|\\.)[ \\t].*${name}`).test(text);
};

/** Undefined where there is none. */
const readOne = (
  files: Files,
  root: string,
  path: string,
  reader: SettingReader,
  parse: Parse,
): SettingsFile | undefined => {
  const text = files.readText(root + path);
  if (!text.ok && text.problem === 'missing') return undefined;
  const changedMs = files.status(root + path)?.changedMs;
  const changed = changedMs === undefined ? {} : { changedAt: new Date(changedMs).toISOString() };
  if (!text.ok) {
    const state = text.problem === 'denied' ? 'denied' : 'unread';
    return { path, reader, state, ...changed, statements: [] };
  }
  if (text.value.length > LONGEST_FILE) return { path, reader, state: 'unread', ...changed, statements: [] };
  return { path, reader, state: 'read', ...changed, statements: parse(text.value) };
};

/** In the order of environment.d(5): by name, whichever folder they are in; a name in an earlier folder hides the same in a later one. */
const environmentFolders = (files: Files, root: string, configFolder: string): readonly string[] => {
  const byName = new Map<string, string>();
  const folders = [`${configFolder}`, '/etc', '/run', '/usr/local/lib', '/usr/lib'];
  for (const folder of folders) {
    for (const path of expand(files, root, `${folder}/environment.d/*.conf`)) {
      const name = path.slice(path.lastIndexOf('/') + 1);
      if (!byName.has(name)) byName.set(name, path);
    }
  }
  return [...byName].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, path]) => path);
};

/** A path, or the files that its last part's pattern matches, in the order of their names; hidden ones only where the pattern says so. */
const expand = (files: Files, root: string, path: string): readonly string[] => {
  const slash = path.lastIndexOf('/');
  const [folder, pattern] = [path.slice(0, slash), path.slice(slash + 1)];
  if (!/[*?[]/.test(path)) return [path];
  // Stars behind stars could make a matcher that takes for ever.
  if (/[*?[]/.test(folder) || /[[\]]|\*.*\*.*\*/.test(pattern)) return [];
  const names = files.list(root + (folder || '/'));
  if (!names.ok) return [];
  const source = pattern
    .replace(/[.+^${}()|\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  const matcher = new RegExp(`^${source}$`);
  return names.value
    .filter((name) => matcher.test(name) && (pattern.startsWith('.') || !name.startsWith('.')))
    .sort()
    .slice(0, MOST_FILES)
    .map((name) => `${folder}/${name}`);
};

const absolute = (path: string | undefined): string | undefined =>
  path?.startsWith('/') === true ? path.replace(/\/+$/, '') : undefined;

/** HOME, or what passwd(5) says of the user. */
const homeOf = (files: Files, { uid, root, variable }: SettingsOwner): string => {
  const own = absolute(variable('HOME'));
  if (own !== undefined) return own;
  const text = files.readText(`${root}/etc/passwd`);
  const lines = text.ok ? text.value.split('\n') : [];
  const line = lines.map((one) => one.split(':')).find((fields) => fields[2] === String(uid));
  return absolute(line?.[5]) ?? '';
};
