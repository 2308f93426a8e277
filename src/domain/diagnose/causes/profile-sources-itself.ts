import type { Cause } from '../cause.ts';
import { slipFinding, slipsOf } from '../slips-of.ts';

/** A startup file that sources itself, as when `source ~/.zshrc` is pasted into ~/.zshrc: the shell recurses until it dies. */
export const profileSourcesItself: Cause = {
  code: 'profile-sources-itself',
  find: (it) => {
    const { home, slips } = slipsOf(it);
    return slips
      .filter((slip) => slip.kind === 'self-sourcing')
      .map((slip) => slipFinding(it, home, slip, { code: 'profile-sources-itself', params: {} }));
  },
};
