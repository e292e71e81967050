import type { Rehearsal } from '../../model/rehearsal.ts';
import type { StatementEstimate } from '../../model/statistics.ts';
import { transactionKey } from '../../model/transaction-key.ts';
import { estimateRelation } from './estimate-relation.ts';
import type { Sizing } from './sizing.ts';
import { smallSeconds } from './small-seconds.ts';
import { classOf } from './work-seconds.ts';
import { workOn } from './work-on.ts';

/** What the statements of the change will take, in running order; those that take nothing and keep nobody out are left out. */
export function estimatesOf(rehearsal: Rehearsal, sizing: Sizing): StatementEstimate[] {
  const small = smallTransactions(rehearsal, sizing);
  return rehearsal.migrations.flatMap((migration, at) =>
    migration.statements.flatMap((statement, index): StatementEstimate[] => {
      const relations = workOn(statement).map((work) => estimateRelation(work, statement, rehearsal, sizing));
      if (relations.length === 0) return [];
      const seconds = sumOf(relations.map((relation) => relation.seconds));
      return [
        {
          migration: at,
          statement: index,
          path: migration.change.migration.up.path,
          line: statement.statement.span.line,
          seconds,
          class: classOf(seconds),
          small: small.has(transactionKey(rehearsal, at, statement.transaction)),
          relations,
        },
      ];
    }),
  );
}

/** Null when one of them is unknown. */
function sumOf(seconds: readonly (number | null)[]): number | null {
  return seconds.reduce((total, each) => (total === null || each === null ? null : total + each), 0);
}

/** Transactions all of whose work is on small tables, and short together: a lock is held until the last of it is done. */
function smallTransactions(rehearsal: Rehearsal, sizing: Sizing): Set<string> {
  const seconds = new Map<string, number>();
  for (const [at, { statements }] of rehearsal.migrations.entries()) {
    for (const statement of statements) {
      const key = transactionKey(rehearsal, at, statement.transaction);
      const taken = smallSeconds(statement, rehearsal, sizing) ?? Infinity;
      seconds.set(key, (seconds.get(key) ?? 0) + taken);
    }
  }
  const short = [...seconds].filter(([, taken]) => taken * 1000 < sizing.small.time);
  return new Set(short.map(([key]) => key));
}
