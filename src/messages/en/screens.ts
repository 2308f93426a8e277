import type { Catalogue } from '../catalogue.ts';
import { milliseconds } from '../notation.ts';
import { config } from './config.ts';
import { explainNotes } from './explain-notes.ts';
import { keys } from './keys.ts';
import { list } from './phrases.ts';
import { run } from './run.ts';
import { watch } from './watch.ts';

const NOT_WRITTEN = {
  'no-such-folder': 'there is no such folder',
  denied: 'not allowed',
  'not-a-file': 'it is not a file',
  'no-space': 'the disk is full',
  other: 'the disk refuses',
} as const;

/** Everything around: headings, checks, complaints, help. */
export const screens: Pick<Catalogue, 'complaints' | 'clientNames' | 'words' | 'help'> = {
  complaints: {
    'unknown-client': ({ name, known }) => `There is no client “${name}”. Known: ${known.join(', ')}.`,
    'unknown-from': ({ text }) => `Cannot ask from “${text}”. Use here, pid:N or ns:PATH.`,
    'no-such-process': ({ pid }) => `There is no process ${pid}.`,
    'cannot-enter': ({ text }) => `${text} is no network namespace, or entering it needs sudo.`,
    'no-url': ({ command }) =>
      `Which URL? For example: tongtu ${command}${command === 'trace' ? ' here' : ''} http://127.0.0.1:8000/v1`,
    'from-with-snapshot': () => 'A snapshot can only be asked from here: it holds one consumer.',
    'one-client': () => 'trace follows one client; doctor compares several.',
    'no-output': () => 'Where to? For example: tongtu snapshot -o machine.json',
    'unknown-language': ({ text }) => `There is no language “${text}”. Known: en, zh.`,
    'unknown-command': ({ text, known }) => `There is no command “${text}”. Known: ${known.join(', ')}.`,
    'unknown-option': ({ option }) => `There is no option ${option}.`,
    'option-elsewhere': ({ option, command }) => `tongtu ${command} has no option ${option}.`,
    'value-wanted': ({ option }) => `${option} wants a value.`,
    'no-value-wanted': ({ option }) => `${option} takes no value.`,
    'too-many': ({ text }) => `One argument too many: “${text}”.`,
    snapshot: ({ path, why, where }) => {
      switch (why) {
        case 'missing':
          return `${path}: there is no such file.`;
        case 'denied':
          return `${path}: not allowed to read it.`;
        case 'not-a-file':
          return `${path} is not a file.`;
        case 'too-large':
          return `${path} is too large for a snapshot.`;
        case 'not-json':
          return `${path} is not JSON.`;
        case 'foreign':
          return `${path} is JSON, but not a snapshot of Tongtu.`;
        case 'newer':
          return `${path} was written by a newer Tongtu. Update this one.`;
        case 'malformed':
          return `${path} is a damaged snapshot${where === undefined ? '' : ` (at ${where})`}.`;
      }
    },
    'no-consumer': () =>
      'Who asks could not be read: its environment belongs to another user (run with sudo), or it is not in this snapshot.',
    'not-written': ({ path, why }) => `${path} could not be written: ${NOT_WRITTEN[why]}.`,
    run: ({ problem }) => run.complaint(problem),
    explain: ({ problem }) => explainNotes.complaint(problem),
    watch: ({ problem }) => watch.complaint(problem),
    config: ({ problem }) => config.complaint(problem),
    'key-variable': ({ problem }) => keys.complaint(problem),
    bug: ({ detail }) => `Tongtu itself failed. Please report this line: ${detail}`,
  },
  clientNames: {
    curl: 'curl',
    requests: 'Python requests',
    httpx: 'Python httpx',
    aiohttp: 'aiohttp',
    'aiohttp-trust-env': 'aiohttp with trust_env',
    node: 'Node fetch',
  },
  words: {
    thisShell: 'this shell',
    process: (pid) => `process ${pid}`,
    processPid: (name, pid) => (pid === undefined ? name : `${name} (pid ${pid})`),
    unnamedNode: (inode) => `namespace ${inode}`,
    programAt: (program, where) => `${program} at ${where}`,
    and: list,
    shownBy: 'Shown by',
    fix: 'Fix',
    nameWithPlace: (name, place) => `${name} (${place})`,
    because: (variable) => `because ${variable} is set`,
    becauseNotCovered: (variable, covers, target) =>
      covers === undefined
        ? `because ${variable} is set, and NO_PROXY is not`
        : `because ${variable} is set and ${covers} does not cover ${target}`,
    ownMachine: (target) => `${target} of the proxy's own machine`,
    samePlace: (target) => `${target}, here again`,
    didYouMean: (url) => `Did you mean  ${url}`,
    arrives: (target, clients) => `${target} answers ${clients}`,
    unclear: (target, clients) => `${target}, asked by ${clients}: cannot be told`,
    factsOf: (count, node) => `${count} facts of ${node}`,
    unknownFacts: (facts, reason) => `${facts.join(', ')} (${reason})`,
    reason: (why, remedy) => (remedy === '' ? why : `${why}: ${remedy}`),
    checks: { route: 'route', connect: 'connect', models: 'models', answer: 'answer', chat: 'chat' },
    goesDirect: 'direct: it finds no proxy variable that it reads',
    goesDirectCovered: (name, entry) => `direct: ${name} holds ${entry}`,
    goesThrough: (proxy, variable) => `through ${proxy} (${variable})`,
    ignoresVariables: 'direct: reads no proxy variables',
    milliseconds,
    firstToken: (firstMs, totalMs) => `first token after ${firstMs}, whole answer after ${totalMs}`,
    noToken: 'no token came',
    summary: ({ isUnclear, proven, suspected, warnings, facts, unknown }) => {
      const parts: string[] = [];
      if (proven > 0) parts.push(`${proven} ${proven === 1 ? 'cause' : 'causes'}, proven`);
      if (suspected > 0) parts.push(`${suspected} suspected`);
      if (warnings > 0) parts.push(`${warnings} ${warnings === 1 ? 'warning' : 'warnings'}`);
      if (isUnclear) parts.push('no cause found, and not all is well');
      else if (parts.length === 0) parts.push('nothing in the way');
      parts.push(`${facts} facts read${unknown === 0 ? '' : `, ${unknown} unknown`}`);
      return parts.join(' · ');
    },
    seconds: (s) => `${s} s`,
    fromSnapshot: (takenAt) => `from the snapshot of ${takenAt}`,
    unknowns: 'Unknown',
    predicted: 'predicted',
    attempt: (n, of, to) => `attempt ${n} of ${of}: ${to}`,
    alternative: (fact) => `two outcomes are possible, because this is unknown: ${fact}`,
    restsOn: (facts) => `depends on what is unknown: ${facts.join(', ')}`,
    written: (path, facts, observations) => `${path}: ${facts} facts, ${observations} observations`,
    collecting: 'reading this machine',
    asking: (n) => (n === 1 ? 'trying 1 request' : `trying ${n} requests`),
    withVersion: (client, version) => `${client} ${version ?? '(not found here)'}`,
  },
  help: {
    tagline: 'Why can this not reach that? Follows a request hop by hop and names everything in the way.',
    doctor: 'what is broken, why, and what would fix it; without a URL, everything',
    trace: 'one request of one client, hop by hop',
    snapshot: 'write what was read and asked to a file',
    url: 'what is to be reached: http://127.0.0.1:8000/v1, or a name of tongtu.yaml',
    withoutUrl: 'without it, all that anybody here wants to reach; of a FILE.yaml, what it declares',
    from: 'who asks: here, pid:N, ns:PATH, or an intent of tongtu.yaml',
    as: 'the client, or several with commas: curl, requests, httpx, node, aiohttp, aiohttp-trust-env; openai takes the URL as its base',
    model: 'the model that will be asked for',
    json: 'print the same as JSON',
    lang: 'en or zh; else by LC_ALL, LC_MESSAGES, LANG',
    noColor: 'no colour (NO_COLOR does the same)',
    noInference: 'do not ask the model for a token',
    readSnapshot: 'use this snapshot instead of this machine',
    writeSnapshot: 'the file to write',
    fromOption: 'ask from here (default), pid:N or ns:PATH',
    showHelp: 'show this help',
    showVersion: 'show the version',
    headings: {
      usage: 'Usage',
      arguments: 'Arguments',
      options: 'Options',
      exitCodes: 'Exit codes',
    },
    exitCodes: [
      [0, 'it works'],
      [1, 'something is broken'],
      [2, 'could not look, or only unknowns'],
      [3, 'refused'],
    ],
  },
};
