import type { TargetState } from '../../model/runbook.ts';
import type { ObjectDifference } from './difference.ts';
import { ownName } from './difference.ts';
import { withoutFollowers } from './follows-rename.ts';
import type { Matter } from './matter.ts';
import { moveDifferences } from './move/differences.ts';
import { factsInWords, objectInWords } from './object-words.ts';

const NONE = '–';

type Row = TargetState['rows'][number];

/** Step 2: what the schema is, what it becomes and how; for a move, what differs at the new place. */
export function targetState(matter: Matter): TargetState {
  return {
    rows: withoutFollowers(matter.difference).map((difference) => rowOf(difference, matter)),
    differences: matter.brief?.move ? moveDifferences(matter.brief.move) : [],
  };
}

function rowOf(difference: ObjectDifference, matter: Matter): Row {
  const { before, after, kind, facts } = difference;
  const action = actionOf(difference, matter);
  if (kind === 'column' || before === null || after === null)
    return {
      current: before === null ? NONE : objectInWords(before),
      target: after === null ? NONE : objectInWords(after),
      action,
    };
  return { current: factsInWords(before, facts), target: factsInWords(after, facts), action };
}

function actionOf(difference: ObjectDifference, matter: Matter): string {
  const { before, after, kind } = difference;
  if (after === null) return dropAction(difference, matter);
  if (before === null) return addAction(difference, matter);
  const isCopied = matter.proved.length > 0;
  if (ownName(before) !== ownName(after))
    return isCopied || kind !== 'column' ? copyOr('Rename in place', isCopied) : 'Rename in place';
  if (difference.facts.includes('type'))
    return copyOr(
      rewrites(difference, matter) ? 'Alter the column, which rewrites the table' : 'Alter the column',
      isCopied,
    );
  if (kind === 'column') return columnAction(difference);
  return kind === 'constraint' ? 'Validate' : 'Replace';
}

function copyOr(otherwise: string, isCopied: boolean): string {
  return isCopied ? 'Add new, copy, drop old' : otherwise;
}

function columnAction({ facts, after }: ObjectDifference): string {
  if (facts.includes('notNull'))
    return after?.facts['notNull'] === true ? 'Check every row, then set not null' : 'Drop not null';
  return facts.includes('default') ? 'Set the default' : 'Alter the column';
}

function dropAction({ kind, before }: ObjectDifference, { difference, lost }: Matter): string {
  if (kind === 'table')
    return difference.some((other) => other.kind === 'table' && other.before === null)
      ? 'Create the new one and migrate, then drop'
      : 'Stop reading and writing, then drop';
  if (kind === 'column' || lost.includes(before?.name ?? '')) return 'Stop reading, then drop';
  return kind === 'index' ? 'Drop' : 'Stop using it, then drop';
}

function addAction({ kind, after }: ObjectDifference, { backfills, statements }: Matter): string {
  if (kind === 'index') return 'Build';
  if (kind !== 'column') return kind === 'table' ? 'Create' : 'Add';
  const relation = after?.relation ?? '';
  const isFilled =
    backfills.some((backfill) => backfill.relation === relation) ||
    statements.some(
      ({ rehearsed }) =>
        rehearsed.overwritten.some(({ object }) => object === after?.name) ||
        rehearsed.effects.some((effect) => effect.relation === relation && effect.work === 'rows'),
    );
  return isFilled ? 'Add the column + backfill' : 'Add the column';
}

function rewrites({ relation }: ObjectDifference, { statements }: Matter): boolean {
  return statements.some(({ rehearsed }) =>
    rehearsed.effects.some((effect) => effect.relation === relation && effect.work === 'rewrite'),
  );
}
