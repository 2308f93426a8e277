import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';

/** What the lab tests run that a fresh Debian 12 lacks, each with its reason. The only list of them. */
const LAB_PACKAGES = {
  squid: 'the proxy of the guide',
  tinyproxy: 'another proxy, to be told apart from it',
  'nginx-light': 'a reverse proxy before a service: its 502 is not the service’s',
  microsocks: 'a SOCKS proxy, as ssh -D is one',
  curl: 'a client whose behaviour is compared with the model',
  'python3-requests': 'a client whose behaviour is compared with the model',
  'python3-httpx': 'the same: what the openai package makes its requests with',
  'python3-aiohttp': 'the same: what lm-eval and Open WebUI make theirs with',
  iproute2: 'ip: builds the networks of the lab, and is read by collect',
  nftables: 'nft: rules of the lab',
  'iputils-ping': 'ping: the probe of last resort',
  sudo: 'doctor is run through it',
  zsh: 'a shell whose startup files are read as it reads them',
};

/** The packages of the list that are not installed; undefined on a system without dpkg. */
export function missingLabPackages() {
  const names = Object.keys(LAB_PACKAGES);
  // biome-ignore lint/suspicious/noTemplateCurlyInString: dpkg-query's own placeholders.
  const format = '--showformat=${Package} ${db:Status-Status}\n';
  const asked = spawnSync('dpkg-query', ['-W', format, ...names], { encoding: 'utf8' });
  if (asked.error !== undefined) return undefined;
  const installed = new Set(
    asked.stdout
      .split('\n')
      .filter((line) => line.endsWith(' installed'))
      .map((line) => line.split(' ')[0]),
  );
  return names.filter((name) => !installed.has(name));
}

const POLICY = '/usr/sbin/policy-rc.d';
const KEPT_POLICY = '/usr/sbin/policy-rc.d.before-tongtu';
const MARK = '# Written by the tests of Tongtu: no service may start while packages are installed.';

const isOurs = () => existsSync(POLICY) && readFileSync(POLICY, 'utf8').includes(MARK);

/** Debian's maintainer scripts ask this file before they start a service; 101 forbids it (invoke-rc.d(8)). */
function forbidServices() {
  if (existsSync(POLICY) && !isOurs()) renameSync(POLICY, KEPT_POLICY);
  writeFileSync(POLICY, `#!/bin/sh\n${MARK}\nexit 101\n`, { mode: 0o755 });
}

/** Takes the prohibition back, also one that a killed run left, and puts back what was there before it. */
export function allowServices() {
  if (isOurs()) rmSync(POLICY);
  if (existsSync(KEPT_POLICY)) renameSync(KEPT_POLICY, POLICY);
}

/** Runs apt-get to its end, whatever signal arrives: its scripts must not outlive the prohibition. */
async function aptGet(...argv) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C' };
  const child = spawn('apt-get', argv, { env, stdio: ['ignore', 'inherit', 'inherit'], detached: true });
  const [code] = await once(child, 'close');
  return code === 0;
}

/** Installs the packages without starting what is in them. Gives back whether all went well. */
export async function installPackages(names) {
  let stoppedBy;
  const remember = (signal) => {
    stoppedBy = signal;
    process.stderr.write(`\n${signal}: waiting for apt-get, then leaving\n`);
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  for (const signal of signals) process.on(signal, remember);
  forbidServices();
  try {
    const isUpdated = await aptGet('update');
    const isInstalled =
      isUpdated &&
      stoppedBy === undefined &&
      (await aptGet('install', '--no-install-recommends', '-y', ...names));
    return isInstalled && stoppedBy === undefined;
  } finally {
    allowServices();
    for (const signal of signals) process.off(signal, remember);
    if (stoppedBy !== undefined) process.kill(process.pid, stoppedBy);
  }
}
