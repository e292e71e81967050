/** A table as it stood in the schema when it was last read. */
export interface KnownTable {
  readonly id: string;
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
  readonly name: string;
  readonly columns: readonly string[];
};

/** The next link: finds each table that was read among those known. */
export function nextLineage(before: Lineage, read: readonly ReadTable[]): Lineage {
  const names = new Map(before.names);
  const taken = new Set<string>();
  const tables = new Map<string, KnownTable>();
  const isKnown = ({ name }: ReadTable): boolean => before.tables.has(name);
  for (const table of [...read.filter(isKnown), ...read.filter((each) => !isKnown(each))]) {
    const same = before.tables.get(table.name) ?? null;
    const former = same ?? renamed(before, table, read);
    const id = free(same?.id ?? names.get(table.name) ?? former?.id ?? table.name, taken);
    names.set(table.name, id);
    tables.set(table.name, { ...table, id, columns: columnsOf(table, id, former, names) });
  }
  return { tables, names };
}

/** The table that had another name and stands at the same place; null when there is none. */
function renamed(
  before: Lineage,
  { rowid, root, columns }: ReadTable,
  read: readonly ReadTable[],
): KnownTable | null {
  for (const [name, known] of before.tables) {
    const isGone = !read.some((other) => other.name === name);
    const isSame = known.rowid === rowid && known.root === root;
    if (isGone && isSame && known.columns.map((column) => column.name).join() === columns.join())
      return known;
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
