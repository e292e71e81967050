import { parseSource } from '../../src/dialects/postgres/parse/parse.ts';
import type { Effect } from '../../src/model/observation.ts';
import type { RehearsedStatement } from '../../src/model/rehearsal.ts';
import type { Statement } from '../../src/model/statement.ts';
import type { Laboratory } from './laboratory.ts';

/** The only statement of a text. */
function onlyStatement(text: string): Statement {
  const { statements } = parseSource({ path: 'change.sql', text, defect: null });
  const [first, ...others] = statements;
  if (first === undefined || others.length > 0) throw new Error(`Not one statement: ${text}`);
  return first;
}

/** Runs one statement and tells what the rehearsal would hand on; effects are given, not measured. */
export async function rehearse(
  laboratory: Laboratory,
  sql: string,
  effects: readonly Effect[] = [],
): Promise<RehearsedStatement> {
  const statement = onlyStatement(sql);
  const before = await laboratory.catalog();
  await laboratory.must(sql);
  const after = await laboratory.catalog();
  return {
    statement,
    observation: { effects, rows: [], error: null, lockTimeout: 0, notices: [] },
    rowsTrial: { error: null, dependsOnData: false },
    effects,
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
  };
}
