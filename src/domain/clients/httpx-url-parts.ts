/** What httpx.URL makes of a text, as far as proxies depend on it. */
export interface HttpxUrl {
  /** Empty where none is written. */
  readonly scheme: string;
  /** ASCII, IPv6 without brackets, empty where there is none. */
  readonly host: string;
  /** Absent also where it is the scheme's own. */
  readonly port: number | undefined;
  readonly userinfo: string;
}

/** Ports that a URL of the scheme is as good without. */
export const DEFAULT_PORTS: ReadonlyMap<string, number> = new Map([
  ['ftp', 21],
  ['http', 80],
  ['https', 443],
  ['ws', 80],
  ['wss', 443],
]);
