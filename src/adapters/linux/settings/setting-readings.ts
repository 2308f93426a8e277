import type { NodeId } from '../../../domain/facts/fact.ts';
import { known } from '../../../domain/facts/known.ts';
import { meantVariable } from '../../../domain/settings/meant-variable.ts';
import type { Context } from '../context.ts';
import { parseStatus } from '../proc/parse-status.ts';
import type { FoundConsumer } from '../processes/find-consumer.ts';
import type { RawVariable } from '../processes/read-environment.ts';
import { readEnviron } from '../processes/read-environment.ts';
import { isTelling } from '../processes/relevant-variable.ts';
import { rootOf } from '../processes/root-of.ts';
import type { Reading } from '../reading.ts';
import { fromFile } from '../unknowns.ts';
import { ancestorReader, chainOf } from './read-lineage.ts';
import { readSettings } from './read-settings.ts';
import type { UnitOf } from './read-unit.ts';

/** More processes are not followed to where their variables come from, and more users' files not read. */
const MOST_PROCESSES = 16;
const MOST_USERS = 8;

interface Owner {
  readonly key: string;
  readonly uid: number;
  readonly node: NodeId;
  readonly root: string;
  readonly environ: readonly RawVariable[];
  /** By name: those of its processes and of their parents. */
  readonly units: Map<string, UnitOf>;
  hasSettings: boolean;
}

/**
 * Where the variables of the consumer and of other processes come from: their parents, and what the files of their users say. Of processes that see
 * other files than this one, only the consumer's are read.
 */
export const settingReadings = (
  { files, self, secrets, note }: Context,
  consumer: { readonly found: FoundConsumer; readonly node: NodeId },
  pids: readonly number[],
  nodeOf: (pid: number) => NodeId | undefined,
): readonly (readonly [NodeId, Reading])[] => {
  const { who, environ } = consumer.found;
  const own: Owner = {
    key: '',
    uid: who.uid,
    node: consumer.node,
    root: who.how === 'pid' ? rootOf(files, self.pid, who.pid) : '',
    environ: environ.ok ? environ.value : [],
    units: new Map(),
    hasSettings: !environ.ok || environ.value.some(isSetting),
  };
  const owners = new Map([[own.uid, own]]);
  const ownerOf = (pid: number, node: NodeId): Owner | undefined => {
    const status = files.readText(`/proc/${pid}/status`);
    const uid = status.ok ? parseStatus(status.value)?.uid : undefined;
    if (uid === undefined || rootOf(files, self.pid, pid) !== '' || own.root !== '') return undefined;
    const known = owners.get(uid);
    if (known !== undefined || owners.size >= MOST_USERS) return known;
    const raw = readEnviron(files, pid);
    const owner: Owner = {
      key: `uid:${uid}`,
      uid,
      node,
      root: '',
      environ: raw.ok ? raw.value : [],
      units: new Map(),
      hasSettings: true,
    };
    owners.set(uid, owner);
    return owner;
  };

  const readingOf = (owner: Owner): readonly [NodeId, Reading] => {
    const folder = owner === own ? files.readLink(`/proc/${who.pid}/cwd`) : undefined;
    const value = readSettings(
      files,
      {
        uid: owner.uid,
        root: owner.root,
        variable: (name) => owner.environ.find((one) => one.name === name)?.value,
        units: [...owner.units.values()],
        hasSettings: owner.hasSettings,
        ...(folder?.ok === true ? { workingFolder: folder.value } : {}),
      },
      secrets,
    );
    return [owner.node, note()('settings', known(value, fromFile(value.home || '/etc')), owner.key)];
  };
  if (!own.hasSettings && pids.length === 0) {
    const [node, reading] = readingOf(own);
    // Nothing is set, and nothing was meant to be: nobody will ask from whom the consumer has its variables.
    if (saysNothing(reading)) return [[node, reading]];
  }

  const read = ancestorReader(files, secrets, new Date(note()('lineage', NOTHING).readAt), consumer.found);
  const chains: (readonly [NodeId, Reading])[] = [];
  const add = (key: string, pid: number, owner: Owner, node: NodeId): void => {
    const links = chainOf(pid, read);
    for (const { unit } of links) if (unit !== undefined) owner.units.set(unit.name, unit);
    const chain = links.map(({ ancestor }) => ancestor);
    chains.push([
      node,
      note()('lineage', known({ settings: owner.key, chain }, fromFile(`/proc/${pid}`)), key),
    ]);
  };
  add('consumer', who.pid, own, consumer.node);
  for (const pid of pids.filter((one) => one !== who.pid).slice(0, MOST_PROCESSES)) {
    const node = nodeOf(pid);
    const owner = node === undefined ? undefined : ownerOf(pid, node);
    // Its files are read on the node of their owner's first process: that is where they are looked for.
    if (node === undefined || owner?.node !== node) continue;
    owner.hasSettings = true;
    add(String(pid), pid, owner, node);
  }

  const settings = [...owners.values()].map(readingOf);
  return [...settings, ...chains];
};

const saysNothing = ({ kind, state }: Reading): boolean =>
  kind === 'settings' &&
  state.kind === 'known' &&
  state.value.files.every(({ statements }) => statements.length === 0);

const isSetting = ({ name, value }: RawVariable): boolean =>
  isTelling(name, value) || meantVariable(name) !== undefined;

const NOTHING = { kind: 'unknown', why: 'not-asked', hint: { kind: 'none' } } as const;
