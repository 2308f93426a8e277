// npm run check: what must hold beside the tests. Each gate says what it saw, and one that saw too little fails.
// The architecture (test/architecture.test.ts) is a test.
import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const bin = (name) => join(root, 'node_modules/.bin', name);

/** The files of this repository that tsc lists. */
const listedFiles = (text) =>
  text.split('\n').filter((path) => path.startsWith(root) && !path.includes('/node_modules/')).length;

const GATES = [
  { name: 'types', argv: [bin('tsc'), '--listFiles'], count: listedFiles, atLeast: 300 },
  {
    name: 'types of the domain, with no Node in sight',
    argv: [bin('tsc'), '-p', 'scripts/domain', '--listFiles'],
    count: listedFiles,
    atLeast: 80,
  },
  {
    name: 'lint and format',
    argv: [bin('biome'), 'ci', '--colors=off', '--error-on-warnings'],
    count: (text) => Number(/Checked (\d+) files/.exec(text)?.[1] ?? 0),
    atLeast: 300,
  },
  {
    name: 'unused code',
    argv: [bin('knip'), '--no-progress', '--performance'],
    count: (text) => Number(/^getImportsAndExports +(\d+)/m.exec(text)?.[1] ?? 0),
    atLeast: 300,
  },
];

/** Runs to the end: `{ code, text }` with both pipes in `text`. */
function run([program, ...argv]) {
  return new Promise((resolve) => {
    let text = '';
    const child = spawn(program, argv, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    const keep = (bytes) => {
      text += bytes;
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', (error) => resolve({ code: 127, text: error.message }));
    child.on('close', (code) => resolve({ code: code ?? 1, text }));
  });
}

const ended = await Promise.all(
  GATES.map(async ({ name, argv, count, atLeast }) => {
    const { code, text } = await run(argv);
    const seen = count(text);
    const isPassed = code === 0 && seen >= atLeast;
    process.stdout.write(
      `${isPassed ? 'passed' : 'FAILED'}  ${name}: ${seen} files${seen < atLeast ? `, at least ${atLeast} expected` : ''}\n`,
    );
    const said = text.split('\n').filter((line) => !line.startsWith('/'));
    if (!isPassed) process.stdout.write(`${said.slice(-80).join('\n')}\n`);
    return isPassed;
  }),
);
const failed = ended.filter((isPassed) => !isPassed).length;
process.stdout.write(`gates: ${ended.length - failed} passed, ${failed} failed\n`);
process.exitCode = failed === 0 ? 0 : 1;
