import type { JsonRecord } from '../network/json-record.ts';
import { isRecord } from '../network/json-record.ts';

/**
 * Whether anything in `nft -j list ruleset` could drop a packet: a rule, or a base chain whose policy is not accept
 * (libnftables-json(5)). Undefined where the text is no such document.
 *
 *     {"nftables":[{"metainfo":{…}},{"chain":{"family":"inet","name":"in","hook":"input","policy":"drop"}},{"rule":{…}}]}
 */
export const judgeNft = (text: string): { readonly canDrop: boolean } | undefined => {
  const objects = parseObjects(text);
  return objects === undefined ? undefined : { canDrop: objects.some(canDrop) };
};

const parseObjects = (text: string): readonly JsonRecord[] | undefined => {
  try {
    const document: unknown = JSON.parse(text);
    const list = isRecord(document) ? document['nftables'] : undefined;
    return Array.isArray(list) ? list.filter(isRecord) : undefined;
  } catch {
    return undefined;
  }
};

const canDrop = (object: JsonRecord): boolean => {
  const { chain } = object;
  return 'rule' in object || (isRecord(chain) && 'policy' in chain && chain['policy'] !== 'accept');
};
