import type { Traced } from '../../app/trace.ts';
import type { Step } from '../../domain/trace/step.ts';
import type { Tree } from '../../domain/trace/tree.ts';
import { verdictOf } from '../../domain/trace/tree.ts';
import type { Verdict } from '../../domain/trace/verdict.ts';
import { place } from '../../messages/notation.ts';
import { styled, wrap } from '../screen.ts';
import { REPORT_SCHEMA_VERSION } from './doctor-json.ts';
import { factName } from './fact-name.ts';
import type { ViewContext } from './view-context.ts';
import { joinVersions } from './view-context.ts';

/** The node at which a step happens; a step without one belongs to the node before it. */
const nodeOf = (step: Step): string | undefined => {
  switch (step.kind) {
    case 'listener':
      return step.by.node;
    case 'reply':
      return step.from;
    default:
      return step.node;
  }
};

interface Drawn {
  readonly lines: readonly string[];
  readonly node: string | undefined;
}

const drawSteps = (
  steps: readonly Step[],
  node: string | undefined,
  indent: string,
  context: ViewContext,
): Drawn => {
  const { words, screen, nodeName } = context;
  const lines: string[] = [];
  let current = node;
  for (const step of steps) {
    const at = nodeOf(step);
    if (at !== undefined && at !== current) {
      lines.push(`${indent}${styled(screen, 'bold', nodeName(at))}`);
      current = at;
    }
    // The table holds, for each kind, a function of exactly that kind.
    const say = words.steps[step.kind] as (step: Step, node: ViewContext['nodeName']) => string;
    const mark = step.kind === 'blocked' ? styled(screen, 'red', '✗ ') : '';
    const [first = '', ...more] = wrap(say(step, nodeName), Math.max(30, screen.columns - indent.length - 4));
    lines.push(`${indent}  ${mark}${first}`, ...more.map((line) => `${indent}    ${line}`));
  }
  return { lines, node: current };
};

const drawTree = (
  tree: Tree,
  node: string | undefined,
  indent: string,
  context: ViewContext,
): readonly string[] => {
  const { words, screen } = context;
  const drawn = drawSteps(tree.steps, node, indent, context);
  const { next } = tree;
  switch (next.kind) {
    case 'end':
      return [...drawn.lines, `${indent}  ${verdictText(next.verdict, context)}`];
    case 'attempts': {
      const { attempts } = next;
      if (attempts.length === 1) {
        return [
          ...drawn.lines,
          ...attempts.flatMap(({ tree: only }) => drawTree(only, drawn.node, indent, context)),
        ];
      }
      return [
        ...drawn.lines,
        ...attempts.flatMap(({ to, tree: attempt }, index) => [
          `${indent}  ${styled(screen, 'dim', words.words.attempt(index + 1, attempts.length, place(to)))}`,
          ...drawTree(attempt, drawn.node, `${indent}  `, context),
        ]),
      ];
    }
    case 'alternatives':
      return [
        ...drawn.lines,
        ...wrap(
          `? ${words.words.alternative(factName(next.fact, context))}`,
          Math.max(30, screen.columns - indent.length - 4),
        ).map((line, index) => `${indent}  ${index === 0 ? '' : '  '}${styled(screen, 'yellow', line)}`),
        ...next.branches.flatMap(({ supposing, tree: branch }) => [
          `${indent}  ${styled(screen, 'dim', words.supposing[supposing])}`,
          ...drawTree(branch, drawn.node, `${indent}  `, context),
        ]),
      ];
  }
};

const verdictText = (verdict: Verdict, { words, nodeName, screen }: ViewContext): string => {
  const say = words.verdicts[verdict.kind] as (verdict: Verdict, node: ViewContext['nodeName']) => string;
  const [mark, style] =
    verdict.kind === 'answered'
      ? (['✓', 'green'] as const)
      : verdict.kind === 'unknown'
        ? (['?', 'yellow'] as const)
        : (['✗', 'red'] as const);
  return styled(screen, style, `${mark} ${say(verdict, nodeName)}`);
};

/** One flow hop by hop, with the fact that decided each step, and the verdict under it. */
export const traceView = ({ trace }: Traced, context: ViewContext): string => {
  const { words, screen } = context;
  const { flow, tree } = trace;
  const client = { client: flow.client, ...(flow.version === undefined ? {} : { version: flow.version }) };
  const verdict = verdictOf(tree);
  const rests =
    verdict.kind === 'unknown'
      ? wrap(
          words.words.restsOn(verdict.missing.map((fact) => factName(fact, context))),
          screen.columns - 2,
        ).map((line) => `  ${line}`)
      : [];
  return [
    styled(screen, 'bold', joinVersions(words, [client])),
    ...drawTree(tree, undefined, '', context),
    '',
    `${words.words.predicted}  ${verdictText(verdict, context)}`,
    ...rests,
    '',
  ].join('\n');
};

export const traceJson = ({ trace, snapshot }: Traced): unknown => ({
  schemaVersion: REPORT_SCHEMA_VERSION,
  takenAt: snapshot.takenAt,
  from: trace.flow.from,
  client: { name: trace.flow.client.name, version: trace.flow.version ?? null },
  choice: trace.choice,
  connectTo: trace.connectTo,
  tree: trace.tree,
  predicted: verdictOf(trace.tree),
});
