import { describe, expect, it } from 'vitest';
import { lists } from '../testing/answers.ts';
import { codes, examine, here } from '../testing/situation.ts';
import type { MachineSketch } from '../testing/snapshot.ts';
import type { DeclaredWay } from './intent.ts';

const OFFICE: DeclaredWay = { kind: 'proxy', name: 'office', url: 'http://me@10.0.0.2:3128/' };
const DIRECT: DeclaredWay = { kind: 'direct' };

const goes = (via: DeclaredWay, environment: MachineSketch['environment'] = {}) =>
  examine({
    url: 'http://10.0.0.9:8000/v1',
    machines: {
      here: here({ environment }),
      office: { addresses: ['eth0 10.0.0.2/24'], listeners: ['squid 1 0.0.0.0:3128'] },
      shelf: { addresses: ['eth0 10.0.0.9/24'], listeners: ['vllm 1 0.0.0.0:8000'] },
    },
    answering: lists('m'),
    via,
  });

const WRONG = ['declared-way-differs broken model'];

describe('the way that tongtu.yaml declares', () => {
  it.each([
    ['direct is direct', DIRECT, {}, []],
    ['direct, and a proxy is taken', DIRECT, { http_proxy: 'http://10.0.0.2:3128' }, WRONG],
    ['the proxy is taken', OFFICE, { http_proxy: '10.0.0.2:3128' }, []],
    ['the proxy, and it goes direct though it arrives', OFFICE, {}, WRONG],
    [
      'the proxy, and an exception sends it past',
      OFFICE,
      { http_proxy: '10.0.0.2:3128', no_proxy: '10.0.0.9' },
      WRONG,
    ],
    ['the proxy, and it is another one', OFFICE, { http_proxy: '10.0.0.9:8000' }, WRONG],
  ] as const)('%s', (_, via, environment, finds) => {
    expect(codes(goes(via, environment)).filter((code) => code.startsWith('declared'))).toEqual(finds);
  });

  it('offers the declared proxy for one command', () => {
    expect(goes(OFFICE).findings[0]?.fixes[0]?.paste).toEqual([
      'tongtu run --proxy http://me@10.0.0.2:3128/ -- COMMAND',
    ]);
  });
});
