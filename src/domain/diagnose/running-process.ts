import type { Case } from './case.ts';

/** What a person types into: there a variable can still be set. */
const SHELL = /^-?(?:bash|zsh|sh|dash|ash|fish|ksh|tcsh|csh)$/;

/** The process whose requests these are, where it runs already: what is exported now does not reach it. */
export const runningProcess = ({
  model,
  intent,
  here,
}: Case): { readonly argv: readonly string[] } | undefined => {
  const { consumer } = model.snapshot;
  const { asker } = intent;
  if (asker.kind === 'consumer' && consumer.how !== 'pid') return undefined;
  const process = here.processes.get(asker.kind === 'process' ? asker.pid : consumer.pid);
  // Into a container another shell is opened, with variables of its own.
  const isTyped = SHELL.test(process?.name ?? '') || here.id.includes('/container:');
  return asker.kind === 'consumer' && isTyped ? undefined : { argv: process?.argv ?? [] };
};
