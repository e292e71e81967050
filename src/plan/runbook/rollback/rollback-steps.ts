import { code } from '../../../lib/code.ts';
import { listInWords } from '../../../lib/list-in-words.ts';
import type { Stage } from '../../../model/brief.ts';
import type { PhaseRollback } from '../../../model/runbook.ts';
import type { RehearsedMigration } from '../../../model/rehearsal.ts';
import type { Matter } from '../matter.ts';
import { moveRollback } from '../move/rollback.ts';
import { newlyWritten, oldAndNew } from '../old-and-new.ts';
import { sqlScript } from '../script.ts';

type Step = PhaseRollback['steps'][number];

/** The procedure of a stage, in order: stop, switch back, take back, verify, sync, tell, learn. */
export function rollbackSteps(stage: Stage, matter: Matter): Step[] {
  const sql = [...scripts(stage, matter), ...seriesScripts(stage, matter)];
  const moved =
    matter.brief !== null && matter.brief.kind !== 'database' ? moveRollback(stage, matter.brief) : null;
  return [...(moved ?? codeSteps(stage, matter)), ...sql, ...afterwards(stage, matter)];
}

function codeSteps(stage: Stage, matter: Matter): Step[] {
  const { old } = oldAndNew(matter);
  const fresh = newlyWritten(matter);
  switch (stage) {
    case 'expand':
      return fresh === '' ? [] : [plain(`Stop writes to ${fresh}: deploy the code from before it`)];
    case 'migrate':
      return [
        ...matter.backfills.map(({ relation }) =>
          plain(`Stop the backfill of ${code(relation)}; it goes on later from where it stopped`),
        ),
        plain(fresh === '' ? 'Stop what changes rows' : `Leave ${fresh} unread; nothing depends on it yet`),
      ];
    case 'switch':
      return [
        plain(
          old === '' ? 'Deploy the previous code' : `Switch reads back to ${old}: deploy the previous code`,
        ),
        ...(old === '' ? [] : [plain(`Verify that ${old} still receives writes`)]),
      ];
    case 'contract':
      return [
        ...(fresh === '' ? [] : [plain(`Stop writes to ${fresh}`)]),
        plain(`Bring back ${old === '' ? 'the shape before' : old}, then deploy code that uses it`),
      ];
  }
}

/** The last migration first. */
function scripts(stage: Stage, matter: Matter): Step[] {
  const migrations = new Set(
    matter.runs.filter((run) => run.stage === stage).map(({ migration }) => migration),
  );
  return [...migrations].reverse().flatMap((migration) => {
    const last = lastStage(migration, matter);
    if (last === stage) return scriptOf(migration, matter);
    return [plain(`${code(migration.change.migration.path)} goes back as a whole, see ${last}`)];
  });
}

/** A file that holds several stages has one way back. */
function lastStage(migration: RehearsedMigration, { runs, stages }: Matter): Stage {
  const own = runs.filter((run) => run.migration === migration).map((run) => run.stage);
  return stages.filter((stage) => own.includes(stage)).at(-1) ?? 'expand';
}

function scriptOf({ change, rollback, down }: RehearsedMigration, { settings }: Matter): Step[] {
  const { path } = change.migration;
  if (rollback.outcome === 'untried' || rollback.outcome === 'failed' || rollback.sql.length === 0)
    return [
      plain(`No way back of ${code(path)} was run${rollback.reason === null ? '' : `: ${rollback.reason}`}`),
    ];
  const proved = rollback.outcome === 'restored';
  const file =
    down !== null && change.migration.down !== null && down.outcome === 'restored'
      ? change.migration.down.path
      : null;
  const where = `On the primary, as the owner of the tables, ${rollback.transactional ? 'in one transaction' : 'outside of a transaction'}`;
  const witness = proved ? 'Ran; schema and rows came back' : WITNESS[rollback.outcome];
  return [
    {
      title: file === null ? `Take back ${code(path)}` : `Take back ${code(path)} with ${code(file)}`,
      script: sqlScript(rollback.sql, { where, file: 'rollback.sql', witness }, settings),
    },
  ];
}

const WITNESS = {
  differs: 'Ran; it leaves differences to the schema before',
  'data-lost': 'Ran; the schema came back, the data did not',
} as const;

function seriesScripts(stage: Stage, { proved, settings }: Matter): Step[] {
  return proved.flatMap(({ draft }) =>
    draft.steps
      .filter((step) => step.stage === stage && step.down.length > 0)
      .toReversed()
      .map((step) => ({
        title: `Take back: ${step.title}`,
        script: sqlScript(
          step.down,
          {
            where: `On the primary, as the owner of the tables${step.transactional ? ', in one transaction' : ''}`,
            file: `${step.name}.down.sql`,
            witness: 'Ran on synthetic rows; the step before came back',
          },
          settings,
        ),
      })),
  );
}

function afterwards(stage: Stage, { said }: Matter): Step[] {
  const people = said.people.stakeholders.map(({ name }) => name);
  const channel = said.people.incidentChannel;
  const told = people.length === 0 ? 'stakeholders' : listInWords(people, 3);
  return [
    plain(`Notify ${told}${channel === null ? '' : ` in ${channel}`}`),
    ...(stage === 'expand' ? [] : [plain('Hold a post-mortem before the next try')]),
  ];
}

function plain(title: string): Step {
  return { title, script: null };
}
