import type { BackfillDraft, BackfillWish, NoBackfill } from '../../../model/backfill.ts';
import { findObject } from '../../../model/catalog.ts';
import type { RehearsedStatement } from '../../../model/rehearsal.ts';
import { quoteIdentifier } from '../quote.ts';
import { chooseKey } from './choose-key.ts';
import { readChanging } from './read-changing.ts';
import { writtenColumns } from './compare-rows.ts';
import { cleanUpSql, prepareTables, progressSql, skippedSql } from './tables.ts';
import { procedureSql, shellScript } from './texts.ts';
import { trialOf } from './trial.ts';
import { walkOf } from './walk.ts';

/**
 * An `UPDATE`, `DELETE` or `INSERT … SELECT` as a walk along a key: batches that commit by themselves, together with
 * the key that they reached. Null for other statements and for rows that are written out.
 */
export function backfill(
  rehearsed: RehearsedStatement,
  wish: BackfillWish,
): BackfillDraft | NoBackfill | null {
  const { statement, before } = rehearsed;
  if (statement.kind === 'unreadable' || statement.runs !== undefined) return null;
  const changing = readChanging(statement.sql);
  if (changing === null || 'because' in changing) return changing;
  const { target, walked, verb } = changing;
  for (const table of [target, walked]) {
    if (findObject(before, 'table', table) === null) return { because: `\`${table}\` is no table.` };
  }
  const written = [...writtenColumns(before, changing)].map(quoteIdentifier);
  const key = chooseKey(before, walked, new Set(verb === 'update' ? written : []));
  if (key === null) return { because: noKey(walked, verb) };
  const walk = walkOf(changing, key, wish);
  return {
    relation: walked,
    key,
    batch: wish.batch,
    prepare: prepareTables(walk),
    procedure: procedureSql(walk),
    script: { tool: 'sh', text: shellScript(walk) },
    progress: progressSql(walk),
    skipped: skippedSql(walk),
    cleanUp: cleanUpSql(walk),
    trial: trialOf(walk, before, statement.sql),
  };
}

function noKey(table: string, verb: 'update' | 'delete' | 'insert'): string {
  const unchanged = verb === 'update' ? ' that the statement leaves as it is' : '';
  return `\`${table}\` has no primary key, and no unique key without NULLs,${unchanged} by which its rows could be walked.`;
}
