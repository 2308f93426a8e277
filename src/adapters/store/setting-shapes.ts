import { SETTING_GUARDS, SETTING_READERS, SHELLS } from '../../domain/facts/settings.ts';
import { count, list, object, oneOf, optional, text, variants, yesNo } from '../../domain/schema/shape.ts';

const placed = { line: count, guards: list(oneOf(...SETTING_GUARDS)), inFunction: optional(text) };

const statement = variants(
  'kind',
  object({
    kind: oneOf('set'),
    name: text,
    value: text,
    isLiteral: yesNo,
    isExported: yesNo,
    ...placed,
  }),
  object({ kind: oneOf('unset'), name: text, ...placed }),
  object({ kind: oneOf('export'), name: text, isExported: yesNo, ...placed }),
  object({ kind: oneOf('allexport'), isOn: yesNo, ...placed }),
  object({ kind: oneOf('source'), paths: list(text), ...placed }),
  object({ kind: oneOf('call'), name: text, ...placed }),
  object({ kind: oneOf('return'), ...placed }),
  object({ kind: oneOf('unread'), name: text, ...placed }),
);

const variables = list(object({ name: text, value: text }));

/** What files say about variables, and through whom they come: src/domain/facts/settings.ts. */
export const SETTING_VALUES = {
  settings: object({
    home: text,
    zshFolder: text,
    files: list(
      object({
        path: text,
        reader: oneOf(...SETTING_READERS),
        state: oneOf('read', 'denied', 'unread'),
        changedAt: optional(text),
        unit: optional(text),
        statements: list(statement),
      }),
    ),
    isTruncated: yesNo,
  }),
  lineage: object({
    settings: text,
    chain: list(
      object({
        pid: count,
        name: text,
        startedAt: optional(text),
        environment: variants(
          'kind',
          object({ kind: oneOf('read'), variables }),
          object({ kind: oneOf('unread'), why: oneOf('denied', 'torn', 'gone') }),
        ),
        shell: optional(
          object({
            shell: oneOf(...SHELLS),
            isLogin: yesNo,
            isInteractive: optional(yesNo),
            runs: oneOf('typed', 'script', 'command'),
          }),
        ),
        unit: optional(text),
      }),
    ),
  }),
};
