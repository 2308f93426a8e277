import { coversPlainly, findNearlyCovering } from '../clients/nearly-covers.ts';
import type { Variable } from '../facts/fact.ts';
import { parseAddress } from '../net/parse-address.ts';
import { meantVariable } from '../settings/meant-variable.ts';
import { factState } from '../trace/model.ts';
import type { Case, ProxiedPath } from './case.ts';
import type { Evidence } from './finding.ts';

const isList = ({ name }: Variable): boolean =>
  /^no_proxy$/i.test(name) || meantVariable(name)?.toLowerCase() === 'no_proxy';

/** What a target's name resolves to here. */
const addressesOf = (it: Case) => {
  const { host } = it.intent.target;
  if (host.kind === 'address') return [];
  const looked = factState(it.model.facts, it.here.id, 'name', host.name);
  return (looked.kind === 'known' ? looked.value : [])
    .map(parseAddress)
    .filter((address) => address !== undefined);
};

/** An entry of an exception list that was meant for the target, where the path's clients send the request to a proxy in spite of it. */
export const nearlyCovered = (
  it: Case,
  { proxy }: ProxiedPath,
): Extract<Evidence, { kind: 'nearly-covered' }> | undefined => {
  const { target } = it.intent;
  const read = proxy.choice.exceptions?.name;
  const lists = it.variables.filter(isList).sort((a, b) => Number(b.name === read) - Number(a.name === read));
  for (const { name, value } of lists) {
    if (name !== read && coversPlainly(value, target)) {
      const why = /^no_proxy$/i.test(name) ? 'other-spelling' : 'misspelt';
      return { kind: 'nearly-covered', name, entry: value, why, read: read ?? '' };
    }
    const found = findNearlyCovering(value, target, addressesOf(it));
    if (found !== undefined) return { kind: 'nearly-covered', name, ...found, read: read ?? '' };
  }
  return undefined;
};
