import type { Intent } from '../diagnose/intent.ts';
import type { Model } from '../trace/model.ts';
import { narrowClients } from './narrow-clients.ts';

/**
 * An intent by the clients that its asker can be, where that is a process that somebody named and its program is known: nobody is helped by
 * hearing what curl would do in the place of a Python program.
 */
export const byAskersClients = (model: Model, intent: Intent): Intent => {
  const { consumer } = model.snapshot;
  const process = model.nodes.get(consumer.node)?.processes.get(consumer.pid);
  if (intent.asker.kind !== 'consumer' || consumer.how !== 'pid' || process === undefined) return intent;
  const asker = { kind: 'process', node: consumer.node, pid: consumer.pid } as const;
  const clients = narrowClients(model, { asker, process, service: intent });
  return clients.length === 0 ? intent : { ...intent, clients };
};
