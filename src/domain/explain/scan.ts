import type { Params, Place, Speaker } from './reading.ts';
import type { ReadingCode } from './reading-code.ts';

/** One message as it was met, before it is compared with the others. */
export interface Sighting {
  readonly code: ReadingCode;
  readonly by: Speaker;
  readonly params: Params;
  readonly at: Place;
  readonly count: number;
  /** Put together of several lines: one line that says it is the better place to show. */
  readonly isOfPage?: boolean;
}

/** Everything that was met in a text. */
export interface Scan {
  readonly sightings: readonly Sighting[];
  readonly lines: number;
  /** The proxy that the text itself says is used. */
  readonly proxy?: string;
  /** The request that the text itself says is made. */
  readonly url?: string;
  /** The text shows a request that was sent to a proxy: in absolute form, or said so. */
  readonly isProxied: boolean;
  /** More different messages than are kept. */
  readonly hasMore: boolean;
}
