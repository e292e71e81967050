import type { RunOutcome } from '../../../../model/engine.ts';
import type { Answer } from './answer.ts';
import type { Session } from './session.ts';
import { rowsOf } from './session.ts';

/** Runs texts one after the other; `alive` is called after each. */
export async function runTexts(
  session: Session,
  request: { readonly sqls: readonly string[]; readonly stopAtError: boolean },
  alive: () => Promise<void>,
): Promise<readonly RunOutcome[]> {
  const outcomes: RunOutcome[] = [];
  for (const sql of request.sqls) {
    const outcome = outcomeOf(await session.ask(sql));
    outcomes.push(outcome);
    if (!outcome.ok && request.stopAtError) break;
    await alive();
  }
  return outcomes;
}

function outcomeOf(answer: Answer): RunOutcome {
  if (answer.error !== null) return { ok: false, error: answer.error };
  return { ok: true, rows: rowsOf(answer.results.at(-1)), affected: affectedBy(answer.tags.at(-1) ?? '') };
}

/** `INSERT 0 5`, `UPDATE 3` … → the last number; 0 for statements that count nothing. */
function affectedBy(tag: string): number {
  return Number(/ (\d+)$/.exec(tag)?.[1] ?? 0);
}
