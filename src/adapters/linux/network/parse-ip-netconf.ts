import { recordsIn, textIn } from './json-record.ts';

/** rp_filter as the kernel counts it (ip-sysctl.rst). */
const RP_FILTER: Readonly<Record<string, string>> = { off: '0', strict: '1', loose: '2' };

/**
 * The settings in `ip -json netconf show` (ip-netconf(8)) by their sysctl names; fewer than /proc/sys/net has, but they come with a
 * batch that is asked anyway:
 *
 *     [{"family":"inet","interface":"all","forwarding":false,"rp_filter":"off"},{"family":"inet6","interface":"eth0","forwarding":true}]
 */
export const parseIpNetconf = (json: unknown): Readonly<Record<string, string>> => {
  const settings: Record<string, string> = {};
  for (const record of recordsIn(json)) {
    const family = textIn(record, 'family');
    const name = textIn(record, 'interface');
    if (name === undefined || name === 'default' || (family !== 'inet' && family !== 'inet6')) continue;
    const prefix = `${family === 'inet' ? 'ipv4' : 'ipv6'}.conf.${name.replaceAll('.', '/')}`;
    const { forwarding } = record;
    const filter = RP_FILTER[textIn(record, 'rp_filter') ?? ''];
    if (typeof forwarding === 'boolean') settings[`${prefix}.forwarding`] = forwarding ? '1' : '0';
    if (filter !== undefined) settings[`${prefix}.rp_filter`] = filter;
  }
  // One setting under two names (net/ipv4/devinet.c).
  const forwarding = settings['ipv4.conf.all.forwarding'];
  return forwarding === undefined ? settings : { 'ipv4.ip_forward': forwarding, ...settings };
};
