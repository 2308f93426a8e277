import type { Fact, NodeId } from './fact.ts';
import type { Observation } from './observation.ts';

/** Only ever raised when an older reader would misread; fields are otherwise only added. */
export const SCHEMA_VERSION = 1;

/** Whose request it is: the user and node that a probe runs as. */
export interface Consumer {
  readonly node: NodeId;
  readonly uid: number;
  readonly gid: number;
  /** The process whose environment counts: this shell's, the caller of sudo, or `pid:N`. */
  readonly pid: number;
  /** `self`: Tongtu's own environment; `sudo`: of the user who called sudo; `pid`: another process's. */
  readonly how: 'self' | 'sudo' | 'pid';
}

export interface NodeEntry {
  readonly id: NodeId;
  /** For people: `this machine`, a namespace's name in /run/netns, a container's short id. Most specific first. */
  readonly names: readonly string[];
}

/** Everything that was read and asked at one moment. Immutable; the only input of every pure step. */
export interface Snapshot {
  readonly schemaVersion: typeof SCHEMA_VERSION;
  /** ISO 8601. */
  readonly takenAt: string;
  /** Whether the collector was root. */
  readonly asRoot: boolean;
  readonly consumer: Consumer;
  readonly nodes: readonly NodeEntry[];
  readonly facts: readonly Fact[];
  readonly observations: readonly Observation[];
}
