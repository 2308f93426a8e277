import type { Program } from '../program.ts';

/** A model server that names itself as the owner of the models it lists: `owned_by: vllm`. */
export const byModelOwner = (program: string, owners: readonly string[]): Program => ({
  program,
  role: 'service',
  answered: ({ models }) => {
    const owner = models?.ownedBy.find((name) => owners.includes(name));
    return owner === undefined ? undefined : { clue: 'api', marks: [`owned_by: ${owner}`] };
  },
});
