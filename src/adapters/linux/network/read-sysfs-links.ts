import type { Interface } from '../../../domain/facts/fact.ts';
import type { Files } from '../files.ts';

/** IFF_UP of <linux/if.h>. */
const UP = 0x1;
/** ARPHRD_LOOPBACK of <linux/if_arp.h>. */
const LOOPBACK = 772;

/** The kind of a device that sysfs has no word for: a veth is one. */
export const UNKNOWN_LINK = 'unknown';

/** Interface names of /proc/net/dev: `  eth0: 1234 …`. */
export const parseDevNames = (text: string): readonly string[] =>
  [...text.matchAll(/^\s*(\S+):/gm)].map((match) => match[1] ?? '');

/**
 * The interfaces of Tongtu's own namespace from /sys/class/net, Documentation/ABI/testing/sysfs-class-net. Undefined where sysfs shows
 * another namespace's, as it does when it was mounted in one: then the names differ from those of /proc/net/dev.
 */
export const readSysfsLinks = (files: Files, names: readonly string[]): readonly Interface[] | undefined => {
  const listed = files.list('/sys/class/net');
  if (!listed.ok || names.some((name) => !listed.value.includes(name))) return undefined;
  return names.map((name) => readLink(files, name));
};

const readLink = (files: Files, name: string): Interface => {
  const folder = `/sys/class/net/${name}`;
  const read = (attribute: string): string => {
    const text = files.readText(`${folder}/${attribute}`);
    return text.ok ? text.value.trim() : '';
  };
  const master = files.readLink(`${folder}/master`);
  return {
    name,
    index: Number(read('ifindex')),
    linkKind: linkKindOf(files, folder, Number(read('type')), read('uevent')),
    mac: read('address'),
    mtu: Number(read('mtu')),
    isUp: (Number(read('flags')) & UP) !== 0,
    hasCarrier: read('carrier') === '1',
    ...(master.ok ? { master: master.value.slice(master.value.lastIndexOf('/') + 1) } : {}),
    attached: [],
  };
};

const linkKindOf = (files: Files, folder: string, type: number, uevent: string): string => {
  if (type === LOOPBACK) return 'loopback';
  const kind = /^DEVTYPE=(\S+)$/m.exec(uevent)?.[1];
  if (kind !== undefined) return kind === 'wlan' ? 'ethernet' : kind;
  if (files.status(`${folder}/tun_flags`) !== undefined) return 'tun';
  return files.status(`${folder}/device`) === undefined ? UNKNOWN_LINK : 'ethernet';
};
