import type { Node } from 'libpg-query';
import type { Clauses } from './clauses.ts';

/** A statement that changes rows, as far as a walk in batches has to know it. */
export interface Changing {
  readonly verb: 'update' | 'delete' | 'insert';
  /** The changed table, as the catalog writes it. */
  readonly target: string;
  /** The table whose rows are walked: the changed one, or the one that an `INSERT` reads. */
  readonly walked: string;
  /** How the statement itself calls the walked table. */
  readonly alias: string;
  /** `ONLY `, or nothing. */
  readonly only: '' | 'ONLY ';
  /** Columns of the changed table that get values, bare. */
  readonly written: readonly WrittenColumn[];
  /** Other relations that it reads. */
  readonly reads: readonly string[];
  readonly clauses: Clauses;
  /** What an `INSERT` inserts, as a query; null where a conflict may leave rows out, and for other statements. */
  readonly query: string | null;
  /** Present when it inserts all columns of the walked table. */
  readonly whole?: true;
  /** Constants of the statement, so that rows can be made which it finds. */
  readonly constants: Constants;
}

interface WrittenColumn {
  /** Null where the columns of an `INSERT` are not named: then it is the column at this place. */
  readonly column: string | null;
  /** False for a value that comes out otherwise at each run: `now()`, `gen_random_uuid()`. */
  readonly lasting: boolean;
}

export interface Constants {
  readonly texts: readonly string[];
  readonly numbers: readonly string[];
}

/** What a reader of one kind of statement gives: the statement, or why it cannot be walked. */
export type Reading = Changing | { readonly because: string };

type KindOf<Union> = Union extends unknown ? keyof Union : never;
type BodyOf<Union, Kind extends string> = Union extends Readonly<Record<Kind, infer Body>> ? Body : never;

/** The body of a node of one kind; null for another node. */
export function bodyOf<Kind extends KindOf<Node>>(
  node: Node | undefined,
  kind: Kind,
): BodyOf<Node, Kind> | null {
  if (node === undefined || !(kind in node)) return null;
  return (node as unknown as Record<Kind, BodyOf<Node, Kind>>)[kind];
}
