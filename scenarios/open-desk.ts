import { localRunner } from '../src/adapters/exec/local-runner.ts';
import type { Lab, LabMachine } from '../src/lab/build-network.ts';
import { buildNetwork } from '../src/lab/build-network.ts';
import type { Network } from '../src/lab/network.ts';
import type { Tongtu } from './tongtu-inside.ts';
import { carryIn, openTongtu } from './tongtu-inside.ts';

/** A network that runs, and the built Tongtu on its desk. */
export interface Desk {
  readonly lab: Lab;
  readonly desk: LabMachine;
  readonly tongtu: Tongtu;
}

export const openDesk = async (network: Network): Promise<Desk> => {
  const tongtu = await openTongtu(localRunner());
  const lab = await buildLab(network);
  const desk = machineOf(lab, 'desk');
  await carryIn(tongtu, desk);
  return { lab, desk, tongtu };
};

export const buildLab = async (network: Network): Promise<Lab> => {
  const built = await buildNetwork(network);
  if (!built.ok) throw new Error(JSON.stringify(built.problem));
  return built.value;
};

export const machineOf = ({ machines }: Lab, name: string): LabMachine => {
  const machine = machines.get(name);
  if (machine === undefined) throw new Error(`no machine ${name}`);
  return machine;
};
