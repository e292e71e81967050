import type { Fact, ObjectKind } from '../../../model/catalog.ts';

/** What a family's query may rely on: the server's version and the relations that are asked for. */
export interface ReadScope {
  /** Major version of the server: 13 … 18. */
  readonly version: number;
  /** `asked` for the relations whose OIDs are `$1`; null for all. */
  readonly relations: 'asked' | null;
}

/** Objects that are read by one query. */
export interface Family {
  readonly name: string;
  /** OID of the system catalog in which the objects live; it makes their ids unique over families. */
  readonly classId: number;
  /** Kind of the objects; null when each row carries its own. */
  readonly kind: ObjectKind | null;
  /**
   * `relation`: read again only for the relations that changed; else the group that is read again as a whole when
   * anything in it changed.
   */
  readonly group: FamilyGroup;
  /** Parts of a relation by which a change of these objects shows; empty outside of group `relation`. */
  readonly parts: readonly Part[];
  /** A SELECT with the columns of {@link FamilyRow}; it may use the shared expressions `member` and `relation`. */
  select(scope: ReadScope): string;
}

/** A part of a relation: one or more system catalogs whose rows belong to it. */
export type Part =
  | 'class'
  | 'attribute'
  | 'constraint'
  | 'index'
  | 'trigger'
  | 'policy'
  | 'rewrite'
  | 'sequence'
  | 'statistics';

export type FamilyGroup = 'relation' | 'schemas' | 'functions' | 'types' | 'rest' | 'rare';

/** One object as its query returns it; everything that is not named here is a fact. */
export interface FamilyRow {
  readonly id: string;
  readonly name: string;
  readonly relation?: string | null;
  readonly kind?: ObjectKind;
  /** OID of the relation by which changes are noticed; families of group `relation` only. */
  readonly home?: string;
  /** Other ids by which the object is depended upon: its row type, its array type. */
  readonly aliases?: readonly string[];
  readonly [fact: string]: Fact | undefined;
}
