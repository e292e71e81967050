import type { Row } from '../../../model/engine.ts';
import type { IndexStatistics, Statistics, TableStatistics } from '../../../model/statistics.ts';
import { atRows, columnsByTable } from './columns-by-table.ts';

/** Rows as the queries beside this file give them. */
export interface StatisticsRows {
  readonly tables: readonly Row[];
  readonly indexes: readonly Row[];
  readonly columns: readonly Row[];
  readonly settings: readonly Row[];
  readonly version: string;
  /** Null when nobody can tell. */
  readonly replicas: number | null;
  /** ISO 8601 in UTC. */
  readonly takenAt: string;
}

interface Sized {
  readonly id: string;
  readonly name: string;
  readonly parent: string | null;
  readonly bytes: number;
  readonly rows: number | null;
}

/** Puts the server's answers into order; a partitioned table and its indexes are the sum of their parts. */
export function toStatistics({ tables, indexes, columns, settings, ...rest }: StatisticsRows): Statistics {
  const sizedTables = tables.flatMap(sized);
  const names = new Map(sizedTables.map(({ id, name }) => [id, name] as const));
  const parts = { indexes: indexesByTable(indexes), columns: columnsByTable(columns) };
  return {
    dialect: 'postgres',
    version: rest.version,
    takenAt: rest.takenAt,
    tables: byName(withSums(sizedTables).map((table) => toTable(table, names, parts))),
    settings: Object.fromEntries(
      settings
        .map(({ name, value }) => [name ?? '', value ?? ''] as const)
        .sort(([a], [b]) => (a < b ? -1 : 1)),
    ),
    replicas: rest.replicas,
  };
}

/** What is known of tables, by their ids. */
interface Parts {
  readonly indexes: ReadonlyMap<string, readonly IndexStatistics[]>;
  readonly columns: ReturnType<typeof columnsByTable>;
}

function toTable(
  { id, name, rows, bytes, parent }: Sized,
  names: ReadonlyMap<string, string>,
  parts: Parts,
): TableStatistics {
  const partitionOf = parent === null ? undefined : names.get(parent);
  const columns = parts.columns.get(id);
  return {
    ...{ name, rows, bytes, indexes: parts.indexes.get(id) ?? [] },
    ...(columns === undefined ? {} : { columns: byName(columns.map((column) => atRows(column, rows))) }),
    ...(partitionOf === undefined ? {} : { partitionOf }),
  };
}

/** A relation that was dropped in the meantime has no size, and is left out. */
function sized({ id, name, parent, bytes, rows, partitioned }: Row): Sized[] {
  if (typeof bytes !== 'string') return [];
  const isParent = partitioned === 'true';
  return [
    {
      id: id ?? '',
      name: name ?? '',
      parent: parent ?? null,
      bytes: Number(bytes),
      rows: isParent ? 0 : typeof rows === 'string' ? Number(rows) : null,
    },
  ];
}

function indexesByTable(rows: readonly Row[]): Map<string, IndexStatistics[]> {
  const tables = new Map(rows.map(({ id, on }) => [id, on ?? ''] as const));
  const found = new Map<string, IndexStatistics[]>();
  for (const { id, name, bytes } of withSums(rows.flatMap(sized))) {
    const table = tables.get(id) ?? '';
    found.set(table, byName([...(found.get(table) ?? []), { name, bytes }]));
  }
  return found;
}

/** Adds to each what its parts have, however deep; the rows are unknown when those of one part are. */
function withSums(all: readonly Sized[]): Sized[] {
  const parts = new Map<string, Sized[]>();
  for (const one of all)
    if (one.parent !== null) parts.set(one.parent, [...(parts.get(one.parent) ?? []), one]);
  const sum = (one: Sized): Sized =>
    (parts.get(one.id) ?? []).map(sum).reduce<Sized>(
      (total, part) => ({
        ...total,
        bytes: total.bytes + part.bytes,
        rows: total.rows === null || part.rows === null ? null : total.rows + part.rows,
      }),
      one,
    );
  return all.map(sum);
}

function byName<Named extends { readonly name: string }>(all: readonly Named[]): Named[] {
  return all.toSorted((left, right) => (left.name < right.name ? -1 : 1));
}
