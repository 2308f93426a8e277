import { parseTarget } from '../net/parse-target.ts';
import type { Target } from '../net/target.ts';

/** A service that a variable or an argument names, and what the URL means to the program that reads it. */
export interface NamedService {
  readonly url: string;
  readonly target: Target;
  readonly meaning: 'url' | 'api-base';
  readonly model?: string;
}

/** `undefined` where the text is no URL of HTTP. What closes a quotation or a sentence around it is not part of it. */
export const namedService = (
  text: string,
  meaning: NamedService['meaning'],
  model?: string,
): NamedService | undefined => {
  const url = text.trim().replace(/^["']+|["',;)\]}]+$/g, '');
  const parsed = /^https?:\/\//i.test(url) ? parseTarget(url) : undefined;
  if (parsed === undefined || !parsed.ok) return undefined;
  return { url, target: parsed.value, meaning, ...(model === undefined ? {} : { model }) };
};

/**
 * What the value of OLLAMA_HOST means to Ollama's client: `http://` and port 11434 where they are not written (envconfig/config.go of
 * Ollama 0.5).
 */
export const ollamaService = (value: string): NamedService | undefined => {
  const text = value.trim().replace(/^["']|["']$/g, '');
  if (text === '') return undefined;
  const scheme = /^(https?):\/\//i.exec(text)?.[1]?.toLowerCase();
  const rest = scheme === undefined ? text : text.slice(scheme.length + 3);
  const authority = rest.replace(/\/.*$/, '');
  const hasPort = /^(?:\[[^\]]*\]|[^:]*):\d+$/.test(authority);
  const host =
    authority === '' ? '127.0.0.1' : authority.startsWith(':') ? `127.0.0.1${authority}` : authority;
  const port = hasPort || scheme !== undefined ? '' : ':11434';
  return namedService(`${scheme ?? 'http'}://${host}${port}`, 'url');
};
