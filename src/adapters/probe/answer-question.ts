import type { Answer, Question } from '../../domain/facts/observation.ts';
import { askEcho } from './ask-echo.ts';
import { askHttp } from './ask-http.ts';
import { askTcp } from './ask-tcp.ts';
import { askTls } from './ask-tls.ts';
import type { ProbeContext } from './context.ts';

/** Asks the world one question from where this process is, as who it is. Texts are clean; secrets are not yet replaced. */
export const answerQuestion = (question: Question, context: ProbeContext): Promise<Answer> => {
  switch (question.kind) {
    case 'echo':
      return askEcho(question, context);
    case 'tcp':
      return askTcp(question, context);
    case 'tls':
      return askTls(question, context);
    case 'http-get':
    case 'chat':
      return askHttp(question, context);
  }
};
