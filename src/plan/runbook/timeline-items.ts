import { code } from '../../lib/code.ts';
import { listInWords } from '../../lib/list-in-words.ts';
import { backfillHours } from './backfill-hours.ts';
import type { Matter } from './matter.ts';
import { isDangerous, movesRows } from './traits.ts';

/** Day 0: what must be there before anything runs. */
export function preparationItems(matter: Matter): string[] {
  const { people, snapshot, staging, window, move } = matter.said;
  const names = listInWords(
    people.stakeholders.map(({ name }) => name),
    3,
  );
  const isTried = isDangerous(matter) || move !== null;
  return [
    snapshot === null ? 'Take the snapshot' : `Take the snapshot: ${snapshot}`,
    `Notify ${names || 'stakeholders'}`,
    'Rehearse the rollback',
    'Dashboards are up',
    ...(isTried ? [`Confirm the run on ${staging ?? 'staging'}`] : []),
    ...(window === null ? [] : [`The window begins ${window.start}`]),
  ];
}

/** The days of the backfill. */
export function migrateItems(matter: Matter): string[] {
  const hours = backfillHours(matter);
  return [
    ...matter.backfills.map(
      ({ relation, batch }) =>
        `Run the backfill of ${code(relation)}: ${batch.rows} rows at a time, ${batch.pause} ms between`,
    ),
    ...(hours === null ? [] : [`Estimated: ${hoursInWords(hours)}`]),
    ...(matter.backfills.length > 0 ? ['Watch the progress, validate batches'] : []),
    ...(movesRows(matter) ? ['Counts match, 100 random rows are right'] : []),
  ];
}

function hoursInWords(hours: number): string {
  if (hours < 1) return `${Math.max(1, Math.round(hours * 60))} minutes`;
  return `${Math.round(hours * 10) / 10} hours`;
}
