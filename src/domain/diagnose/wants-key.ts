import type { Case, Path } from './case.ts';

/** Nobody asked for it by name: it listens, and that is how it was found. */
export const isFoundListening = ({ intent }: Pick<Case, 'intent'>): boolean =>
  intent.foundIn.kind === 'listener';

/** A service that nobody named, and that wants a key of who only looks around: it is up and speaks, which is all that was asked. */
export const onlyWantsKey = (it: Case, { way }: Path): boolean =>
  it.key === undefined &&
  isFoundListening(it) &&
  way.answer?.kind === 'response' &&
  way.answer.response.status === 401;
