const SYSTEM_PATH = '/usr/sbin:/usr/bin:/sbin:/bin';

/**
 * Where programs are looked for. Root runs only what the system installed; anyone else also what is in their own PATH,
 * after it, so that a stray `ip` in a home directory is not taken for iproute2.
 */
export const toolPath = (isRoot: boolean, inherited: string | undefined): string =>
  isRoot || inherited === undefined || inherited === '' ? SYSTEM_PATH : `${SYSTEM_PATH}:${inherited}`;
