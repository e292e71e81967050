/** A table as it stood in the schema when it was last read. */
export interface KnownTable {
  readonly id: string;
  readonly name: string;
  readonly rowid: string;
  readonly root: string;
  /** Names and identities of its columns, in order. */
  readonly columns: readonly { readonly name: string; readonly id: string }[];
}

/**
 * Which table is which, from one look at the schema to the next. SQLite gives tables no identity of their own: `ALTER
 * TABLE` leaves them where they are in the schema and in the file, and that is how a new name of the same table is told.
 */
export interface Lineage {
  /** Tables that are there, by name. */
  readonly tables: ReadonlyMap<string, KnownTable>;
  /** The identity that goes with each name of a table, and of a column of it, that was ever seen: a table that is built anew under its name goes on. */
  readonly names: ReadonlyMap<string, string>;
}

export const NO_LINEAGE: Lineage = { tables: new Map(), names: new Map() };

/** A table that was just read. */
export type ReadTable = Omit<KnownTable, 'id' | 'columns'> & {
  readonly columns: readonly string[];
};

/** The next link: finds each table that was read among those known. The same one when all is as it was. */
export function nextLineage(before: Lineage, read: readonly ReadTable[]): Lineage {
  const names = new Map(before.names);
  const taken = new Set<string>();
  const tables = new Map<string, KnownTable>();
  const isKnown = ({ name }: ReadTable): boolean => before.tables.has(name);
  for (const table of [...read.filter(isKnown), ...read.filter((each) => !isKnown(each))]) {
    const same = before.tables.get(table.name);
    if (same !== undefined && isUnchanged(same, table)) tables.set(table.name, same);
    else tables.set(table.name, linked(table, same ?? renamed(before, table, read), { names, taken }));
    taken.add(tables.get(table.name)?.id ?? '');
  }
  const isSame =
    tables.size === before.tables.size &&
    read.every(({ name }) => tables.get(name) === before.tables.get(name));
  return isSame ? before : { tables, names };
}

/** The table with the identity of the one that it was, of the name that it has, or a new one. */
function linked(
  table: ReadTable,
  former: KnownTable | null,
  { names, taken }: { readonly names: Map<string, string>; readonly taken: Set<string> },
): KnownTable {
  const kept = former?.name === table.name ? former.id : (names.get(table.name) ?? former?.id);
  const id = free(kept ?? table.name, taken);
  names.set(table.name, id);
  return { ...table, id, columns: columnsOf(table, id, former, names) };
}

function isUnchanged(known: KnownTable, { rowid, root, columns }: ReadTable): boolean {
  return known.rowid === rowid && known.root === root && hasColumns(known, columns);
}

function hasColumns({ columns }: KnownTable, names: readonly string[]): boolean {
  return columns.length === names.length && columns.every(({ name }, at) => name === names[at]);
}

/** The table that had another name and stands at the same place; null when there is none. */
function renamed(before: Lineage, table: ReadTable, read: readonly ReadTable[]): KnownTable | null {
  for (const [name, known] of before.tables) {
    const isGone = !read.some((other) => other.name === name);
    if (isGone && isUnchanged(known, table)) return known;
  }
  return null;
}

/** A column goes on under its name, or under another when that is all that changed in the table. */
function columnsOf(
  table: ReadTable,
  id: string,
  former: KnownTable | null,
  names: Map<string, string>,
): KnownTable['columns'] {
  const taken = new Set<string>();
  return table.columns.map((name, at) => {
    const key = `${id}\0${name}`;
    const own = former?.id === id ? (formerColumn(former, name) ?? renamedColumn(table, former, at)) : null;
    const column = free(own ?? names.get(key) ?? `${id}.${name}`, taken);
    names.set(key, column);
    return { name, id: column };
  });
}

function formerColumn(former: KnownTable, name: string): string | null {
  return former.columns.find((column) => column.name === name)?.id ?? null;
}

function renamedColumn({ columns, rowid, root }: ReadTable, former: KnownTable, at: number): string | null {
  const isInPlace =
    former.rowid === rowid && former.root === root && former.columns.length === columns.length;
  const gone = former.columns.filter(({ name }) => !columns.includes(name));
  return isInPlace && gone.length === 1 && former.columns[at] === gone[0] ? (gone[0]?.id ?? null) : null;
}

/** An identity that nothing else has, and that is taken from now on. */
function free(wanted: string, taken: Set<string>): string {
  let id = wanted;
  for (let next = 2; taken.has(id); next++) id = `${wanted} ${next}`;
  taken.add(id);
  return id;
}
