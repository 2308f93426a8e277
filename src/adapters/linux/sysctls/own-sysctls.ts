import type { Files } from '../files.ts';
import { PER_INTERFACE, PER_INTERFACE_FOLDERS, SINGLE, sysctlName } from './sysctl-names.ts';

/** The settings of Tongtu's own namespace: /proc/sys/net shows the reader's. Absent ones (no IPv6, no bridge filter) are left out. */
export const readOwnSysctls = (files: Files): Readonly<Record<string, string>> => {
  const paths: string[] = [...SINGLE];
  for (const folder of PER_INTERFACE_FOLDERS) {
    const interfaces = files.list(`/proc/sys/net/${folder}`);
    for (const name of interfaces.ok ? interfaces.value : []) {
      if (name !== 'default')
        paths.push(...PER_INTERFACE[folder].map((setting) => `${folder}/${name}/${setting}`));
    }
  }
  const settings: Record<string, string> = {};
  for (const path of paths) {
    const text = files.readText(`/proc/sys/net/${path}`);
    if (text.ok) settings[sysctlName(path)] = text.value.trim();
  }
  return settings;
};
