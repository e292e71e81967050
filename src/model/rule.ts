import type { Remedy, Severity } from './finding.ts';
import type { TransactionMode } from './migration.ts';
import type { Rehearsal } from './rehearsal.ts';
import type { IdleRemark } from './remark.ts';
import type { DialectId } from './project.ts';
import type { KnownStatistics } from './statistics.ts';
import type { Surroundings } from './surroundings.ts';

/** What a rule reports; the runner adds rule, severity, project, path and lines. */
export interface Hit {
  /** Index in {@link Rehearsal.migrations}; null for a hit about the history itself (then `path` says where). */
  readonly migration: number | null;
  /** Index of the statement in the migration; null when the whole migration is meant. */
  readonly statement: number | null;
  /** File to point at when there is no statement; null takes the migration's up file. */
  readonly path: string | null;
  readonly object: string;
  readonly message: string;
  readonly evidence: readonly string[];
  readonly remedy: Remedy | null;
  /** Weighs otherwise than the rule's other hits; what a team sets for the rule counts before it. */
  readonly severity?: Severity;
  /** Line of the file, where neither a statement nor the whole file is meant. */
  readonly line?: number;
}

/** A whole small history that is rehearsed in the tests and shown on the rule's page. */
export interface RuleExample {
  readonly title: string;
  /** The dialect that it is written in; the rule's first where absent. */
  readonly dialect?: DialectId;
  /** Whether the application's driver turns foreign keys on, where that is its to decide; nobody says without it. */
  readonly foreignKeys?: boolean;
  /** Migrations that are shipped, one SQL text each; their versions are 0010, 0020 and so on. */
  readonly base: readonly string[];
  /** Migrations of the change. */
  readonly head: readonly ExampleMigration[];
  /** Shipped migrations that the change rewrites or, with `null`, deletes; by their index in `base`. */
  readonly rewritten?: Readonly<Record<number, string | null>>;
  /** Whether each shipped migration has a down file; so it does by itself when one of `head` has. */
  readonly downFiles?: boolean;
  /** Major version of the reader's server, where it is told. */
  readonly serverVersion?: number;
  /** What was found around the change, for rules about code and time; none without it. */
  readonly surroundings?: Surroundings;
  /** What is known of the reader's own tables; nothing without it. */
  readonly statistics?: KnownStatistics;
  /** Names of other findings that the example gives on purpose, by rule id. */
  readonly also?: readonly string[];
}

export interface ExampleMigration {
  readonly up: string;
  readonly down?: string;
  /** Version in its file name; the next free one when left out. */
  readonly version?: string;
  readonly transaction?: TransactionMode;
}

/** A number that a team may set for a rule in its configuration. */
export interface RuleOption {
  /** Key under `rules.<id>.options`. */
  readonly name: string;
  readonly kind: 'duration' | 'count';
  /** What it sets, in one sentence. */
  readonly what: string;
  /** What counts without it: milliseconds for a duration; null for no limit. */
  readonly usual: number | null;
}

/** What a rule is told besides the rehearsal. */
export interface Hearing {
  /** Values of the rule's own options. */
  readonly options: ReadonlyMap<string, number>;
  /** Comments that silence nothing; known only when all other rules have spoken. */
  readonly idle: readonly IdleRemark[];
  /** What was found around the change; null when nobody looked. */
  readonly surroundings: Surroundings | null;
  /** What is known of the reader's own tables; null where nobody told, or of another database. */
  readonly statistics: KnownStatistics | null;
}

/** One rule: check, metadata and examples. File name = id = docs page = configuration key. */
export interface Rule {
  readonly id: string;
  /** Names the hazard: "Index build blocks writes". */
  readonly title: string;
  readonly severity: Severity;
  readonly dialects: readonly DialectId[];
  readonly docs: {
    /** What it looks for, in one sentence. */
    readonly what: string;
    /** What happens in production. */
    readonly why: string;
    /** What to do instead. */
    readonly instead: string;
    readonly references: readonly string[];
  };
  readonly examples: { readonly bad: readonly RuleExample[]; readonly good: readonly RuleExample[] };
  readonly options?: readonly RuleOption[];
  /** Why no comment in a file can silence it, in one sentence; absent when one can. */
  readonly alwaysCounts?: string;
  /** Its only danger is time that grows with a table: where all tables are known to be small, its findings are notes. */
  readonly growsWithTable?: true;
  check(rehearsal: Rehearsal, hearing: Hearing): readonly Hit[];
}

/** Gives the literal its type; keeps rule files free of annotations. */
export function defineRule(rule: Rule): Rule {
  return rule;
}
