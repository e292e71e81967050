import type { Statement } from '../model/statement.ts';
import { changesOf } from './told-schema.ts';

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
