import { describe, expect, it } from 'vitest';
import { fails } from '../testing/answers.ts';
import { SETTING_SITUATIONS } from '../testing/setting-situations.ts';
import { exports, file, process, settingsOf } from '../testing/settings.ts';
import type { Situation } from '../testing/situation.ts';
import { codes, examine, here } from '../testing/situation.ts';

describe('what startup files say', () => {
  it.each(Object.entries(SETTING_SITUATIONS))('%s', (_, situation) => {
    expect(codes(examine(situation))).toEqual(situation.finds);
  });
});

describe('a cause that a variable shows', () => {
  const PROXY = 'http://10.0.0.9:3128';
  const machine = here({
    environment: { http_proxy: PROXY },
    settings: settingsOf(
      file('/home/li/.bashrc', [{ kind: 'return', guards: ['maybe'] }, exports('http_proxy', PROXY)]),
    ),
    lineage: [process('node 600', { http_proxy: PROXY }), process('bash 512')],
  });
  const situation = {
    url: 'http://127.0.0.1:8000/v1',
    machines: { here: machine },
    answering: fails('refused'),
  };

  it('also shows the line that sets it', () => {
    const [finding] = examine(situation).findings;
    expect(finding?.evidence).toContainEqual(
      expect.objectContaining({
        kind: 'variable-origin',
        name: 'http_proxy',
        home: '/home/li',
        origin: expect.objectContaining({
          kind: 'file',
          place: expect.objectContaining({ file: '/home/li/.bashrc', line: 2 }),
        }),
      }),
    );
  });

  it('shows none where nobody read it', () => {
    const { settings, lineage, ...bare } = machine;
    expect([settings, lineage].includes(undefined)).toBe(false);
    const kinds = examine({ ...situation, machines: { here: bare } }).findings.flatMap(({ evidence }) =>
      evidence.map(({ kind }) => kind),
    );
    expect(kinds).toContain('variable');
    expect(kinds).not.toContain('variable-origin');
  });
});

describe('a startup file that reads itself', () => {
  it('is mended with one line to paste, which names the line', () => {
    const [finding] = examine(SETTING_SITUATIONS['a startup file reads itself'] as Situation).findings;
    expect(finding?.fixes).toMatchObject([
      {
        kind: 'comment-out',
        paste: ["sed -i.bak --follow-symlinks '1s/^/: # /' /home/li/.bashrc"],
        below: { place: { line: 1 } },
      },
    ]);
  });
});

describe('an environment above that may not be read', () => {
  const closed = process('process_api 1', {}, { environment: { kind: 'unread', why: 'denied' } });
  const situation: Situation = {
    url: 'http://127.0.0.1:8000/v1',
    machines: {
      here: here({
        environment: { http_proxy: 'http://10.0.0.9:3128' },
        settings: settingsOf(),
        lineage: [process('node 600', { http_proxy: 'http://10.0.0.9:3128' }), closed],
      }),
    },
    answering: fails('refused'),
  };
  const whys = () =>
    examine(situation).findings.flatMap(({ evidence }) =>
      evidence.flatMap((item) =>
        item.kind === 'variable-origin' && item.origin.kind === 'unknown' ? [item.origin.why] : [],
      ),
    );

  it('is not told to root as a thing that root could read', () => {
    expect(whys()[0]).toBe('denied-to-root');
  });
});
