import { writeSync } from 'node:fs';

/** Set by the build from package.json. */
declare const TONGTU_VERSION: string;

const args = process.argv.slice(2);

// Asked by scripts, often: nothing else is loaded for it, not even output.ts or Node's object for standard output.
if (args.length === 1 && (args[0] === '--version' || args[0] === '-V')) {
  try {
    writeSync(1, `${TONGTU_VERSION}\n`);
  } catch {
    // EAGAIN: a descriptor that does not wait. Anything else fails again, without a word.
    process.stdout.on('error', () => process.exit(2)).write(`${TONGTU_VERSION}\n`);
  }
} else {
  import('./run.ts').then(({ run }) => run(args));
}
