import type { Catalogue } from './catalogue.ts';

/** What is wrong at the service itself, what shows it, what to do. */
export interface ServiceWords {
  readonly causes: Pick<
    Catalogue['causes'],
    | 'port-conflict'
    | 'service-silent'
    | 'wrong-path'
    | 'wrong-model'
    | 'unauthorized'
    | 'forbidden'
    | 'service-error'
  >;
  readonly evidence: Pick<
    Catalogue['evidence'],
    'serves' | 'first-bytes' | 'control-host' | 'variable-elsewhere' | 'started-with' | 'key-sent'
  >;
  readonly fixes: Pick<
    Catalogue['fixes'],
    | 'use-model'
    | 'rewrite-host'
    | 'look-at-upstream'
    | 'look-at-log'
    | 'bind-address'
    | 'bind-everywhere'
    | 'start-without-proxy'
    | 'start-without-variable'
    | 'send-key'
    | 'correct-key'
    | 'try-key'
  >;
}
