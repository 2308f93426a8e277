/**
 * Whether anything in the output of iptables-save(8) could drop a packet: a rule, or a built-in chain whose policy is not ACCEPT.
 *
 *     *filter
 *     :INPUT ACCEPT [12:3456]
 *     :DOCKER-USER - [0:0]
 *     -A INPUT -s 10.0.0.0/8 -j DROP
 *     COMMIT
 *
 * Undefined where a table is not closed by COMMIT: the output was cut off.
 */
export const judgeIptables = (text: string): { readonly canDrop: boolean } | undefined => {
  const lines = text.split('\n').map((line) => line.trim());
  const tables = lines.filter((line) => line.startsWith('*')).length;
  const commits = lines.filter((line) => line === 'COMMIT').length;
  if (tables !== commits) return undefined;
  const hasRule = lines.some((line) => /^(?:\[\d+:\d+\] )?-A /.test(line));
  const hasPolicy = lines.some((line) => /^:\S+ (?!ACCEPT|-)/.test(line));
  return { canDrop: hasRule || hasPolicy };
};
