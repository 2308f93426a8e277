/**
 * How much of a namespace is read. `whole`: all that it has. `essential`: what two programs can say of it, and of its settings
 * only those that come along; each program more, for hundreds of namespaces, is a second more.
 */
export type Depth = 'whole' | 'essential';

/** With more namespaces than this, only the consumer's and Tongtu's own are read whole. */
const MOST_WHOLE = 32;

export const depthOf = (namespaces: number, isConsumers: boolean): Depth =>
  isConsumers || namespaces <= MOST_WHOLE ? 'whole' : 'essential';
