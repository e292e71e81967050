import type { ExampleMigration } from '../../src/model/rule.ts';
import type { Trial } from '../../src/model/rehearsal.ts';

/** Something that another tool of this kind gets wrong, and the truth, which is tried on the engine. */
export interface PeerMistake {
  /** The tool and the number of the mistake in our notes: `squawk 3`. */
  readonly of: string;
  /** What the tool says or leaves out. */
  readonly mistake: string;
  readonly base: readonly string[];
  readonly head: readonly (string | ExampleMigration)[];
  /** Every finding as `rule-id object`, sorted; findings about the wait for a lock are left out. */
  readonly findings: readonly string[];
  /** Strongest lock that the change takes on the table, or that it takes none, by table. */
  readonly locks?: Readonly<Record<string, string>>;
  /** The generated way back of the last migration. */
  readonly rollback?: { readonly outcome: Trial['outcome']; readonly sql: readonly string[] };
  /** Parts of the SQL that a remedy proposes, and parts that no remedy may hold. */
  readonly remedy?: { readonly has?: readonly string[]; readonly hasNot?: readonly string[] };
}
