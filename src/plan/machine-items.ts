import { code, codes } from '../lib/code.ts';
import { countOf } from '../lib/count-of.ts';
import { listInWords } from '../lib/list-in-words.ts';
import { fateOf } from '../model/fate.ts';
import { pathWithin } from '../model/place.ts';
import { rollbackTested } from './rollback-tested.ts';
import { schemaDifference } from './schema-difference.ts';
import { failed, open, proved, statementsOf } from './question.ts';
import type { Answer, Question, Seen } from './question.ts';
import { validationVerified } from './validation-verified.ts';

/** Items that the machine answers by what it ran. */
export const MACHINE_ITEMS = {
  'current-state-documented': { text: 'Current state documented', about: 'migrations', answer: currentState },
  'target-state-documented': { text: 'Target state documented', about: 'migrations', answer: targetState },
  'scripts-tested': {
    text: 'Migration scripts written and tested locally',
    about: 'migrations',
    answer: scriptsTested,
  },
  'validation-verified': {
    text: 'Validation queries written and verified',
    about: 'migrations',
    answer: validationVerified,
  },
  'rollback-tested': { text: 'Rollback documented and tested', about: 'migrations', answer: rollbackTested },
} as const satisfies Record<string, Question>;

function currentState({ rehearsal }: Seen): Answer {
  const { base, engine } = rehearsal;
  if (engine === null) return open('The shipped migrations were not replayed.');
  if (base.failures.length > 0) {
    return open(
      `${countOf(base.failures.length, 'statement')} of the shipped migrations failed in the replay, so the schema before the change is incomplete.`,
    );
  }
  return proved(
    `${countOf(base.migrations, 'shipped migration')} replayed, ${countOf(base.statements, 'statement')}.`,
  );
}

function targetState({ rehearsal }: Seen): Answer {
  const last = statementsOf(rehearsal).at(-1);
  if (rehearsal.engine === null || last === undefined) return open('No statement of this change was run.');
  if (stoppedFiles(rehearsal).length > 0) {
    return open('Not every statement ran, so the schema after the change is incomplete.');
  }
  const { added, changed, dropped } = schemaDifference(rehearsal.shipped, last.after);
  return proved(`Objects of the schema: ${added} added, ${changed} changed, ${dropped} dropped.`);
}

function scriptsTested({ rehearsal }: Seen): Answer {
  const statements = statementsOf(rehearsal);
  const stopped = stoppedFiles(rehearsal);
  if (stopped.length > 0) return failed(`Does not run to its end: ${listInWords(codes(stopped), 3)}.`);
  if (rehearsal.engine === null || statements.some((statement) => fateOf(statement) === 'not-run')) {
    return open('Not every statement was run.');
  }
  if (statements.length === 0) return open('No statement of this change was run.');
  if (statements.some((statement) => fateOf(statement) === 'depends-on-data')) {
    return open('Runs on empty tables; whether it runs on tables with rows depends on the rows.');
  }
  return proved(
    `${countOf(statements.length, 'statement')} ran on ${code(`${rehearsal.engine.name} ${rehearsal.engine.version}`)}.`,
  );
}

/** Files of the change with a statement that cannot be read or fails. */
function stoppedFiles(rehearsal: Seen['rehearsal']): string[] {
  const stopped = rehearsal.migrations.filter((migration) =>
    migration.statements.some((statement) => ['failed', 'unreadable'].includes(fateOf(statement))),
  );
  return stopped.map((migration) => pathWithin(rehearsal.project.path, migration.change.migration.path));
}
