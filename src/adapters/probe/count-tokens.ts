/** What a streamed chat completion has given so far. */
export interface TokenCounter {
  /** The next bytes of the body; `true` once the stream has said that it is over. */
  readonly take: (data: Buffer) => boolean;
  /** `undefined` where nothing came that is part of a completion. */
  readonly counted: () => { readonly firstTokenMs: number; readonly tokens: number } | undefined;
}

/** A longer line is no token, and is passed over. */
const MAX_LINE = 64 * 1024;

/**
 * Counts the pieces of text in a stream of server-sent events as OpenAI defines them; `elapsedMs` tells the time of each.
 * `data: {"choices":[{"delta":{"content":"Hi"}}]}` … `data: [DONE]`. A stream of empty pieces (a first one with the role only, a model that ends
 * at once) has its first token where it began, and none to count.
 */
export const countTokens = (elapsedMs: () => number): TokenCounter => {
  const decoder = new TextDecoder();
  let line = '';
  let tokens = 0;
  let firstTokenMs: number | undefined;
  let firstChunkMs: number | undefined;

  const takeLine = (text: string): boolean => {
    const data = /^data:\s*(.*)$/.exec(text)?.[1]?.trim();
    if (data === undefined) return false;
    if (data === '[DONE]') return true;
    const piece = readPiece(data);
    if (piece === undefined) return false;
    firstChunkMs ??= elapsedMs();
    if (piece !== '') {
      firstTokenMs ??= elapsedMs();
      tokens += 1;
    }
    return false;
  };

  return {
    take: (data) => {
      const lines = `${line}${decoder.decode(data, { stream: true })}`.split(/\r\n|\n|\r/);
      line = lines.pop() ?? '';
      if (line.length > MAX_LINE) line = ' ';
      return lines.some(takeLine);
    },
    counted: () => {
      const first = firstTokenMs ?? firstChunkMs;
      return first === undefined ? undefined : { firstTokenMs: first, tokens };
    },
  };
};

/** The text that one event adds, empty for one that adds none; `undefined` for an event that is no part of a completion. */
const readPiece = (data: string): string | undefined => {
  const choices = field(parseJson(data), 'choices');
  if (!Array.isArray(choices) || choices.length === 0) return undefined;
  const delta = field(choices[0], 'delta');
  // vLLM's and DeepSeek's thinking comes as `reasoning_content`, newer vLLM's as `reasoning`.
  const texts = ['content', 'reasoning_content', 'reasoning'].map((name) => field(delta, name));
  return texts.filter((text) => typeof text === 'string').join('');
};

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const field = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
