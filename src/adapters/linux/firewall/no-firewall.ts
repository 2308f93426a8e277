import { release } from 'node:os';
import type { Files } from '../files.ts';

/** Without one of these the kernel has no table that could hold a rule. */
const MODULES = ['nf_tables', 'ip_tables', 'ip6_tables', 'arp_tables', 'ebtables'];

/**
 * Whether this kernel can be proven to hold no packet filter in any namespace: none of the filters' modules is loaded
 * (/proc/modules) and none is built in (modules.builtin of this very kernel). Without both files nothing is proven.
 */
export const hasNoFirewall = (files: Files, kernelRelease = release()): boolean => {
  const loaded = files.readText('/proc/modules');
  const builtIn = files.readText(`/lib/modules/${kernelRelease}/modules.builtin`);
  if (!loaded.ok || !builtIn.ok) return false;
  return MODULES.every((name) => {
    const isLoaded = new RegExp(`^${name} `, 'm').test(loaded.value);
    const isBuiltIn = new RegExp(`/${name}\\.ko$`, 'm').test(builtIn.value);
    return !isLoaded && !isBuiltIn;
  });
};
