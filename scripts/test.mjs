// npm test [-- --unit | --lab] [--install] [FILTER…]
// Installs what is missing, builds, runs the unit tests and the lab, and ends with `N passed, N failed[, N skipped]`.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { allowServices, installPackages, missingLabPackages } from './debian-packages.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const OWN_OPTIONS = ['--unit', '--lab', '--install'];
const asked = process.argv.slice(2);
const isAsked = (option) => asked.includes(option);
const filters = asked.filter((argument) => !OWN_OPTIONS.includes(argument));
const isCi = process.env.CI === 'true';
const isRoot = process.getuid?.() === 0;

const print = (text) => process.stdout.write(`${text}\n`);

async function runNode(argv) {
  const child = spawn(process.execPath, argv, { cwd: root, stdio: 'inherit' });
  const [code] = await once(child, 'close');
  return code ?? 1;
}

/** Why the lab cannot run here, or undefined where it can. Installs its packages where that was asked for. */
async function labObstacle() {
  if (!isRoot) return 'they build networks, which takes root';
  allowServices();
  const missing = missingLabPackages();
  if (missing === undefined) return 'they need Debian packages, and there is no dpkg here';
  if (missing.length === 0) return undefined;
  const names = missing.join(' ');
  if (!isCi && !isAsked('--install')) {
    return `these Debian packages are missing: ${names} (npm test -- --install installs them)`;
  }
  print(`The lab needs these Debian packages, which are now installed; no service is started: ${names}`);
  return (await installPackages(missing)) ? undefined : `apt-get could not install: ${names}`;
}

/** Counts test cases, not files; a file that could not be read at all is one failure. */
function countCases(report) {
  const cases = report.testResults.flatMap((file) => file.assertionResults.map((test) => test.status));
  const unreadable = report.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  );
  return {
    passed: cases.filter((status) => status === 'passed').length,
    failed: cases.filter((status) => status === 'failed').length + unreadable.length,
    skipped: cases.filter((status) => status !== 'passed' && status !== 'failed').length,
  };
}

async function runVitest(project, argv) {
  const folder = mkdtempSync(join(tmpdir(), 'tongtu-test-'));
  const reportPath = join(folder, 'report.json');
  try {
    const code = await runNode([
      join(root, 'node_modules/vitest/vitest.mjs'),
      'run',
      `--project=${project}`,
      // The default one writes into node_modules.
      '--configLoader=runner',
      '--passWithNoTests',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${reportPath}`,
      ...argv,
    ]);
    const count = countCases(JSON.parse(readFileSync(reportPath, 'utf8')));
    if (code === 0 || count.failed > 0) return count;
    print(`vitest ended with code ${code} although no test failed: an error outside of the tests`);
    return { ...count, failed: 1 };
  } catch (error) {
    print(`vitest left no report: ${error.message}`);
    return { passed: 0, failed: 1, skipped: 0 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A pattern that no test's name matches: every test is counted and skipped, and no set-up of a file runs. */
const NONE = ['--testNamePattern=(?!)'];

async function runProjects() {
  if ((await runNode([join(root, 'scripts/prepare.mjs'), '--with-dev'])) !== 0) {
    return [{ passed: 0, failed: 1, skipped: 0 }];
  }
  const counts = [];
  if (!isAsked('--lab')) counts.push(await runVitest('unit', filters));
  if (!isAsked('--unit')) {
    const obstacle = await labObstacle();
    const count = await runVitest('lab', obstacle === undefined ? filters : [...filters, ...NONE]);
    if (obstacle !== undefined) print(`${count.skipped} lab tests skipped: ${obstacle}`);
    counts.push(count);
  }
  return counts;
}

const counts = await runProjects();
const sum = (what) => counts.reduce((total, count) => total + count[what], 0);
const [passed, failed, skipped] = [sum('passed'), sum('failed'), sum('skipped')];
if (passed + failed + skipped === 0) print('no test was found: that is a failure');
if (isCi && skipped > 0) print('a skipped test is a failure where CI=true');
print(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
process.exitCode = failed > 0 || passed + skipped === 0 || (isCi && skipped > 0) ? 1 : 0;
