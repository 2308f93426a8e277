/** Without a line for hosts the GNU C library looks in these, nsswitch.conf(5); musl, which has no such file, does so too. */
const DEFAULT: readonly string[] = ['files', 'dns'];

/** Reads the `hosts:` line of /etc/nsswitch.conf: `hosts: files mdns4_minimal [NOTFOUND=return] dns` → its words in order. */
export const parseNsswitch = (text: string): readonly string[] => {
  const line = /^[ \t]*hosts:(.*)$/m.exec(text)?.[1];
  const words = line?.replace(/#.*$/, '').match(/\[[^\]]*\]|\S+/g);
  return words ?? DEFAULT;
};
