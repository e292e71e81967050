import { code, codes } from '../../lib/code.ts';
import { countOf } from '../../lib/count-of.ts';
import { listInWords } from '../../lib/list-in-words.ts';
import type { Fork, PointOfNoReturn, WayOut } from '../../model/order.ts';
import { pathWithin } from '../../model/place.ts';
import type { Rehearsal, RehearsedMigration, Trial } from '../../model/rehearsal.ts';
import type { Seen } from '../question.ts';
import { pointOfNoReturn } from './point-of-no-return.ts';

const MOST_NAMES = 3;

/** The decisions of whoever is called at night; null when running the rollback is all there is to know, or nothing was run. */
export function wayOut({ rehearsal, validation }: Seen): WayOut | null {
  const { migrations, engine } = rehearsal;
  if (migrations.length === 0 || engine === null) return null;
  const trial = trialOf(rehearsal);
  const loss = trial.outcome === 'restored' ? null : pointOfNoReturn(rehearsal);
  if (loss === null && trial.outcome === 'restored' && isOneTransaction(migrations)) return null;
  const after = validation.filter(({ when }) => when === 'after').length;
  return {
    forks: [
      ...(after === 0 ? [] : [answersFork(after)]),
      ...committedForks(migrations, loss),
      ...(isCompatible(migrations) ? [codeFork()] : []),
      ...(loss === null ? [] : [lossFork(loss, trial)]),
    ],
    last: lastStep(trial, rehearsal),
  };
}

function trialOf({ rollback, migrations }: Rehearsal): Trial {
  const [only] = migrations;
  if (migrations.length === 1 && only !== undefined) return only.rollback;
  return rollback ?? { ...UNTRIED };
}

const UNTRIED: Trial = {
  outcome: 'untried',
  sql: [],
  drift: [],
  lost: [],
  reason: null,
  error: null,
  transactional: false,
};

function isOneTransaction(migrations: readonly RehearsedMigration[]): boolean {
  if (migrations.length > 1 && migrations.some(({ transaction }) => transaction !== 'all-pending'))
    return false;
  return (
    new Set(migrations.flatMap(({ statements }) => statements.map(({ transaction }) => transaction))).size < 2
  );
}

function isCompatible(migrations: readonly RehearsedMigration[]): boolean {
  return migrations.every(({ statements }) =>
    statements.every(({ backwardCompatible }) => backwardCompatible),
  );
}

function answersFork(queries: number): Fork {
  return {
    question: `Do the ${countOf(queries, 'validation query', 'validation queries')} for after the change answer as expected, and is monitoring calm?`,
    answer: 'yes',
    then: 'Keep the change.',
  };
}

/** Past the point of no return only a copy brings back what is lost; before it, all comes back. */
function committedForks(migrations: readonly RehearsedMigration[], loss: PointOfNoReturn | null): Fork[] {
  const atOnce = isOneTransaction(migrations);
  const ended: Fork = {
    question: 'Did the change run to its end?',
    answer: 'no',
    then: atOnce
      ? NOTHING_LEFT
      : 'What committed before stays: mend the cause and go on from there, or take back what is there.',
  };
  if (loss === null) return [ended];
  const reached: Fork = {
    question: `Point of no return: did ${code(loss.place)} commit, ${code(loss.summary)}?`,
    answer: 'no',
    then: atOnce ? NOTHING_LEFT : 'Nothing is lost yet: take back what ran before it.',
  };
  return atOnce ? [reached] : [ended, reached];
}

const NOTHING_LEFT = 'Nothing of it is left: its transaction was taken back.';

function codeFork(): Fork {
  return {
    question: 'Is it the new code that fails, not the schema?',
    answer: 'yes',
    then: 'Take back the code only: the code before it was tried and still runs on the new schema.',
  };
}

function lossFork({ lost }: PointOfNoReturn, { sql }: Trial): Fork {
  const names = listInWords(codes(lost), MOST_NAMES);
  const place = sql.length === 0 ? '' : ' Run the rollback first, so that there is a place for it.';
  return {
    question: `Are the old values of ${names} needed?`,
    answer: 'yes',
    then: `Take ${names} from the snapshot made before the change.${place}`,
  };
}

function lastStep({ outcome, drift }: Trial, { project, migrations }: Rehearsal): string {
  const script = scriptOf(project.path, migrations);
  switch (outcome) {
    case 'restored':
      return `Run ${script}: it was tried, schema and rows come back.`;
    case 'differs':
      return `Run ${script}: it was tried and leaves ${countOf(drift.length, 'difference')} to the schema before.`;
    case 'data-lost':
      return `Run ${script}: it was tried, the schema comes back and the data does not.`;
    case 'failed':
      return 'There is no way back that runs: mend it forward.';
    case 'untried':
      return 'No way back was tried: mend it forward, or restore the snapshot.';
  }
}

/** The down files where each was run and does what it should, else the generated SQL of the report. */
function scriptOf(folder: string, migrations: readonly RehearsedMigration[]): string {
  const files = migrations.flatMap(({ change, rollback, down }) => {
    const source = change.migration.down;
    return down !== null && source !== null && down.outcome === rollback.outcome ? [source.path] : [];
  });
  if (files.length < migrations.length) return 'the rollback above';
  return `the down ${files.length === 1 ? 'file' : 'files'} ${listInWords(codes(files.map((path) => pathWithin(folder, path)).toReversed()), MOST_NAMES)}`;
}
