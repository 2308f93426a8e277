import { known } from '../../../domain/facts/known.ts';
import type { Result } from '../../../domain/facts/result.ts';
import { succeed } from '../../../domain/facts/result.ts';
import type { Files, ReadProblem } from '../files.ts';
import type { Note, Reading } from '../reading.ts';
import { fromFile, unreadFile } from '../unknowns.ts';
import { parseHosts } from './parse-hosts.ts';
import { parseNsswitch } from './parse-nsswitch.ts';
import { parseResolvConf } from './parse-resolv-conf.ts';

/**
 * The files by which names are resolved, as a process sees them: `root` is empty for this one and `/proc/PID/root` for another. A
 * file that is not there is an empty one, as it is to the C library.
 */
export const readNameFiles = (files: Files, root: string, note: Note): readonly Reading[] => {
  const read = (name: string): Result<string, ReadProblem> => {
    const text = files.readText(`${root}/etc/${name}`);
    const isAbsent = !text.ok && text.problem === 'missing' && files.status(`${root}/`) !== undefined;
    return isAbsent ? succeed('') : text;
  };
  const hosts = read('hosts');
  const resolv = read('resolv.conf');
  const nsswitch = read('nsswitch.conf');
  const source = (name: string) => fromFile(`${root}/etc/${name}`);
  return [
    hosts.ok
      ? note('hosts-file', known(parseHosts(hosts.value), source('hosts')))
      : note('hosts-file', unreadFile(`${root}/etc/hosts`, hosts.problem)),
    resolv.ok
      ? note(
          'resolver',
          known(
            {
              ...parseResolvConf(resolv.value),
              nsswitchHosts: parseNsswitch(nsswitch.ok ? nsswitch.value : ''),
            },
            source('resolv.conf'),
          ),
        )
      : note('resolver', unreadFile(`${root}/etc/resolv.conf`, resolv.problem)),
  ];
};
