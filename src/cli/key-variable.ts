import type { Secrets } from '../app/world.ts';
import type { Complaint } from '../messages/catalogue.ts';
import type { Arguments } from './arguments.ts';

const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** Why `--key-variable` does not go with the rest of the command line; what looks like a key itself is refused and not repeated. */
export const keyVariableComplaint = (
  { text }: Pick<Arguments, 'text'>,
  secrets: Pick<Secrets, 'hideArgv'>,
  hasUrl: boolean,
): Complaint | undefined => {
  const name = text['key-variable'];
  if (name === undefined) return undefined;
  const [shown] = secrets.hideArgv([name]);
  if (!NAME.test(name) || shown !== name) return { kind: 'key-variable', problem: { kind: 'not-a-name' } };
  return hasUrl ? undefined : { kind: 'key-variable', problem: { kind: 'needs-url' } };
};
