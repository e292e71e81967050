import { code, codes } from '../../lib/code.ts';
import { listInWords } from '../../lib/list-in-words.ts';
import type { AntiPattern } from '../../model/runbook.ts';
import type { Matter, PlacedRun } from './matter.ts';
import { isDangerous, worksOnRows } from './traits.ts';

/** Days that the old path stays at least. */
const LEAST_BAKE = 7;
const MOST_PLACES = 3;

/** What is dangerous in the way the change is done, as it was observed, with what to do instead. */
export function antiPatterns(matter: Matter): AntiPattern[] {
  return [
    pattern('Big bang', bigBang(matter), 'Expand–contract over several changes'),
    pattern('No backup before a destructive step', noBackup(matter), 'Snapshot first, always'),
    pattern('Production first', productionFirst(matter), 'Staging with a copy of production'),
    pattern('No rollback plan', noRollback(matter), 'Write it and run it'),
    pattern('All rows at once', allRows(matter), 'Cursor-based batches'),
    pattern('Blocking migration', blocking(matter), 'Non-blocking operations'),
    pattern('No validation after the change', noValidation(matter), 'Counts, checksums, samples'),
    pattern('Old path removed at once', tooEarly(matter), 'Bake at least 1–2 weeks'),
  ].flatMap((found) => found ?? []);
}

function pattern(name: string, found: string | null, instead: string): AntiPattern | null {
  return found === null ? null : { pattern: name, found, instead };
}

function bigBang({ runs }: Matter): string | null {
  const expands = runs.filter(({ rehearsed }) => rehearsed.phase === 'expand');
  const contracts = runs.filter(({ rehearsed }) => rehearsed.phase === 'contract');
  if (expands.length === 0 || contracts.length === 0) return null;
  return `Expand (${placesOf(expands)}) and contract (${placesOf(contracts)}) in one change`;
}

function noBackup({ statements, said, lost }: Matter): string | null {
  if (lost.length === 0 || said.snapshot !== null) return null;
  const losing = statements.filter(
    (run, index) =>
      run.rehearsed.dataLoss.length > 0 &&
      !statements.slice(0, index).some((earlier) => copies(earlier, run)),
  );
  return losing.length === 0 ? null : `${placesOf(losing)}: nothing says that a copy is made first`;
}

/** A statement that makes a table out of the one that loses rows. */
function copies({ rehearsed: { statement } }: PlacedRun, { rehearsed }: PlacedRun): boolean {
  if (statement.kind === 'unreadable') return false;
  const relations = new Set(rehearsed.dataLoss.map(({ object }) => object.split('.')[0] ?? object));
  return statement.changes.some(
    ({ kind, reads = [] }) => kind === 'create-table-as' && reads.some((read) => relations.has(read)),
  );
}

function productionFirst(matter: Matter): string | null {
  const { said, plan } = matter;
  if (said.staging !== null || (!isDangerous(matter) && said.move === null)) return null;
  const unrun = (plan?.projects ?? []).some(({ rehearsal }) => rehearsal.engine === null);
  return unrun ? 'It was run nowhere yet' : 'Nothing says that it ran on a copy of production';
}

function noRollback({ statements }: Matter): string | null {
  const without = statements.filter(({ migration }) =>
    ['untried', 'failed'].includes(migration.rollback.outcome),
  );
  const files = [...new Set(without.map(({ place }) => place.slice(0, place.lastIndexOf(':'))))];
  return files.length === 0
    ? null
    : `${listInWords(codes(files), MOST_PLACES)}: no way back was run to its end`;
}

const ROW_CHANGES = new Set(['update-rows', 'delete-rows', 'insert-rows', 'merge-rows']);

function allRows({ runs, backfills }: Matter): string | null {
  const filled = new Set(backfills.map(({ path, line }) => `${path}:${line}`));
  const found = runs.filter(
    ({ rehearsed: { statement, effects }, path, line }) =>
      !filled.has(`${path}:${line}`) &&
      statement.kind === 'readable' &&
      effects.some(({ work }) => work === 'rows') &&
      statement.changes.some(
        (change) => ROW_CHANGES.has(change.kind) && !('bounded' in change && change.bounded === 'literal'),
      ),
  );
  return found.length === 0 ? null : placesOf(found);
}

function blocking({ runs }: Matter): string | null {
  const found = runs.filter(({ rehearsed }) => rehearsed.blocking);
  return found.length === 0 ? null : `${placesOf(found)}: others wait while it works on the rows`;
}

function noValidation(matter: Matter): string | null {
  if (!worksOnRows(matter)) return null;
  if (matter.backfills.length > 0 || matter.proved.length > 0) return null;
  const after = (matter.plan?.projects ?? []).flatMap(({ validation }) =>
    validation.filter(({ when, outcome }) => when === 'after' && outcome !== 'failed'),
  );
  return after.length > 0 ? null : 'No query tells afterwards whether the rows are right';
}

function tooEarly(matter: Matter): string | null {
  if (!matter.stages.includes('contract')) return null;
  const early = (matter.surroundings?.bakes ?? []).find(({ state }) =>
    ['too-early', 'no-release', 'in-use'].includes(state),
  );
  if (early !== undefined) return `${code(early.object)}: ${early.because}`;
  if (matter.bakeDays < LEAST_BAKE) return `The bake takes ${matter.bakeDays} days`;
  const expands = matter.runs.some(({ rehearsed }) => rehearsed.phase === 'expand');
  const contracts = matter.runs.filter(({ rehearsed }) => rehearsed.phase === 'contract');
  return expands && contracts.length > 0
    ? `${placesOf(contracts)}: it goes together with what was added`
    : null;
}

function placesOf(runs: readonly PlacedRun[]): string {
  return listInWords(codes(runs.map(({ place }) => place)), MOST_PLACES);
}
