/**
 * What a statement does to one object. An `ALTER TABLE` with five sub-commands is five changes.
 * Names are written as in {@link CatalogObject.name}: `users`, `users.email`, `sales.orders`, quoted where needed.
 */
export type Change = ChangeBody & {
  /** The object that changes, for people: `users`, `users.email`, `users_email_idx`. */
  readonly object: string;
  /** The relation it belongs to or works on; null when it has none. */
  readonly relation: string | null;
  /** Present when partitions and children stay as they are (`ALTER TABLE ONLY`). */
  readonly only?: true;
  /** Present when nothing happens where an object of that name is there (`IF NOT EXISTS`). */
  readonly ifNotExists?: true;
  /** Other relations that the statement reads, sorted; absent when there are none. */
  readonly reads?: readonly string[];
};

type ChangeBody =
  | { readonly kind: PlainChangeKind }
  | {
      readonly kind: 'add-column';
      readonly column: string;
      readonly type: string;
      readonly notNull: boolean;
      readonly hasDefault: boolean;
      readonly fill: ColumnFill;
      /** Functions that the default calls, so that their volatility can be looked up. */
      readonly calls: readonly string[];
    }
  | CreateTable
  | {
      readonly kind: 'create-table-as' | 'create-materialized-view';
      /** Present when the query is not run (`WITH NO DATA`). */
      readonly withoutData?: true;
    }
  | {
      readonly kind: 'query';
      /** Present when the rows that it reads are locked (`FOR UPDATE` …). */
      readonly locksRows?: true;
    }
  | { readonly kind: 'drop-column'; readonly column: string; readonly cascade: boolean }
  | { readonly kind: 'rename-column'; readonly column: string; readonly to: string }
  | {
      readonly kind: 'set-type';
      readonly column: string;
      readonly type: string;
      readonly using: boolean;
      /** `cast` when the rows keep their value but for the type; `expression` when `USING` computes a new one. */
      readonly conversion: 'cast' | 'expression';
      /** Collation that is asked for; null when none is. */
      readonly collation: string | null;
    }
  | {
      readonly kind: 'set-not-null' | 'drop-not-null' | 'set-default' | 'drop-default';
      readonly column: string;
    }
  | { readonly kind: 'rename'; readonly of: string; readonly to: string }
  | {
      readonly kind: 'add-constraint';
      readonly constraint: string | null;
      readonly type: ConstraintType;
      readonly notValid: boolean;
      readonly usingIndex: string | null;
      readonly columns: readonly string[];
      readonly references: string | null;
      /** Present when nothing can violate it: its column is added by the same sub-command and holds no value yet. */
      readonly vacuous?: true;
    }
  | {
      readonly kind: 'validate-constraint' | 'drop-constraint' | 'alter-constraint';
      readonly constraint: string;
      /** Present when a constraint that was not enforced becomes so. */
      readonly enforces?: true;
    }
  | {
      readonly kind: 'create-index';
      readonly index: string | null;
      readonly unique: boolean;
      readonly concurrently: boolean;
    }
  | { readonly kind: 'drop-index'; readonly concurrently: boolean }
  | { readonly kind: 'reindex'; readonly of: string; readonly concurrently: boolean }
  | { readonly kind: 'attach-partition'; readonly partition: string; readonly range?: PartitionRange }
  | { readonly kind: 'set-tablespace'; readonly tablespace: string }
  /** `method` is null for the server's default. */
  | { readonly kind: 'set-access-method'; readonly method: string | null }
  | { readonly kind: 'detach-partition'; readonly partition: string; readonly concurrently: boolean }
  | {
      readonly kind: 'refresh-materialized-view';
      readonly concurrently: boolean;
      readonly withoutData?: true;
    }
  | { readonly kind: 'truncate-table'; readonly cascade: boolean }
  /** `noWait` is present when the statement fails at once where it would have to wait. */
  | { readonly kind: 'lock-table'; readonly lock: string; readonly noWait?: true }
  /** `checksRows` when the values that columns of the domain hold are looked at. */
  | { readonly kind: 'alter-domain'; readonly checksRows: boolean }
  /** Names of the storage parameters, or what else is set: `fillfactor`, `statistics`, `cluster-on`. */
  | { readonly kind: 'set-options'; readonly options: readonly string[] }
  | { readonly kind: 'drop'; readonly of: string; readonly cascade: boolean }
  | {
      readonly kind: 'insert-rows' | 'update-rows' | 'delete-rows' | 'merge-rows';
      readonly bounded: Boundedness;
    }
  | {
      readonly kind: 'set-setting';
      readonly setting: string;
      readonly value: string | null;
      readonly local: boolean;
    }
  | {
      readonly kind: 'transaction-control';
      readonly verb: TransactionVerb;
      /** Name of the savepoint that is set, released or gone back to; absent for other verbs. */
      readonly savepoint?: string;
    };

interface CreateTable {
  readonly kind: 'create-table';
  /** Targets of its foreign keys, sorted. */
  readonly references: readonly string[];
  readonly partitionOf: string | null;
  readonly range?: PartitionRange;
  readonly inherits: readonly string[];
}

/** From (inclusive) and to (exclusive) of a partition's range over one column, as constants; absent for any other bound. */
export type PartitionRange = readonly [from: string, to: string];

/** How rows that are there already get the value of a new column. */
export type ColumnFill =
  /** They get none. */
  | 'null'
  /** One value for all, kept in the catalog: a constant, or a default that is evaluated once. */
  | 'once'
  /** Every row its own: a volatile default, an identity or serial number, a stored expression. */
  | 'per-row'
  /** When read: a virtual expression. */
  | 'on-read';

export type ConstraintType = 'primary-key' | 'unique' | 'foreign-key' | 'check' | 'not-null' | 'exclude';

export type TransactionVerb = 'begin' | 'commit' | 'rollback' | 'savepoint' | 'release' | 'rollback-to';

/** What limits the rows that a statement touches, as far as its text tells. */
export type Boundedness =
  /** `VALUES` rows, or `LIMIT`. */
  | 'literal'
  /** A `WHERE` clause. */
  | 'filtered'
  /** Nothing: the whole table. */
  | 'all';

/** Changes that need no more than their object to be understood. */
export type PlainChangeKind =
  | 'create-view'
  | 'replace-view'
  | 'create-sequence'
  | 'alter-sequence'
  | 'create-type'
  | 'alter-type'
  | 'add-enum-value'
  | 'rename-enum-value'
  | 'create-domain'
  | 'create-function'
  | 'alter-function'
  | 'create-trigger'
  | 'alter-trigger'
  | 'create-rule'
  | 'create-policy'
  | 'alter-policy'
  | 'set-row-security'
  | 'create-schema'
  | 'create-extension'
  | 'alter-extension'
  | 'grant'
  | 'revoke'
  | 'set-owner'
  | 'set-schema'
  | 'comment'
  | 'set-identity'
  | 'set-expression'
  | 'drop-expression'
  | 'set-storage'
  | 'set-persistence'
  | 'set-replica-identity'
  | 'set-inheritance'
  | 'copy-rows'
  | 'vacuum'
  | 'vacuum-full'
  | 'analyze'
  | 'cluster'
  | 'do-block'
  | 'call'
  | 'create-publication'
  | 'alter-publication'
  | 'create-statistics'
  | 'create-event-trigger'
  | 'create-role'
  | 'alter-role'
  | 'other';

export type ChangeKind = Change['kind'];

/** The members of the union with kind `K`, also where several kinds share one. */
export type ChangeOf<K extends ChangeKind> = K extends ChangeKind ? MemberOf<K, Change> : never;

type MemberOf<K, Member> = Member extends { readonly kind: infer Kinds }
  ? K extends Kinds
    ? Member & { readonly kind: K }
    : never
  : never;
