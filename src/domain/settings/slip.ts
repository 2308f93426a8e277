import type { Place } from './place.ts';

/**
 * Something about a proxy variable that does not do what whoever wrote it meant. Each stands at a line of a file.
 * `misspelt`: nobody reads that name. `self-sourcing`: the file reads itself, by way of `through`, until the shell dies. `grows`: each time that the file
 * is read the list gets longer. `blank-in-list`: programs take blanks differently. `blank-in-value`: a blank or a quote is a part of the
 * address. `overwritten`: what an earlier line gave is lost: `lost`. `not-exported`: programs that the shell starts do not see it.
 * `never-read`: shells of the kind that is in use here do not read the file.
 */
export type Slip =
  | { readonly kind: 'misspelt'; readonly place: Place; readonly name: string; readonly meant: string }
  | { readonly kind: 'self-sourcing'; readonly place: Place; readonly through: readonly string[] }
  | { readonly kind: 'grows'; readonly place: Place; readonly name: string }
  | { readonly kind: 'blank-in-list'; readonly place: Place; readonly name: string; readonly value: string }
  | { readonly kind: 'blank-in-value'; readonly place: Place; readonly name: string; readonly value: string }
  | {
      readonly kind: 'overwritten';
      readonly place: Place;
      readonly name: string;
      readonly earlier: Place;
      readonly lost: readonly string[];
    }
  | { readonly kind: 'not-exported'; readonly place: Place; readonly name: string }
  | { readonly kind: 'never-read'; readonly place: Place; readonly name: string; readonly shell: string };
