import type { UrlProblem } from '../domain/net/target.ts';
import type { Invocation } from './command.ts';
import type { ExitCode } from './exit-code.ts';
import { EXIT } from './exit-code.ts';
import { asJson } from './views/as-json.ts';
import { urlJson, urlView } from './views/url-view.ts';

/** A URL that is none is a result of its own, in the shape of every other: shown, and nothing is looked at. */
export const tellUrlProblem = (problem: UrlProblem, { args, terminal, words }: Invocation): ExitCode => {
  const screen = terminal.screen(!args.flags.has('no-color'));
  terminal.out(args.flags.has('json') ? asJson(urlJson(problem)) : urlView(problem, { words, screen }));
  return EXIT.unclear;
};
