import { writeSync } from 'node:fs';

// These words are needed before src/messages can be built.

const locale = process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || '';

/** One of two texts, by the locale of the person who started this. */
export const inWords = (english, chinese) => (locale.startsWith('zh') ? chinese : english);

/** Writes one line on stderr. Synchronous, so that nothing is lost when the process ends right after. */
export const say = (english, chinese) =>
  writeSync(2, inWords(`tongtu: ${english}\n`, `tongtu：${chinese}\n`));

/**
 * Runs `work` and shows what goes on: on a terminal one line with the seconds so far, elsewhere one line at the start.
 */
export async function withProgress(english, chinese, work) {
  if (!process.stderr.isTTY) {
    say(`${english} …`, `${chinese}……`);
    return work();
  }
  const startedAt = Date.now();
  const draw = () => {
    const seconds = Math.round((Date.now() - startedAt) / 1000);
    writeSync(
      2,
      `\r\x1b[K${inWords(`tongtu: ${english} … ${seconds} s`, `tongtu：${chinese}…… ${seconds} 秒`)}`,
    );
  };
  draw();
  const timer = setInterval(draw, 500);
  try {
    return await work();
  } finally {
    clearInterval(timer);
    writeSync(2, '\n');
  }
}
