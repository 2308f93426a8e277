import type { Command } from '../command.ts';

/** Every command, loaded when it is used. */
export const COMMANDS: Readonly<Record<Command['name'], () => Promise<Command>>> = {
  doctor: async () => (await import('./doctor.ts')).doctor,
  trace: async () => (await import('./trace.ts')).trace,
  snapshot: async () => (await import('./snapshot.ts')).snapshot,
  explain: async () => (await import('./explain.ts')).explain,
  run: async () => (await import('./run.ts')).run,
};

export const COMMAND_NAMES = Object.keys(COMMANDS);

export const isCommand = (name: string): name is Command['name'] => Object.hasOwn(COMMANDS, name);
