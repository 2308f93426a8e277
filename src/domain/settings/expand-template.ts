/** What a variable is at one place: a text, not set, or not known. */
export type VariableValue =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'unset' }
  | { readonly kind: 'unknown' };

/** A list that doubles line by line would fill the memory. */
const LONGEST_VALUE = 65_536;

const UNKNOWN: VariableValue = { kind: 'unknown' };

/** `${NAME}`, and `${NAME:-text}` and its like with nothing but plain variables in the text. */
const EXPANSION = /\$\{([A-Za-z_]\w*)(?:(:?)([-+])((?:[^{}$]|\$\{\w+\})*))?\}/g;

/** The names that a template stands on. */
export const namesIn = (template: string): readonly string[] => [
  ...new Set([...template.matchAll(/\$\{([A-Za-z_]\w*)/g)].map(([, name = '']) => name)),
];

/** The text that a template gives with these variables; unknown where one that counts is. POSIX 2.6.2. */
export const expandTemplate = (template: string, lookUp: (name: string) => VariableValue): VariableValue => {
  let isKnown = true;
  const plain = (text: string): string =>
    text.replace(/\$\{(\w+)\}/g, (_, name: string) => {
      const value = lookUp(name);
      if (value.kind === 'unknown') isKnown = false;
      return value.kind === 'text' ? value.text : '';
    });
  const text = template.replace(
    EXPANSION,
    (_, name: string, colon: string | undefined, sign: string | undefined, word: string | undefined) => {
      const value = lookUp(name);
      if (value.kind === 'unknown') isKnown = false;
      const own = value.kind === 'text' ? value.text : '';
      if (sign === undefined) return own;
      const isSet = value.kind === 'text' && (colon !== ':' || value.text !== '');
      if (sign === '-') return isSet ? own : plain(word ?? '');
      return isSet ? plain(word ?? '') : '';
    },
  );
  return isKnown && text.length <= LONGEST_VALUE ? { kind: 'text', text } : UNKNOWN;
};
