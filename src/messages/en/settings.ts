import type { Place } from '../../domain/settings/place.ts';
import type { SettingsWords } from '../settings-words.ts';
import { placeIn, processText, shortPath } from '../settings-words.ts';

/** What reads the line. */
const readerText = (place: Place, by: string): string => {
  const condition = place.isConditional ? ', under a condition' : '';
  const called = place.inFunction === undefined ? '' : `, in ${place.inFunction}, which that shell called`;
  switch (place.reader) {
    case 'profile':
      return `, which ${by} read as it started${called}${condition}`;
    case 'environment':
    case 'pam':
      return `, which every log-in reads (PAM)${condition}`;
    case 'systemd':
      return `, in the unit ${place.unit ?? ''}`;
    case 'environment-file':
      return `, a file that the unit ${place.unit ?? ''} names`;
    case 'manager':
    case 'environment.d':
      return ', which systemd gives to all its services';
    case 'env-file':
      return '';
  }
};

const UNKNOWN = {
  denied: 'may not be read: run with sudo',
  'denied-to-root': 'may not be read, not even by root',
  torn: 'could not be read',
  gone: 'is gone: it has ended',
} as const;

const HOW = {
  typed: 'was set in',
  script: 'was set by the script that runs in',
  command: 'was set by the command of',
  program: 'was set by',
} as const;

/** Where a variable comes from, and slips in files. */
export const settings: SettingsWords = {
  evidence: {
    'variable-origin': ({ name, origin, home }) => {
      const at = (place: Place): string => placeIn(place, home);
      const [same] = origin.same;
      const also = same === undefined ? '' : `; ${at(same)} gives the same value`;
      const through = origin.via.slice(1).map(processText).join(' ← ');
      const handed = through === '' ? '' : `, handed on by ${through}`;
      switch (origin.kind) {
        case 'file':
          return `${name} comes from ${at(origin.place)}${readerText(origin.place, processText(origin.by))}${handed}${also}`;
        case 'process': {
          const { said, unread } = origin;
          const [first] = unread;
          const start = `${name} ${HOW[origin.how]} ${processText(origin.by)}, which was started without it${handed}`;
          if (said !== undefined) {
            const when = said.isNewer ? ' and was changed after that shell had started' : '';
            return `${start}; ${at(said.place)} says ${said.value}${when}`;
          }
          if (also !== '') return `${start}${also}`;
          return first === undefined
            ? `${start}; no file sets it`
            : `${start}; no line that Tongtu understands sets it, and ${at(first)} is one that it does not`;
        }
        case 'started-with':
          return `${name} was there when ${processText(origin.by)} started, the first process here${handed}${also}`;
        case 'unknown': {
          const by = origin.by === undefined ? '' : processText(origin.by);
          return origin.why === 'parent-gone'
            ? `where ${name} comes from is not known: who started ${by} is out of sight${also}`
            : `where ${name} comes from is not known: the environment of ${by} ${UNKNOWN[origin.why as keyof typeof UNKNOWN] ?? ''}${also}`;
        }
      }
    },
    'setting-slip': ({ slip, home }) => {
      const at = placeIn(slip.place, home);
      switch (slip.kind) {
        case 'misspelt':
          return `${at} sets ${slip.name}, which no program reads; ${slip.meant} is what they read`;
        case 'self-sourcing': {
          const through = slip.through.map((path) => shortPath(path, home)).join(' → ');
          return through === ''
            ? `${at} reads the file that it stands in: a new shell reads it again and again until it dies`
            : `${at} reads ${through}, which comes back to it: a new shell reads on until it dies`;
        }
        case 'grows':
          return `${at} adds to ${slip.name} each time that the file is read, so a shell in a shell has every entry twice`;
        case 'blank-in-list':
          return `${at}: ${slip.name}="${slip.value}" has a blank where a comma belongs: Python requests reads both names as one`;
        case 'blank-in-value':
          return `${at}: a blank or a quote is part of the value of ${slip.name}: ${JSON.stringify(slip.value)}`;
        case 'overwritten':
          return `${at} sets ${slip.name} anew and loses ${slip.lost.slice(0, 3).join(', ')} of line ${slip.earlier.line}`;
        case 'not-exported':
          return `${at} sets ${slip.name} without export: programs started from the shell do not see it`;
        case 'never-read':
          return `${at} sets ${slip.name}, in a file that ${slip.shell} does not read`;
      }
    },
  },
  causes: {
    'proxy-setting-slip': ({ slip, name, meant }) => {
      switch (slip) {
        case 'misspelt':
          return `${name} is set and ${meant} is meant: no program reads a variable of that name`;
        case 'grows':
          return `${name} gets longer in every shell that is started from a shell`;
        case 'blank-in-list':
          return `${name} has a blank between two entries, and programs read that differently`;
        case 'blank-in-value':
          return `${name} has a blank or a quote in its value`;
        case 'overwritten':
          return `${name} is set twice, and the second time loses entries of the first`;
        case 'not-exported':
          return `${name} is set, but not exported`;
        default:
          return `${name} is set in a file that nothing here reads`;
      }
    },
    'profile-sources-itself': () => 'A startup file reads itself: a new shell does not get past it',
  },
};
