import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { survey } from '../../app/survey.ts';
import { succeed } from '../../domain/facts/result.ts';
import type { Consumer } from '../../domain/facts/snapshot.ts';
import type { Wanted } from '../../domain/intents/infer-intents.ts';
import { EVERYTHING } from '../../domain/intents/infer-intents.ts';
import { answersOf, fails } from '../../domain/testing/answers.ts';
import type { MachineSketch } from '../../domain/testing/snapshot.ts';
import { sketchSnapshot } from '../../domain/testing/snapshot.ts';
import { surveyCommand } from './survey-command.ts';

/** The command for the one intent that is found on such a machine. */
const commandOn = async (
  sketch: MachineSketch,
  as: Partial<Consumer> = {},
  wanted: Wanted = EVERYTHING,
  file?: string,
): Promise<string> => {
  const snapshot = sketchSnapshot({ here: sketch });
  const found = await survey(
    {
      collect: async () => succeed({ ...snapshot, consumer: { ...snapshot.consumer, ...as } }),
      ask: async (read, questions) => answersOf(read, questions, fails('refused')),
      close: () => {},
    },
    () => {},
    wanted,
  );
  if (!found.ok || found.value.diagnoses[0] === undefined) throw new Error('nothing was found');
  return surveyCommand(found.value.diagnoses[0], file);
};

const asks = (url: string): MachineSketch => ({ commands: { 23: `curl ${url}` }, environments: { 23: {} } });

/** What a shell makes of it. */
const wordsOf = (command: string): readonly string[] =>
  execFileSync('sh', ['-c', `printf '%s\\n' ${command}`], { encoding: 'utf8' })
    .trimEnd()
    .split('\n');

describe('the command that tells the whole story of one intent', () => {
  it('asks as the process that was found', async () => {
    expect(await commandOn(asks('http://127.0.0.1:8000/v1'))).toBe(
      'tongtu doctor http://127.0.0.1:8000/v1 --from pid:23',
    );
  });

  it('is one that a shell reads as it is meant, whatever the URL holds', async () => {
    const url = `http://127.0.0.1:8000/v1?a='b'$(id)\`id\`&%s=\\n*`;
    expect(wordsOf(await commandOn(asks(url)))).toEqual(['tongtu', 'doctor', url, '--from', 'pid:23']);
  });

  it('leaves a URL out in which a secret is hidden: the process has it', async () => {
    expect(await commandOn(asks('http://me:***1***@127.0.0.1:8000/v1?api_key=***2***'))).toBe(
      'tongtu doctor --from pid:23',
    );
  });

  it('has the shell put in what its own variable hides', async () => {
    const environment = { OPENAI_BASE_URL: 'http://me:***1***@127.0.0.1:8000/v1' };
    expect(await commandOn({ environment })).toBe('tongtu doctor "$OPENAI_BASE_URL"');
  });

  it('stays with the process that the survey was asked for', async () => {
    const sketch = { environment: { OPENAI_BASE_URL: 'http://127.0.0.1:8000/v1' } };
    expect(await commandOn(sketch, { how: 'pid', pid: 77 })).toBe(
      'tongtu doctor http://127.0.0.1:8000/v1 --from pid:77',
    );
  });

  it('names what is declared, with the file where somebody named it', async () => {
    const declared = [{ name: 'my qwen', url: 'http://127.0.0.1:8000/v1', clients: ['curl'] }];
    const wanted: Wanted = { declared, scope: 'declared' };
    expect(await commandOn({}, {}, wanted)).toBe("tongtu doctor 'my qwen'");
    expect(await commandOn({}, {}, wanted, 'a b.yaml')).toBe("tongtu doctor 'my qwen' --config 'a b.yaml'");
  });
});
