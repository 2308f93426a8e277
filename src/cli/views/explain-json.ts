import type { Conclusion } from '../../app/conclusion.ts';
import type { TextExplained } from '../../app/explain.ts';
import { REPORT_SCHEMA_VERSION } from './doctor-json.ts';

/** `works`: something was read, and nothing wrong is in it. `unclear`: nothing was recognised. */
export const concludeExplained = ({ explanation, command }: TextExplained): Conclusion => {
  const { readings } = explanation;
  if (readings.some(({ severity }) => severity === 'broken')) return 'broken';
  const endedWell = command === undefined || (command.end.kind === 'exited' && command.end.code === 0);
  return endedWell && (readings.length > 0 || command !== undefined) ? 'works' : 'unclear';
};

/** The same value that the person's view is drawn from. */
export const explainJson = (told: TextExplained): unknown => {
  const { explanation, bytes, encoding, undecoded, command } = told;
  return {
    schemaVersion: REPORT_SCHEMA_VERSION,
    conclusion: concludeExplained(told),
    readings: explanation.readings,
    hasMore: explanation.hasMore,
    lines: explanation.lines,
    bytes,
    encoding,
    undecoded,
    command: command ?? null,
  };
};
