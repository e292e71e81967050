import { validationQueries } from '../../src/dialects/sqlite/validation/validation.ts';
import type { Engine } from '../../src/model/engine.ts';
import type { RehearsedStatement, ValidationQuery } from '../../src/model/rehearsal.ts';
import { statementsOf } from './laboratory.ts';

type Query = Omit<ValidationQuery, 'path' | 'line'>;

/** Runs the statements of a migration and tells what the rehearsal would hand on of each. */
export async function rehearse(engine: Engine, sql: string): Promise<readonly RehearsedStatement[]> {
  const rehearsed: RehearsedStatement[] = [];
  for (const statement of statementsOf(sql)) {
    const before = await engine.catalog();
    const observation = await engine.observe(statement.sql, true);
    if (observation.error !== null) throw new Error(`${observation.error.message}\n${statement.sql}`);
    const after = await engine.catalog();
    rehearsed.push({
      statement,
      observation,
      rowsTrial: { error: null, dependsOnData: false },
      effects: observation.effects,
      held: [],
      transaction: 0,
      before,
      after,
      phase: 'expand',
      blocking: true,
      broken: [],
      backwardCompatible: true,
      dataLoss: [],
      overwritten: [],
      lockTimeout: 0,
    });
  }
  return rehearsed;
}

/** The queries of all statements of a migration, each text once. */
export function queriesOf(statements: readonly RehearsedStatement[]): readonly Query[] {
  const [first] = statements;
  const end = statements.at(-1)?.after;
  const all = statements.flatMap((statement) => validationQueries(statement, first?.before, end));
  return [...new Map(all.map((query) => [`${query.when} ${query.sql}`, query])).values()];
}
