import type { Files } from '../files.ts';

/** Which machine and which boot of it. */
export interface Machine {
  /** `m:` and 8 hexadecimal digits: a hash of /etc/machine-id, which itself is confidential (machine-id(5)). */
  readonly key: string;
  /** The first 8 digits of the boot id: what is numbered anew at each boot is told apart by it. */
  readonly boot: string;
  readonly hostname: string;
}

/** A machine without an id (an image that was never booted) is known by its boot. */
export const readMachine = (files: Files): Machine => {
  const read = (path: string): string => {
    const text = files.readText(path);
    return text.ok ? text.value.trim() : '';
  };
  const boot = read('/proc/sys/kernel/random/boot_id');
  const identity = read('/etc/machine-id') || boot;
  return {
    key: `m:${hash32(`tongtu:${identity}`)}`,
    boot: boot.slice(0, 8),
    hostname: read('/proc/sys/kernel/hostname'),
  };
};

/**
 * FNV-1a with the last mix of MurmurHash3. 32 bits of 128 random ones tell nothing of the rest under any hash, and loading
 * node:crypto costs a tenth of Node's start. `tongtu:a` → eight hexadecimal digits.
 */
const hash32 = (text: string): string => {
  let hash = 0x811c9dc5;
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0).toString(16).padStart(8, '0');
};
