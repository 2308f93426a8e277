import type { TLSSocket } from 'node:tls';
import type { Answer } from '../../domain/facts/observation.ts';
import { connect } from './connect.ts';
import type { ProbeContext } from './context.ts';
import { elapsed } from './context.ts';
import { startDeadline } from './deadline.ts';
import type { TlsQuestion } from './questions.ts';
import { cleanLine, LONGEST } from './readable.ts';
import { startTls } from './start-tls.ts';

/** A TLS handshake. One that fails is an answer too: without a protocol, and with OpenSSL's name for the problem. */
export const askTls = async (question: TlsQuestion, context: ProbeContext): Promise<Answer> => {
  const startedAt = context.clock();
  const deadline = startDeadline(context.limits.exchangeMs, context.signal);
  try {
    const connected = await connect(question.to, context.limits.connectMs, deadline.signal);
    if (!connected.ok) {
      return { kind: 'failed', failure: connected.problem, tookMs: elapsed(context, startedAt) };
    }
    const started = await startTls(connected.value, question.serverName, deadline.signal);
    const tookMs = elapsed(context, startedAt);
    const answer: Answer = started.ok
      ? {
          kind: 'tls',
          tookMs,
          protocol: started.value.stream.getProtocol() ?? '',
          subject: subjectOf(started.value.stream),
          ...(started.value.problem === undefined ? {} : { problem: started.value.problem }),
        }
      : { kind: 'tls', tookMs, protocol: '', subject: '', problem: started.problem };
    connected.value.destroy();
    return answer;
  } finally {
    deadline.clear();
  }
};

/** The common name, else the alternative names: `DNS:example.test, IP Address:10.0.0.1`. */
const subjectOf = (stream: TLSSocket): string => {
  // Without a certificate Node gives an empty object, whatever the type says.
  const { subject, subjectaltname }: { subject?: { CN?: unknown }; subjectaltname?: string } =
    stream.getPeerCertificate();
  const name = typeof subject?.CN === 'string' ? subject.CN : subjectaltname;
  return cleanLine(name ?? '', LONGEST.detail);
};
