import { createOutput } from './output.ts';

/** Set by the build from package.json. */
declare const TONGTU_VERSION: string;

const args = process.argv.slice(2);

// Asked by scripts, often: next to nothing is loaded for it.
if (args.length === 1 && (args[0] === '--version' || args[0] === '-V')) {
  createOutput(1).write(`${TONGTU_VERSION}\n`);
} else {
  import('./run.ts').then(({ run }) => run(args));
}
