import type { Files } from '../files.ts';

/** The processes that /proc shows, lowest pid first. */
export const listPids = (files: Files): readonly number[] => {
  const entries = files.list('/proc');
  const pids = (entries.ok ? entries.value : []).filter((name) => /^[1-9]\d*$/.test(name)).map(Number);
  return pids.sort((a, b) => a - b);
};
