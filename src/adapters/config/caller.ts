import { readFileSync } from 'node:fs';

type Env = Readonly<Record<string, string | undefined>>;

/** Whose files count as the caller's own. */
export interface Caller {
  readonly uids: readonly number[];
  readonly home: string | undefined;
  readonly configHome: string | undefined;
}

/**
 * Who runs Tongtu: under sudo the user who called it, with the home that /etc/passwd gives (passwd(5)), since sudo sets HOME to root's
 * and drops XDG_CONFIG_HOME.
 */
export const callerOf = (env: Env, uid: number): Caller => {
  const sudoUid = uid === 0 && /^\d{1,10}$/.test(env['SUDO_UID'] ?? '') ? Number(env['SUDO_UID']) : undefined;
  if (sudoUid === undefined || sudoUid === 0)
    return { uids: [uid], home: env['HOME'] || undefined, configHome: env['XDG_CONFIG_HOME'] || undefined };
  return { uids: [uid, sudoUid], home: homeOf(sudoUid, readPasswd()), configHome: undefined };
};

/** `ann:x:1000:1000:Ann:/home/ann:/bin/bash` */
export const homeOf = (uid: number, passwd: string): string | undefined =>
  passwd
    .split('\n')
    .map((line) => line.split(':'))
    .find((fields) => fields[2] === String(uid))?.[5];

const readPasswd = (): string => {
  try {
    return readFileSync('/etc/passwd', 'utf8');
  } catch {
    // Then only the folders above are looked at.
    return '';
  }
};
