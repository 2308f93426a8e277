import type { Cause } from '../cause.ts';
import { slipFinding, slipsOf } from '../slips-of.ts';

/** A line about proxies, in a file of the user's or the machine's, that does not do what it seems to. */
export const proxySettingSlip: Cause = {
  code: 'proxy-setting-slip',
  find: (it) => {
    const { home, slips } = slipsOf(it);
    return slips.flatMap((slip) => {
      if (slip.kind === 'self-sourcing') return [];
      const params = {
        slip: slip.kind,
        name: slip.name,
        ...(slip.kind === 'misspelt' ? { meant: slip.meant } : {}),
      };
      return [slipFinding(it, home, slip, { code: 'proxy-setting-slip', params })];
    });
  },
};
