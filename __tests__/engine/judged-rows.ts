import { expect } from '@jest/globals';
import type { Engine } from '../../src/model/engine.ts';
import { mustRun } from './open-engine.ts';

/** Work and blocking that an engine sees for one relation of a statement, which leaves no trace. */
export async function judgedRows(
  engine: Engine,
  sql: string,
  relation: string,
): Promise<readonly [unknown, unknown]> {
  await mustRun(engine, ['BEGIN']);
  const { effects, error } = await engine.observe(sql, true);
  await mustRun(engine, ['ROLLBACK']);
  expect(error).toBeNull();
  const effect = effects.find((each) => each.relation === relation);
  return [effect?.work, effect?.blocks];
}

/** The cases that are judged in another way than they say. */
export async function wronglyJudged(
  cases: readonly (readonly [sql: string, relation: string, work: string, blocks: string])[],
  judged: (sql: string, relation: string) => Promise<readonly unknown[]>,
): Promise<unknown[]> {
  const wrong: unknown[] = [];
  for (const [sql, relation, work, blocks] of cases) {
    const answer = await judged(sql, relation);
    if (answer.join() !== [work, blocks].join()) wrong.push([sql, relation, answer]);
  }
  return wrong;
}
