import { readFileSync } from 'node:fs';
import type { Known, Source } from '../../../domain/facts/known.ts';
import { known, unknown } from '../../../domain/facts/known.ts';
import type { LookUp } from '../options.ts';
import type { Note, Reading } from '../reading.ts';

/** How long one name may take: more than a healthy resolver needs, less than a person waits. */
const LOOK_UP_MS = 2_000;

/** getaddrinfo(3) of this process: all addresses of both families, in the order of RFC 6724 as it gives them. */
export const systemLookUp: LookUp = async (name) => {
  // Loaded where a name is asked: most addresses are numbers.
  const { lookup } = await import('node:dns/promises');
  limitResolver();
  const addresses = await lookup(name, { all: true, verbatim: true });
  return addresses.map(({ address }) => address);
};

/**
 * A look-up that waits for a dead name server cannot be called off, and Node does not end before it: ten seconds as a system has it. So the
 * C library is told, for this process alone, to wait little longer than a person does (RES_OPTIONS of resolv.conf(5); the last word counts). Not as
 * long: then a server that is slow would sometimes be one that says no.
 */
const limitResolver = (): void => {
  const own = process.env['RES_OPTIONS'] ?? '';
  if (SETS_TIMEOUT.test(own) || SETS_TIMEOUT.test(resolverFile())) return;
  process.env['RES_OPTIONS'] = own === '' ? LIMITS : `${own} ${LIMITS}`;
};

/** Who has set how long to wait is believed. */
const SETS_TIMEOUT = /\btimeout:\d/;

const resolverFile = (): string => {
  try {
    return readFileSync('/etc/resolv.conf', 'utf8');
  } catch {
    return '';
  }
};

const LIMITS = `timeout:${LOOK_UP_MS / 1_000 + 1} attempts:1`;

/** getaddrinfo says that there is no such name, or that no server would say: to a client both are a name without an address. */
const WITHOUT_ADDRESS = new Set(['ENOTFOUND', 'ENODATA', 'EAI_AGAIN', 'EAI_FAIL']);

/** Asks for all names at once, from Tongtu's own namespace. A name that takes too long stays unknown; its look-up cannot be called off. */
export const lookUpNames = (
  names: readonly string[],
  lookUp: LookUp,
  note: () => Note,
): Promise<readonly Reading[]> =>
  Promise.all(
    [...new Set(names)].map(async (name) => {
      const state = await askOne(name, lookUp);
      return note()('name', state, name);
    }),
  );

const askOne = async (name: string, lookUp: LookUp): Promise<Known<readonly string[]>> => {
  const source = (result: string): Source => ({ via: 'syscall', what: `getaddrinfo(${name})${result}` });
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<'too-late'>((resolve) => {
    timer = setTimeout(resolve, LOOK_UP_MS, 'too-late');
  });
  try {
    const answer = await Promise.race([lookUp(name), tooLate]);
    if (answer !== 'too-late') return known([...answer], source(''));
    return unknown('unread', { kind: 'none' }, { source: source(''), detail: 'timed-out' });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'EINVAL';
    if (WITHOUT_ADDRESS.has(code)) return known([], source(` ${code}`));
    return unknown('unread', { kind: 'none' }, { source: source(''), detail: code });
  } finally {
    clearTimeout(timer);
  }
};
