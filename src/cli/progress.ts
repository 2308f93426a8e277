import type { Progress } from '../app/doctor.ts';
import type { Catalogue } from '../messages/catalogue.ts';
import type { Terminal } from './terminal.ts';

/** What takes less is over before anyone has read a word. */
const SHOW_AFTER_MS = 500;

/** Tells a person who waits what is under way, once the wait is worth telling. */
export const createProgress = (
  terminal: Terminal,
  { words }: Catalogue,
): { readonly report: Progress; readonly stop: () => void } => {
  let text: string | undefined;
  let isShown = false;
  const timer = setTimeout(() => {
    isShown = true;
    terminal.status(text);
  }, SHOW_AFTER_MS);
  return {
    report: (stage) => {
      text = stage.kind === 'collecting' ? words.collecting : words.asking(stage.count);
      if (isShown) terminal.status(text);
    },
    stop: () => {
      clearTimeout(timer);
      terminal.status(undefined);
    },
  };
};
