import type { Answer } from '../../domain/facts/observation.ts';
import { connect } from './connect.ts';
import type { ProbeContext } from './context.ts';
import { elapsed } from './context.ts';
import { startDeadline } from './deadline.ts';
import type { TcpQuestion } from './questions.ts';

/** A connection opened and closed; nothing is sent on it. */
export const askTcp = async ({ to }: TcpQuestion, context: ProbeContext): Promise<Answer> => {
  const startedAt = context.clock();
  const deadline = startDeadline(context.limits.exchangeMs, context.signal);
  const connected = await connect(to, context.limits.connectMs, deadline.signal);
  deadline.clear();
  const tookMs = elapsed(context, startedAt);
  if (!connected.ok) return { kind: 'failed', failure: connected.problem, tookMs };
  connected.value.destroy();
  return { kind: 'connected', tookMs };
};
