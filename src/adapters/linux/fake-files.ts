import { fail, succeed } from '../../domain/facts/result.ts';
import type { FileStatus, Files, ReadProblem } from './files.ts';

/** A file's text, a link's target, or why it cannot be read. */
export type FakeFile =
  | string
  | { readonly link: string }
  | { readonly problem: ReadProblem }
  | { readonly text: string; readonly status: Partial<FileStatus> };

const STATUS: FileStatus = { inode: 1, device: 1, uid: 0, isFile: true, isExecutable: false, changedMs: 0 };

/** A tree of files for tests, by path. Folders are the paths' own; one that is denied is denied with all that is in it. */
export const fakeFiles = (tree: Readonly<Record<string, FakeFile>>): Files => {
  const entry = (path: string): FakeFile | undefined => {
    const denied = Object.entries(tree).find(
      ([name, file]) =>
        typeof file === 'object' && 'problem' in file && (path === name || path.startsWith(`${name}/`)),
    );
    return denied?.[1] ?? tree[path];
  };
  const readText: Files['readText'] = (path) => {
    const file = entry(path);
    if (file === undefined) return fail('missing');
    if (typeof file === 'string') return succeed(file);
    if ('problem' in file) return fail(file.problem);
    return 'text' in file ? succeed(file.text) : fail('unread');
  };
  const isFolder = (path: string): boolean => Object.keys(tree).some((name) => name.startsWith(`${path}/`));
  return {
    readText,
    readStart: (path, nextBytes) => {
      const whole = readText(path);
      if (!whole.ok) return whole;
      let end = 0;
      for (
        let bytes = nextBytes('');
        bytes > 0 && end < whole.value.length;
        bytes = nextBytes(whole.value.slice(0, end))
      ) {
        end += bytes;
      }
      return succeed(whole.value.slice(0, end));
    },
    list: (path) => {
      const file = entry(path);
      if (typeof file === 'object' && 'problem' in file) return fail(file.problem);
      if (!isFolder(path)) return fail('missing');
      const names = Object.keys(tree).filter((name) => name.startsWith(`${path}/`));
      return succeed([...new Set(names.map((name) => name.slice(path.length + 1).split('/')[0] ?? ''))]);
    },
    readLink: (path) => {
      const file = entry(path);
      if (typeof file === 'object' && 'link' in file) return succeed(file.link);
      if (typeof file === 'object' && 'problem' in file) return fail(file.problem);
      return fail(file === undefined ? 'missing' : 'unread');
    },
    status: (path) => {
      const file = entry(path);
      if (typeof file === 'object' && 'status' in file) return { ...STATUS, ...file.status };
      if (typeof file === 'object' && 'problem' in file) return undefined;
      if (file !== undefined) return STATUS;
      return isFolder(path.replace(/\/$/, '')) ? { ...STATUS, isFile: false } : undefined;
    },
  };
};
