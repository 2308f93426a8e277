/** What a parser made of its input: the items, and as text what it did not understand. Nothing is dropped in silence. */
export interface Parsed<Item> {
  readonly items: readonly Item[];
  readonly unread: readonly string[];
}

/** Reads every entry; one that gives undefined is unread. */
export const parseEach = <Entry, Item>(
  entries: readonly Entry[],
  read: (entry: Entry) => Item | readonly Item[] | undefined,
): Parsed<Item> => {
  const items: Item[] = [];
  const unread: string[] = [];
  for (const entry of entries) {
    const item = read(entry);
    if (item === undefined) unread.push(typeof entry === 'string' ? entry : JSON.stringify(entry));
    else items.push(...(Array.isArray(item) ? item : [item]));
  }
  return { items, unread };
};
