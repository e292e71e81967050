/** Items that share a key, directly or by way of others, together; in their order. */
export function connected<Item>(items: readonly Item[], keysOf: (item: Item) => readonly string[]): Item[][] {
  const open = new Set(items);
  const groups: Item[][] = [];
  for (const item of open) {
    const group: Item[] = [];
    collect(item, keysOf, open, group);
    groups.push(group);
  }
  return groups;
}

function collect<Item>(
  item: Item,
  keysOf: (item: Item) => readonly string[],
  open: Set<Item>,
  group: Item[],
): void {
  if (!open.delete(item)) return;
  group.push(item);
  const keys = keysOf(item);
  for (const other of [...open]) {
    if (keysOf(other).some((key) => keys.includes(key))) collect(other, keysOf, open, group);
  }
}
