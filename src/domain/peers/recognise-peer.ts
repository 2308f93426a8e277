import type { HttpResponse } from '../facts/observation.ts';
import type { Peer } from './peer.ts';
import type { Clue, Program, Sighting } from './program.ts';
import { PROGRAMS } from './registry.ts';

const SURENESS: Readonly<Record<Clue, number>> = { page: 2, api: 1, server: 0 };

/** The program that wrote this response, with how it showed. */
export const answering = (
  response: HttpResponse,
  programs: readonly Program[] = PROGRAMS,
): { readonly program: Program; readonly sighting: Sighting } | undefined =>
  programs
    .flatMap((program) => {
      const sighting = program.answered(response);
      return sighting === undefined ? [] : [{ program, sighting }];
    })
    .sort(
      (a, b) =>
        SURENESS[b.sighting.clue] - SURENESS[a.sighting.clue] ||
        (a.program.program < b.program.program ? -1 : 1),
    )[0];

/**
 * Who wrote a response: not who passed it on. Squid's own 503 is Squid's; a service's 503 that came through Squid is the
 * service's. Recognised by marks, never by the address asked. Without a mark: `unknown`.
 */
export const recognisePeer = (response: HttpResponse, programs: readonly Program[] = PROGRAMS): Peer => {
  const found = answering(response, programs);
  if (found === undefined) return { program: 'unknown', role: 'unknown', marks: [] };
  const { program, sighting } = found;
  return {
    program: program.program,
    role: program.role,
    marks: sighting.marks,
    ...(sighting.version === undefined ? {} : { version: sighting.version }),
  };
};
