import type { Settings, SettingsFile } from '../facts/settings.ts';
import type { VariableValue } from './expand-template.ts';
import { expandTemplate } from './expand-template.ts';
import type { Place } from './place.ts';
import { placeOf } from './place.ts';

interface Given {
  readonly value: VariableValue;
  readonly place: Place;
}

/** What these files give the variable, one after the other, as programs read them that are no shell. */
const given = (files: readonly SettingsFile[], name: string): readonly Given[] => {
  const values = new Map<string, VariableValue>();
  const found: Given[] = [];
  for (const file of files) {
    for (const statement of file.statements) {
      if (statement.kind !== 'set' && statement.kind !== 'unset') continue;
      const value: VariableValue =
        statement.kind === 'unset'
          ? { kind: 'unset' }
          : statement.isLiteral
            ? { kind: 'text', text: statement.value }
            : expandTemplate(statement.value, (one) => values.get(one) ?? { kind: 'unknown' });
      values.set(statement.name, value);
      if (statement.name === name) {
        found.push({ value, place: placeOf(file, statement, statement.guards.includes('maybe')) });
      }
    }
  }
  return found;
};

/** The last line, where it gives the value; those before it are overridden. A line under a condition may not count. */
const lastGiving = (all: readonly Given[], value: string): Place | undefined => {
  const last = all.findLastIndex(({ place }) => !place.isConditional);
  return all.slice(Math.max(0, last)).findLast((one) => one.value.kind === 'text' && one.value.text === value)
    ?.place;
};

/**
 * The line that gives a service's variable this value: files that the unit names override its Environment=, and that overrides what the manager gives to
 * all; UnsetEnvironment= comes last (systemd.exec(5)).
 */
export const runUnit = (
  { files }: Settings,
  unit: string,
  name: string,
  value: string,
): Place | undefined => {
  const own = files.filter((file) => file.unit === unit);
  const managers = files.filter(({ reader }) => reader === 'manager' || reader === 'environment.d');
  const isUnset = own.some(({ statements }) =>
    statements.some((one) => one.kind === 'unset' && one.name === name),
  );
  return isUnset ? undefined : lastGiving(given([...managers, ...own], name), value);
};

/** The line that gives a session's variable this value: pam_env(8) reads pam_env.conf, then /etc/environment, then the user's own. */
export const runPam = ({ files }: Settings, name: string, value: string): Place | undefined => {
  const pam = files.filter(({ reader }) => reader === 'pam' || reader === 'environment');
  return lastGiving(given(pam, name), value);
};
