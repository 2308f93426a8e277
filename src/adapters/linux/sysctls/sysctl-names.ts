/** Settings that decide where packets go, beside /proc/sys/net: once a namespace. */
export const SINGLE = [
  'ipv4/ip_forward',
  'ipv4/ip_nonlocal_bind',
  'ipv4/ip_local_port_range',
  'ipv4/tcp_syn_retries',
  'ipv6/bindv6only',
  'bridge/bridge-nf-call-iptables',
  'bridge/bridge-nf-call-ip6tables',
  'bridge/bridge-nf-call-arptables',
] as const;

/** Once an interface, and for `all`. */
export const PER_INTERFACE = {
  'ipv4/conf': ['rp_filter', 'forwarding', 'route_localnet', 'accept_local', 'arp_ignore', 'arp_filter'],
  'ipv6/conf': ['forwarding', 'disable_ipv6'],
} as const;

export const PER_INTERFACE_FOLDERS = ['ipv4/conf', 'ipv6/conf'] as const;

/** `ipv4/conf/eth0.100/rp_filter` → `ipv4.conf.eth0/100.rp_filter`, as sysctl(8) writes a dot within a name. */
export const sysctlName = (path: string): string =>
  path
    .split('/')
    .map((part) => part.replaceAll('.', '/'))
    .join('.');
