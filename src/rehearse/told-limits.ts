import type { Statement } from '../model/statement.ts';
import { changesOf } from './told-schema.ts';

/**
 * True when earlier migrations may have given roles or databases a limit of their own, with which sessions begin.
 */
export function mayBeginWithLimit(base: readonly Statement[], setting: string | null): boolean {
  if (setting === null) return false;
  return base.some(
    (statement) =>
      statement.sql.includes(setting) &&
      /\bALTER\s+(?:ROLE|USER|DATABASE)\b/i.test(statement.sql) &&
      changesOf(statement).every(({ kind }) => kind !== 'set-setting'),
  );
}

/**
 * The limit on waiting for a lock that is in force before each statement, as far as the script tells: 0 where it never
 * spoke of one, null from where it did.
 */
export function toldLimits(statements: readonly Statement[], setting: string | null): (number | null)[] {
  let limit = setting === null ? null : 0;
  return statements.map((statement) => {
    const before = limit;
    const isSet = changesOf(statement).some(
      (change) => change.kind === 'set-setting' && change.setting === setting,
    );
    if (isSet) limit = null;
    return before;
  });
}
