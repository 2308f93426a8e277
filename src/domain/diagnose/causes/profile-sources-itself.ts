import type { Place } from '../../settings/place.ts';
import type { Cause } from '../cause.ts';
import type { Fix } from '../finding.ts';
import { shellWord } from '../shell-word.ts';
import { slipFinding, slipsOf } from '../slips-of.ts';

/** Also where it stands alone in an `if`, which a deleted line would leave empty: a shell takes `:` for a command that does nothing. */
const commentOut = ({ file, line }: Place): Fix => ({
  kind: 'comment-out',
  paste: [`sed -i.bak --follow-symlinks '${line}s/^/: # /' ${shellWord(file)}`],
});

/** A startup file that sources itself, as when `source ~/.zshrc` is pasted into ~/.zshrc: the shell recurses until it dies. */
export const profileSourcesItself: Cause = {
  code: 'profile-sources-itself',
  find: (it) => {
    const { home, slips } = slipsOf(it);
    return slips
      .filter((slip) => slip.kind === 'self-sourcing')
      .map((slip) => ({
        ...slipFinding(it, home, slip, { code: 'profile-sources-itself', params: {} }),
        fixes: [{ ...commentOut(slip.place), below: { place: slip.place, home } }],
      }));
  },
};
