import { formatHostPort } from '../../net/format-address.ts';
import { parseAddress } from '../../net/parse-address.ts';
import type { ServeProgram } from '../serve-program.ts';

/** Ollama: `ollama serve` reads OLLAMA_HOST and takes no flag; it has no API key (docs/faq). */
export const ollama: ServeProgram = {
  title: 'Ollama',
  serves: ({ program, words }) => program === 'ollama' && words[0] === 'serve',
  rebind: ({ port }, address) => {
    const parsed = parseAddress(address);
    const at = parsed === undefined ? `${address}:${port}` : formatHostPort(parsed, port);
    return { variables: { OLLAMA_HOST: at }, argv: ['ollama', 'serve'] };
  },
};
