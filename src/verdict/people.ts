import { code } from '../lib/code.ts';
import { countOf } from '../lib/count-of.ts';
import { listInWords } from '../lib/list-in-words.ts';
import { breakageInWords } from '../model/breakage.ts';
import type { Danger, SettledItem } from '../model/docket.ts';
import { fateOf } from '../model/fate.ts';
import type { Plan } from '../model/plan.ts';
import type { RehearsedMigration, RehearsedStatement } from '../model/rehearsal.ts';
import type { Reason } from '../model/reason.ts';
import { isReplaced, type Series } from '../model/series.ts';
import type { StatementEstimate } from '../model/statistics.ts';

/** The least grave rank at which the change itself destroys something. */
const LOSS = 1;

interface Ranked extends Danger {
  /** The smaller, the graver. */
  readonly rank: number;
}

/**
 * Open checklist items hold a change only when it can hurt: when it breaks running code, keeps sessions waiting for a
 * time that grows with the table, or cannot be taken back. For a plain expand they are information, and this is null.
 */
export function gravestDanger({ projects }: Plan, proved: readonly Series[] = []): Danger | null {
  const dangers = projects.flatMap(({ rehearsal, estimates = [] }) =>
    rehearsal.migrations.flatMap((migration, at) => {
      const found = dangersOf(migration, smallIn(estimates, at));
      return isReplaced(proved, migration.change.migration) ? found.filter(isLoss) : found;
    }),
  );
  const [gravest] = dangers.sort((left, right) => left.rank - right.rank);
  return gravest === undefined ? null : { why: gravest.why, path: gravest.path, line: gravest.line };
}

/** What steps do not spare: in the end they destroy what the migration itself destroys. */
function isLoss({ rank }: Ranked): boolean {
  return rank <= LOSS;
}

/** Why people must act before the merge; empty when every item is settled, and when nothing can hurt. */
export function peopleReasons(danger: Danger | null, items: readonly SettledItem[]): Reason[] {
  const open = items.filter(({ state, settlement }) => state === 'open' && settlement === null);
  if (open.length === 0 || danger === null) return [];
  const { why, path, line } = danger;
  const text = `${countOf(open.length, 'checklist item')} must be settled by people first: ${why}.`;
  return [{ kind: 'checklist', id: open.length === 1 ? (open[0]?.id ?? null) : null, text, path, line }];
}

/** Indexes of the statements that keep nobody waiting for long, since all tables of their transaction are known to be small. */
function smallIn(estimates: readonly StatementEstimate[], migration: number): Set<number> {
  const own = estimates.filter((each) => each.migration === migration && each.small);
  return new Set(own.map(({ statement }) => statement));
}

function dangersOf(
  { change, statements, rollback }: RehearsedMigration,
  small: ReadonlySet<number>,
): Ranked[] {
  const { path } = change.migration;
  const dangers = statements.flatMap((statement, index) => {
    const danger = dangerOf(small.has(index) ? { ...statement, blocking: false } : statement);
    return danger === null ? [] : [{ ...danger, path, line: statement.statement.span.line }];
  });
  if (rollback.outcome !== 'data-lost') return dangers;
  return [...dangers, { rank: 2, why: 'its rollback does not bring all rows back', path, line: null }];
}

/** What makes the statement one that people must answer for; null for a harmless one, and for one that did not run. */
function dangerOf(statement: RehearsedStatement): Pick<Ranked, 'rank' | 'why'> | null {
  const { dataLoss, overwritten, broken, blocking, phase, backwardCompatible } = statement;
  if (fateOf(statement) === 'not-run') return null;
  if (dataLoss.length > 0) return { rank: 0, why: `the data of ${names(dataLoss)} is gone for good` };
  if (overwritten.length > 0)
    return { rank: LOSS, why: `the old values of ${names(overwritten)} are overwritten` };
  const breaks = breakageInWords(broken, (words) => listInWords(words, 2));
  if (breaks !== '') return { rank: 3, why: `running code breaks (${breaks})` };
  if (blocking) return { rank: 4, why: 'sessions wait for a time that grows with the table' };
  if (phase !== 'contract' && backwardCompatible) return null;
  return { rank: 5, why: 'it removes what running code may use' };
}

function names(lost: readonly { readonly object: string }[]): string {
  return listInWords([...new Set(lost.map(({ object }) => code(object)))].sort(), 3);
}
