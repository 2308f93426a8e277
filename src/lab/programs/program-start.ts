import type { MachineFile } from '../machine-files.ts';
import type { ListenAt } from '../network.ts';

/** How a program of a network is started: data, so that a test can read it without starting anything. */
export interface ProgramStart {
  /** As logs and problems call it. */
  readonly name: string;
  readonly files: readonly MachineFile[];
  readonly argv: readonly [string, ...string[]];
  readonly env: Readonly<Record<string, string>>;
  /** Who runs it; root where nothing is said. */
  readonly runAs?: 'rosa';
  /** It is ready when it listens at all of these. */
  readonly listens: readonly ListenAt[];
}
