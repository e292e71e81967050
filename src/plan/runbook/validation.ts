import { code } from '../../lib/code.ts';
import { listInWords } from '../../lib/list-in-words.ts';
import type { Stage } from '../../model/brief.ts';
import type { RunbookCheck, RunbookValidation } from '../../model/runbook.ts';
import type { ValidationResult } from '../../model/rehearsal.ts';
import type { Matter } from './matter.ts';
import { moveChecks } from './move/checks.ts';
import { queryScript } from './script.ts';
import { smokeChecks } from './smoke.ts';
import { testStages } from './test-stages.ts';

/** Step 4: what is asked of the data before and after, what is tried by hand, and where it is tried first. */
export function validationOf(matter: Matter): RunbookValidation {
  const moved = matter.brief === null ? { before: [], after: [] } : moveChecks(matter.brief);
  return {
    before: [...checksOf('before', matter), ...moved.before],
    after: [...checksOf('after', matter), ...seriesChecks(matter), ...reconciliation(matter), ...moved.after],
    smoke: smokeChecks(matter),
    stages: testStages(matter),
  };
}

function checksOf(when: 'before' | 'after', matter: Matter): RunbookCheck[] {
  const results = (matter.plan?.projects ?? []).flatMap(({ validation, rehearsal }) =>
    validation
      .filter((result) => result.when === when && result.outcome !== 'failed')
      .map((result) => ({ result, engine: rehearsal.engine })),
  );
  return results.map(({ result, engine }, index) => ({
    title: result.title,
    script: queryScript(
      result.sql,
      `${when}-${index + 1}.sql`,
      engine === null ? null : witnessOf(result, `${engine.name} ${engine.version}`),
      matter.settings,
    ),
    expect: result.expect,
    reason: result.reason,
  }));
}

function witnessOf({ outcome, answer }: ValidationResult, engine: string): string | null {
  if (outcome === 'untried') return null;
  const answered = answer === null ? '' : `, answered ${code(answer)}`;
  return `Ran on synthetic rows in ${code(engine)}${answered}`;
}

/** Old against new, while both are written. */
function seriesChecks({ proved, settings }: Matter): RunbookCheck[] {
  const checks = proved.flatMap((series) => series.checks ?? []);
  return checks.map(({ title, sql, expect, reason, holdsAfter, caught, transactional }, index) => {
    const script = queryScript(sql, `reconcile-${index + 1}.sql`, caughtWords(caught), settings);
    const where = transactional ? script.where : `${script.where}, outside of a transaction`;
    return {
      title,
      script: { ...script, where },
      expect,
      reason: `${reason}. Asked ${askedWhen(holdsAfter)}`,
    };
  });
}

/** At the end of which phases a check of both shapes is asked. */
function askedWhen(stages: readonly Stage[]): string {
  return `at the end of ${listInWords(stages)}`;
}

function caughtWords(caught: readonly string[]): string {
  return `Ran on synthetic rows that agree, and caught ${listInWords(caught)}`;
}

/** Whether every row was walked, for each backfill. */
function reconciliation({ backfills, settings }: Matter): RunbookCheck[] {
  return backfills.flatMap(({ relation, progress, skipped, proof }, index) => {
    const witness =
      proof.outcome === 'same' ? `Ran on ${proof.rows} synthetic rows, with an interruption` : null;
    return [
      {
        title: `Rows of ${code(relation)} that are done, of all`,
        script: queryScript(progress, `progress-${index + 1}.sql`, witness, settings),
        expect: null,
        reason: 'The backfill is complete when both numbers are the same.',
      },
      {
        title: `Rows of ${code(relation)} that were skipped`,
        script: queryScript(skipped, `skipped-${index + 1}.sql`, witness, settings),
        expect: null,
        reason: 'Each one is mended by hand or has a reason; none may be left unseen.',
      },
    ];
  });
}
