import type { Evidence, Finding, Fix } from '../../domain/diagnose/finding.ts';
import type { Catalogue } from '../../messages/catalogue.ts';
import { peerName } from '../../messages/notation.ts';
import { shortOrigin } from '../../messages/settings-words.ts';
import type { Screen } from '../screen.ts';
import { labelled, styled, titleLines, widthOf, wrap } from '../screen.ts';
import { namedAlike } from './named-heard.ts';
import type { ViewContext } from './view-context.ts';
import { joinClients } from './view-context.ts';

type Of<Kind extends Evidence['kind']> = Extract<Evidence, { kind: Kind }>;

const pick = <Kind extends Evidence['kind']>(finding: Finding, kind: Kind): Of<Kind> | undefined =>
  finding.evidence.find((item): item is Of<Kind> => item.kind === kind);

/** Evidence that the picture already shows. */
const IN_PICTURE: ReadonlySet<Evidence['kind']> = new Set(['variable', 'not-covered']);

const proxyName = (finding: Finding, { words }: Catalogue): string => {
  const where = (finding.params['proxy'] ?? '').replace(/^\w+:\/\//, '').replace(/\/$/, '');
  const heard = pick(finding, 'answered')?.heard;
  const program = heard?.peer.role === 'proxy' ? peerName(heard) : undefined;
  return program === undefined ? where : words.programAt(program, where);
};

/**
 * `this shell ──▶ Squid 5.7 at 10.0.0.1:3128 ──✗ 127.0.0.1:8000 of the proxy's own machine`, broken before the last arrow
 * where the screen is narrower, and under the proxy why the request goes there.
 */
const proxyPicture = (finding: Finding, { words, screen, asker }: ViewContext): readonly string[] => {
  const variable = pick(finding, 'variable');
  // A proxy that is not taken is no part of the way.
  if (variable === undefined || finding.code === 'proxy-not-used') return [];
  const say = words.words;
  const target = finding.params['target'];
  const indent = widthOf(`  ${asker} ──▶ `);
  const works = finding.severity === 'warning';
  const [toProxy, toTarget] = target === undefined ? ['──✗', ''] : ['──▶', works ? '──▶' : '──✗'];
  const start = `  ${asker} ${toProxy} ${proxyName(finding, words)}`;
  const beyond =
    target === undefined
      ? ''
      : ` ${toTarget} ${works ? say.samePlace(target) : beyondProxy(finding, target, say)}`;
  const fits = widthOf(start + beyond) <= screen.columns;
  const covered = pick(finding, 'not-covered');
  const named = withPlace(finding, variable.name, words);
  const because =
    covered === undefined
      ? say.because(named)
      : say.becauseNotCovered(
          named,
          covered.name === undefined ? undefined : withPlace(finding, covered.name, words),
          covered.target,
        );
  const [line = '', ...more] = wrap(because, Math.max(20, screen.columns - indent - 2));
  const left = ' '.repeat(indent);
  return [
    styled(screen, 'bold', fits ? start + beyond : start),
    `${left}${fits ? '└' : '├'} ${line}`,
    ...more.map((rest) => `${left}${fits ? ' ' : '│'} ${rest}`),
    ...(fits ? [] : [styled(screen, 'bold', `${left}└${beyond.trimStart()}`)]),
  ];
};

/** `http_proxy (~/.zshrc:12)`: the place where it is set, where that is known. */
const withPlace = (finding: Finding, name: string, { words }: Catalogue): string => {
  const found = finding.evidence.find(
    (item): item is Of<'variable-origin'> => item.kind === 'variable-origin' && item.name === name,
  );
  const place = found === undefined ? '' : shortOrigin(found.origin, found.home);
  return place === '' ? name : words.nameWithPlace(name, place);
};

const beyondProxy = (finding: Finding, target: string, words: Catalogue['words']): string =>
  finding.code === 'proxy-intercepts-local' && pick(finding, 'proxy-elsewhere') !== undefined
    ? words.ownMachine(target)
    : target;

const fixLines = (
  fix: Fix,
  label: string,
  width: number,
  words: Catalogue,
  screen: Screen,
): readonly string[] => [
  ...labelled(label, words.fixes[fix.kind](fix), 2, width, screen.columns),
  ...fix.paste.map((line) => `${' '.repeat(width + 4)}${styled(screen, 'green', line)}`),
];

/** One finding: what is wrong, the way as a picture, what shows it, what to do. */
export const findingView = (finding: Finding, context: ViewContext): string => {
  const { words, screen, nodeName } = context;
  const [mark, style] = finding.severity === 'broken' ? (['✗', 'red'] as const) : (['!', 'yellow'] as const);
  const title = words.causes[finding.code](finding.params, joinClients(words, finding.clients));
  const labelWidth = Math.max(widthOf(words.words.shownBy), widthOf(words.words.fix)) + 3;
  const picture = proxyPicture(finding, context);
  const shown = namedAlike(finding.evidence).filter(
    ({ kind }) => picture.length === 0 || !IN_PICTURE.has(kind),
  );
  const sentence = (item: Evidence): string => {
    // The table holds, for each kind, a function of exactly that kind.
    const say = words.evidence[item.kind] as (item: Evidence, node: ViewContext['nodeName']) => string;
    return say(item, nodeName);
  };
  const evidence = shown.flatMap((item, index) =>
    labelled(index === 0 ? words.words.shownBy : '', sentence(item), 2, labelWidth, screen.columns),
  );
  const proof = labelled(
    evidence.length === 0 ? words.words.shownBy : '',
    `${words.proof[finding.proof]} · ${finding.code}`,
    2,
    labelWidth,
    screen.columns,
  );
  const fixes = finding.fixes.flatMap((fix, index) =>
    fixLines(fix, index === 0 ? words.words.fix : '', labelWidth, words, screen),
  );
  return [
    ...titleLines(mark, title, screen.columns).map((line) => styled(screen, style, line)),
    ...(picture.length === 0 ? [] : ['', ...picture]),
    '',
    ...evidence,
    ...proof.map((line) => styled(screen, 'dim', line)),
    ...fixes,
    '',
  ].join('\n');
};
