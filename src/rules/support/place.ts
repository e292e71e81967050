import type { Rehearsal, RehearsedMigration, RehearsedStatement } from '../../model/rehearsal.ts';
import { transactionKey as keyOfTransaction } from '../../model/transaction-key.ts';

/** A rehearsed statement and where it stands. */
export interface Place {
  readonly statement: RehearsedStatement;
  /** Its index in the migration. */
  readonly index: number;
  readonly migration: RehearsedMigration;
  /** The migration's index in the rehearsal. */
  readonly at: number;
}

/** Every statement of the change, in running order. */
export function placesOf(rehearsal: Rehearsal): Place[] {
  return rehearsal.migrations.flatMap((migration, at) =>
    migration.statements.map((statement, index) => ({ statement, index, migration, at })),
  );
}

/** Words of the statement for a sentence; the first line of its SQL when it could not be read. */
export function summaryOf(place: Place): string {
  const { statement } = place.statement;
  if (statement.kind === 'readable') return statement.summary;
  return statement.sql.split('\n', 1)[0]?.slice(0, 80) ?? '';
}

/** The object that the statement is about; the migration's name when it tells none. */
export function objectOf({ statement: { statement }, migration }: Place): string {
  const [first] = statement.kind === 'readable' ? statement.changes : [];
  return first === undefined || first.object === '' ? migration.change.migration.name : first.object;
}

/** The last statement that commits together with this one, in its own migration or in another. */
export function lastOfTransaction(rehearsal: Rehearsal, place: Place): RehearsedStatement {
  const key = transactionKey(rehearsal, place);
  const together = placesOf(rehearsal).filter((other) => transactionKey(rehearsal, other) === key);
  return together.at(-1)?.statement ?? place.statement;
}

/** The same for all statements that commit together, also where several migrations share a transaction. */
export function transactionKey(rehearsal: Rehearsal, { at, statement }: Place): string {
  return keyOfTransaction(rehearsal, at, statement.transaction);
}
