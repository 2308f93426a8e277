import type { SettingReader, SettingStatement } from '../../../domain/facts/settings.ts';
import type { Files } from '../files.ts';
import { parseEnvironmentFile, parseUnitEnvironment } from './parse-systemd.ts';

/** A service of systemd: `vllm.service` of the system, or of one user's own manager. */
export interface UnitOf {
  readonly name: string;
  readonly isUsers: boolean;
}

/** A file of a unit, in the order in which it counts. */
interface UnitPart {
  readonly path: string;
  readonly reader: SettingReader;
  readonly parse: (text: string) => readonly SettingStatement[];
}

const SYSTEM_FOLDERS = [
  '/etc/systemd/system',
  '/run/systemd/system',
  '/usr/local/lib/systemd/system',
  '/usr/lib/systemd/system',
  '/lib/systemd/system',
];
const USER_FOLDERS = [
  '/etc/systemd/user',
  '/run/systemd/user',
  '/usr/local/lib/systemd/user',
  '/usr/lib/systemd/user',
];

/**
 * The service that a process belongs to, from /proc/PID/cgroup: the innermost part that ends in `.service`. Below `user@1000.service` it is one of the
 * user's own manager; a shell that was logged in to is in a `.scope`, and in none.
 */
export const unitOfCgroup = (text: string): UnitOf | undefined => {
  const path = /^(?:0:|\d+:name=systemd):(\/.*)$/m.exec(text)?.[1] ?? '';
  const parts = path.split('/');
  const last = parts.findLast((part) => /\.(?:service|scope)$/.test(part));
  if (last === undefined || last.endsWith('.scope') || /^user@\d+\.service$/.test(last)) return undefined;
  return { name: unescapeName(last), isUsers: parts.some((part) => /^user@\d+\.service$/.test(part)) };
};

const unescapeName = (name: string): string =>
  name.replace(/\\x([0-9a-f]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));

/** The unit's file, its drop-ins, then the files that they name: what is later overrides what is before. systemd.unit(5), systemd.exec(5). */
export const readUnit = (files: Files, root: string, unit: UnitOf, home: string): readonly UnitPart[] => {
  if (unit.name.includes('/')) return [];
  const folders = unit.isUsers ? [`${home}/.config/systemd/user`, ...USER_FOLDERS] : SYSTEM_FOLDERS;
  const names = namesOf(unit.name);
  const main = names
    .flatMap((name) => folders.map((folder) => `${folder}/${name}`))
    .find((path) => files.status(root + path)?.isFile === true);
  const paths = [...(main === undefined ? [] : [main]), ...dropIns(files, root, folders, names)];
  let named: string[] = [];
  let parts: UnitPart[] = [];
  for (const path of paths) {
    const text = files.readText(root + path);
    const said = text.ok ? parseUnitEnvironment(text.value, 'Service') : undefined;
    if (said?.clearsEnvironment === true) parts = [];
    if (said?.clearsFiles === true) named = [];
    named.push(...(said?.files ?? []));
    parts.push({
      path,
      reader: 'systemd',
      parse: (whole) => parseUnitEnvironment(whole, 'Service').statements,
    });
  }
  const plain = named
    .map((path) => (unit.isUsers ? path.replace(/^%h/, home) : path))
    .filter((path) => /^\/[^%*?]*$/.test(path));
  return [
    ...parts,
    ...plain.map((path) => ({
      path,
      reader: 'environment-file' as const,
      parse: (text: string) => parseEnvironmentFile(text, false),
    })),
  ];
};

/** `vllm@7b.service` is read from `vllm@.service` where it has no file of its own. */
const namesOf = (name: string): readonly string[] => {
  const template = name.replace(/@[^@]*\.service$/, '@.service');
  return template === name ? [name] : [name, template];
};

/** `NAME.d/*.conf` by file name; the same name in an earlier folder hides the later one. `service.d` is every service's. */
const dropIns = (
  files: Files,
  root: string,
  folders: readonly string[],
  names: readonly string[],
): readonly string[] => {
  const byName = new Map<string, string>();
  for (const name of [...names, 'service']) {
    for (const folder of folders) {
      const entries = files.list(`${root}${folder}/${name}.d`);
      for (const entry of entries.ok ? entries.value : []) {
        if (entry.endsWith('.conf') && !byName.has(entry)) byName.set(entry, `${folder}/${name}.d/${entry}`);
      }
    }
  }
  return [...byName].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, path]) => path);
};

/** What systemd's own configuration gives to every service. */
export const readManager = {
  files: (files: Files, root: string): readonly string[] => {
    const entries = files.list(`${root}/etc/systemd/system.conf.d`);
    const names = (entries.ok ? entries.value : []).filter((name) => name.endsWith('.conf')).sort();
    return ['/etc/systemd/system.conf', ...names.map((name) => `/etc/systemd/system.conf.d/${name}`)];
  },
  parse: (text: string): readonly SettingStatement[] => parseUnitEnvironment(text, 'Manager').statements,
};
