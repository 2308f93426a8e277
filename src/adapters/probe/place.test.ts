import { describe, expect, it } from 'vitest';
import type { Standing } from './place.ts';
import { placeOf } from './place.ts';

const HERE = 'm:00000000/host';
const THERE = 'm:00000000/ns:4026532001:b:1';

const ROSA = { uid: 1000, gid: 1000 };

const standing = (ownUid: number, consumerUid: number): Standing => ({
  consumer: { node: HERE, uid: consumerUid, gid: consumerUid, pid: 1, how: 'self' },
  hereNode: HERE,
  netnsPathOf: (node) => (node === THERE ? '/run/netns/there' : undefined),
  ownUid,
});

describe('placeOf', () => {
  it.each([
    ['a user asks for themselves', 1000, 1000, HERE, 1000, { kind: 'here' }],
    ['root asks for root', 0, 0, HERE, 0, { kind: 'here' }],
    ['root asks for a user through a worker', 0, 1000, HERE, 1000, { kind: 'worker', user: ROSA }],
    [
      'root asks elsewhere through a worker',
      0,
      1000,
      THERE,
      1000,
      { kind: 'worker', user: ROSA, netnsPath: '/run/netns/there' },
    ],
    [
      'root asks for root elsewhere',
      0,
      0,
      THERE,
      0,
      { kind: 'worker', user: { uid: 0, gid: 0 }, netnsPath: '/run/netns/there' },
    ],
    ['root asks nothing as root for a user', 0, 1000, HERE, 0, { kind: 'nowhere', why: 'unsupported' }],
    ['root knows no way to another node', 0, 1000, 'other', 1000, { kind: 'nowhere', why: 'unsupported' }],
    ['a user cannot enter a namespace', 1000, 1000, THERE, 1000, { kind: 'nowhere', why: 'denied' }],
    ['a user cannot be another', 1000, 1000, HERE, 1001, { kind: 'nowhere', why: 'denied' }],
  ] as const)('%s', (_, ownUid, consumerUid, node, uid, place) => {
    expect(placeOf({ node, uid }, standing(ownUid, consumerUid))).toEqual(place);
  });

  it('lets root ask for any user of whom a process is known, as that user', () => {
    const known = { ...standing(0, 1000), userAt: () => ({ uid: 33, gid: 34 }) };
    expect(placeOf({ node: HERE, uid: 33 }, known)).toEqual({ kind: 'worker', user: { uid: 33, gid: 34 } });
    expect(placeOf({ node: HERE, uid: 33 }, { ...known, ownUid: 1000 })).toEqual({
      kind: 'nowhere',
      why: 'denied',
    });
  });

  it('takes no node for its own where it is in none of the snapshot’s', () => {
    const { hereNode: _, ...nowhere } = standing(0, 0);
    expect(placeOf({ node: HERE, uid: 0 }, nowhere)).toEqual({ kind: 'nowhere', why: 'unsupported' });
  });
});
