import { formatTarget } from '../../net/format-target.ts';
import { shellWord } from '../shell-word.ts';
import { statedByService } from '../stated-by-service.ts';

/** The service answers 401 (RFC 9110 section 15.5.2): it wants an API key. */
export const unauthorized = statedByService('unauthorized', (status) => status === 401, {
  fixes: (it) => [
    {
      kind: 'send-key',
      paste: [
        `curl -H 'Authorization: Bearer KEY' ${shellWord(formatTarget(it.intent.target, it.request.path))}`,
      ],
    },
  ],
});
