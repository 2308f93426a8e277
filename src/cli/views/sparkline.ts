import type { Point } from '../../domain/health/history.ts';
import type { Screen } from '../screen.ts';
import { styled } from '../screen.ts';

const BARS = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/** The newest points, one column each, the slowest of them as high as the line: `▁▁▂▁█▁✗✗▁`. */
export const sparkline = (points: readonly Point[], width: number, screen: Screen): string => {
  const shown = points.slice(-width);
  const highest = Math.max(...shown.map(({ totalMs }) => totalMs ?? 0));
  return shown
    .map(({ outcome, totalMs }) => {
      if (outcome === 'broken') return styled(screen, 'red', '✗');
      if (totalMs === undefined || highest <= 0) return outcome === 'works' ? BARS[0] : '?';
      return BARS[Math.min(BARS.length - 1, Math.floor((totalMs / highest) * BARS.length))];
    })
    .join('');
};
