import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, statSync } from 'node:fs';
import { isProxyVariable } from './proxy-hint.mjs';

/** The line of the account in passwd(5): name, home. Undefined where the uid has no account. */
function accountOf(uid) {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((text) => text.split(':')[2] === String(uid));
  const [name, , , , , home] = line?.split(':') ?? [];
  return name === undefined ? undefined : { name, home };
}

/** The nearest ancestor that runs as `uid`: the shell that called sudo, whose proxy variables sudo dropped. */
function environmentOfCaller(uid) {
  try {
    for (let pid = process.ppid; pid > 1; ) {
      const status = readFileSync(`/proc/${pid}/status`, 'utf8');
      if (/^Uid:\t(\d+)/m.exec(status)?.[1] === String(uid)) {
        const entries = readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0');
        return Object.fromEntries(
          entries.map((entry) => [entry.split('=', 1)[0], entry.slice(entry.indexOf('=') + 1)]),
        );
      }
      pid = Number(/^PPid:\t(\d+)/m.exec(status)?.[1] ?? 0);
    }
  } catch {
    // A process that ended meanwhile: there is nothing to take over.
  }
  return {};
}

/** Root in a folder that belongs to someone else: what it writes there must be theirs, and npm must not run as root. */
export const mustActAsOwner = (root) => process.getuid?.() === 0 && statSync(root).uid !== 0;

/** What names root's own files, as sudo and `npm run` leave them in the environment. */
const ROOTS_OWN =
  /^(SUDO_|XDG_|npm_config_(cache|userconfig|globalconfig|prefix|global_prefix|local_prefix|init_module)$)/;

/**
 * Runs `node ...argv` as the owner of `root`, with the owner's home and the proxy variables of the shell that called
 * sudo, and gives back its exit code. libuv drops root's supplementary groups when it changes the user.
 */
export async function actAsOwner(root, argv) {
  const { uid, gid } = statSync(root);
  const account = accountOf(uid);
  const caller = Object.entries(environmentOfCaller(process.env.SUDO_UID)).filter(
    ([name]) => isProxyVariable(name) || name.toLowerCase() === 'no_proxy',
  );
  const kept = Object.entries(process.env).filter(([name]) => !ROOTS_OWN.test(name));
  const env = {
    ...Object.fromEntries([...caller, ...kept]),
    HOME: account?.home ?? '/nonexistent',
    USER: account?.name ?? String(uid),
    LOGNAME: account?.name ?? String(uid),
  };
  const child = spawn(process.execPath, argv, { uid, gid, env, cwd: root, stdio: 'inherit' });
  // The terminal sends its signals to the child too; a kill of this process alone is passed on.
  const pass = (signal) => child.kill(signal);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, pass);
  const [code] = await once(child, 'exit');
  return code ?? 2;
}
