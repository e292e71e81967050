import type { RehearsedStatement, Trial } from '../model/rehearsal.ts';
import type { Lacks } from './lacks.ts';
import { untried } from './trial.ts';

/**
 * The trial of a way back, or `untried` where it proves nothing: statements that it takes back did not run, or it
 * deals with something that the engine only pretends to have.
 */
export function asFarAsKnown(trial: Trial, statements: readonly RehearsedStatement[], lacks: Lacks): Trial {
  const notRun = statements.find(
    ({ observation, lacks: lacked }) => observation === null && lacked !== undefined,
  );
  const lacked = notRun?.lacks ?? lackedBy(trial, lacks);
  if (lacked === null) return trial;
  const where = notRun === undefined ? 'It needs' : `Line ${notRun.statement.span.line} needs`;
  return untried(`${where} ${lacked}, which is not available here.`, trial.sql);
}

function lackedBy({ sql, error, outcome }: Trial, lacks: Lacks): string | null {
  if (outcome === 'untried') return null;
  for (const statement of sql) {
    const used = lacks.usedIn(statement);
    if (used !== null) return used;
  }
  return error === null ? null : lacks.causeOf(error);
}
