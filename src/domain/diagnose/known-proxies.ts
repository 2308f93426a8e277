/** Programs and ports that a proxy usually has: Squid 3128, Clash 7890 and 7897, v2rayN 10809, Privoxy 8118, tinyproxy 8888. */
const PROXY_NAMES =
  /squid|tinyproxy|privoxy|clash|mihomo|v2ray|xray|sing-box|3proxy|haproxy|goproxy|gost|microsocks|sockd/i;
const PROXY_PORTS: ReadonlySet<number> = new Set([3128, 7890, 7897, 8118, 8888, 8080, 10809, 1080, 20171]);

/** Whether a process is a proxy by the kernel's name for it. */
export const isProxyName = (name: string | undefined): boolean => PROXY_NAMES.test(name ?? '');

/** Whether a process or its port is one that proxies usually have. */
export const isLikelyProxy = (name: string | undefined, port: number): boolean =>
  isProxyName(name) || PROXY_PORTS.has(port);
