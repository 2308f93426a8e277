/** Why one Linux machine, with namespaces and proxies of its own, cannot show a report as it was. */
export type NotShownWhy =
  /** What a kernel, an operating system or another program than those of the lab does. */
  | 'macos'
  | 'windows'
  | 'selinux'
  | 'kernel-module'
  | 'container-engine'
  | 'inside-one-application'
  /** A version that the distribution does not have. */
  | 'client-not-installable'
  /** Read, and not yet followed by the tracer. */
  | 'firewall-model'
  | 'routes'
  | 'mtu'
  /** Nobody found out. */
  | 'cause-unknown';

/** A public report, and what it would take. */
export interface NotShown {
  /** As in a scenario's `reports`. */
  readonly report: string;
  readonly why: NotShownWhy;
  readonly needs: string;
}

/** Reports of local services, proxies, names and addresses on servers that no scenario stands for. */
export const NOT_SHOWN: readonly NotShown[] = [
  {
    report: 'anomalyco/opencode#38854',
    why: 'macos',
    needs: 'the permission for the local network that a program has',
  },
  { report: 'curl/curl#9773', why: 'client-not-installable', needs: 'curl before 7.86; Debian 12 has 7.88' },
  {
    report: 'docker-library/docker#467',
    why: 'firewall-model',
    needs: 'rules of both backends of iptables, read and followed',
  },
  {
    report: 'docker/cli#2299',
    why: 'inside-one-application',
    needs: 'the name server that a daemon remembers from its start',
  },
  {
    report: 'docker/for-win#58',
    why: 'routes',
    needs: 'a network of this machine that hides another of the same prefix',
  },
  {
    report: 'encode/httpx#3221',
    why: 'client-not-installable',
    needs: 'httpx from 0.24 to 0.28; Debian 12 has 0.23',
  },
  {
    report: 'jakeswenson/BitBetter#79',
    why: 'routes',
    needs: 'a network of this machine that hides another of the same prefix',
  },
  {
    report: 'microsoft/vscode#228862',
    why: 'macos',
    needs: 'the permission for the local network that a program has',
  },
  { report: 'microsoft/WSL#11445', why: 'cause-unknown', needs: 'the report ends before its cause is known' },
  { report: 'microsoft/WSL#4277', why: 'windows', needs: 'the routes of a VPN on the Windows side' },
  { report: 'microsoft/WSL#4698', why: 'mtu', needs: 'a path that drops packets for their size' },
  {
    report: 'moby/moby#39439',
    why: 'firewall-model',
    needs: 'rules for what is forwarded, read and followed',
  },
  { report: 'moby/moby#48411', why: 'firewall-model', needs: 'rules for what is bridged, read and followed' },
  { report: 'moby/moby#49557', why: 'kernel-module', needs: 'a kernel without iptable_raw, and Docker 28' },
  {
    report: 'modelscope/evalscope#737',
    why: 'cause-unknown',
    needs: 'who answered 403 is not in the report',
  },
  {
    report: 'ollama/ollama#1671',
    why: 'container-engine',
    needs: "Docker's own reading of the command: what stands after the image's name is no option",
  },
  {
    report: 'open-webui/open-webui#24153',
    why: 'inside-one-application',
    needs: 'the client that one release of Open WebUI makes for itself',
  },
  {
    report: 'RiotGamesCookbooks/nexus-cookbook#115',
    why: 'selinux',
    needs: 'a policy that forbids nginx to connect',
  },
  {
    report: 'seanmonstar/reqwest#1332',
    why: 'client-not-installable',
    needs: 'a Rust program with a reqwest of before the change',
  },
  { report: 'tailscale/tailscale#3877', why: 'mtu', needs: 'a path that drops packets for their size' },
  {
    report: 'tailscale/tailscale#4118',
    why: 'routes',
    needs: 'answers that leave by another way than the questions came',
  },
];
