import { code } from '../lib/code.ts';
import { listInWords } from '../lib/list-in-words.ts';
import { countOf } from '../lib/count-of.ts';
import { pathWithin } from '../model/place.ts';
import type { Rehearsal, Trial, TrialOutcome } from '../model/rehearsal.ts';
import { failed, open, proved } from './question.ts';
import type { Answer, Seen } from './question.ts';

interface NamedTrial {
  readonly of: string;
  readonly trial: Trial;
}

const BAD: Readonly<Partial<Record<TrialOutcome, string>>> = {
  failed: 'fails',
  'data-lost': 'brings the schema back but not the rows',
  differs: 'does not restore the schema',
};

/** Proved when every way back was run and restores what was there; failed when one was seen not to. */
export function rollbackTested({ rehearsal }: Seen): Answer {
  const trials = trialsOf(rehearsal);
  const bad = trials.filter(({ trial }) => BAD[trial.outcome] !== undefined);
  if (bad.length > 0) return failed(`${listInWords(bad.map(inWords), 3)}.`);
  const untried = trials.filter(({ trial }) => trial.outcome === 'untried');
  if (untried.length > 0 || trials.length === 0) {
    return open(
      trials.length === 0
        ? 'No rollback was run.'
        : `${capital(
            listInWords(
              untried.map(({ of }) => of),
              3,
            ),
          )} not run.`,
    );
  }
  return proved(`${countOf(trials.length, 'rollback')} run; schema and rows are as they were.`);
}

function trialsOf(rehearsal: Rehearsal): NamedTrial[] {
  const trials: NamedTrial[] = [];
  for (const { change, rollback, down, statements } of rehearsal.migrations) {
    if (statements.length === 0) continue;
    const file = pathWithin(rehearsal.project.path, change.migration.path);
    trials.push({ of: `the rollback of ${code(file)}`, trial: rollback });
    if (down !== null) trials.push({ of: `the down file of ${code(file)}`, trial: down });
  }
  if (rehearsal.rollback !== null && rehearsal.migrations.length > 1) {
    trials.push({ of: 'the rollback of the whole change', trial: rehearsal.rollback });
  }
  return trials;
}

function inWords({ of, trial }: NamedTrial, index: number): string {
  return `${index === 0 ? capital(of) : of} ${BAD[trial.outcome] ?? ''}`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
