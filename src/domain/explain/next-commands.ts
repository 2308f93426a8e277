import { shellWord } from '../diagnose/shell-word.ts';
import { parseTarget } from '../net/parse-target.ts';
import type { Next, NextWhy, Params } from './reading.ts';

/** `tongtu run -- COMMAND`, where the command is known. */
export type Command = readonly string[] | undefined;

const LOCAL = /^(?:localhost|127\.[\d.]{1,11}|::1?|0\.0\.0\.0|\*)$/;

export const isLoopback = (host: string | undefined): boolean => host !== undefined && LOCAL.test(host);

/**
 * The URL to ask: as the text has it, its slips corrected, or made of host and port. Without the port there is none, unless the port does
 * not matter: to guess 80 would have another place diagnosed.
 */
const targetOf = ({ url, host, port }: Params, isTls: boolean, isOfName: boolean): string | undefined => {
  if (url !== undefined) {
    const read = parseTarget(url);
    return read.ok ? url : (read.problem.suggestion ?? url);
  }
  if (host === undefined || (port === undefined && !isOfName)) return undefined;
  const inBrackets = host.includes(':') ? `[${host}]` : host === '*' || host === '' ? '127.0.0.1' : host;
  const scheme = isTls || port === '443' ? 'https' : 'http';
  const isDefault = port === undefined || (scheme === 'https' ? port === '443' : port === '80');
  return `${scheme}://${inBrackets}${isDefault ? '' : `:${port}`}`;
};

/** The commands that tell more, each once. A command that cannot be made from what the message names is left out. */
export const nextCommands = (
  whys: readonly NextWhy[],
  params: Params,
  isTls: boolean,
  run: Command,
): readonly Next[] => {
  const url = targetOf(params, isTls, whys.includes('look-up'));
  const isHeld = whys[0] === 'who-holds-port';
  const made = whys.flatMap((why): readonly Next[] => commandFor(why, params, url, run, isHeld));
  return made.filter(({ command }, index) => made.findIndex((other) => other.command === command) === index);
};

const commandFor = (
  why: NextWhy,
  { host, port }: Params,
  url: string | undefined,
  run: Command,
  isHeld: boolean,
): readonly Next[] => {
  switch (why) {
    case 'ask-it':
      return url === undefined
        ? [{ why: 'ask-without-url', command: 'tongtu doctor URL' }]
        : [{ why, command: `tongtu doctor ${shellWord(url)}` }];
    case 'ask-proxied':
      return url === undefined ? [] : [{ why, command: `tongtu trace here ${shellWord(url)}` }];
    case 'ask-without-url':
      return [{ why, command: 'tongtu doctor URL' }];
    case 'who-holds-port':
      if (port === undefined) return isHeld ? [{ why, command: 'ss -ltnp' }] : [];
      return host !== undefined && host !== '' && !isLoopback(host) && !isHeld
        ? []
        : [{ why, command: `ss -ltnp 'sport = :${port}'` }];
    case 'run-rightly':
      return run === undefined ? [] : [{ why, command: `tongtu run -- ${run.map(shellWord).join(' ')}` }];
    case 'record':
      return [{ why, command: 'tongtu snapshot -o machine.json' }];
    case 'look-up':
      return host === undefined ? [] : [{ why, command: `getent ahosts ${shellWord(host)}` }];
  }
};
