import { findObject, type Catalog } from '../../../model/catalog.ts';
import type { RehearsedStatement } from '../../../model/rehearsal.ts';
import { runningSql, type Statement } from '../../../model/statement.ts';
import { isFact } from '../../catalog/facts.ts';
import { createIndex, createTrigger } from '../inverse/part-definitions.ts';
import { createTable } from '../inverse/table-definition.ts';
import { countOn } from '../inverse/table-way.ts';
import { standsBeside, type RebuiltTable } from './rebuilt-tables.ts';

/** The statements without what begins and ends transactions, with what they forget. */
export function completedStatements(
  statements: readonly RehearsedStatement[],
  target: Catalog,
  tables: readonly RebuiltTable[],
): string[] {
  return [
    ...statements.flatMap(({ statement }, index) => {
      if (isAboutForeignKeys(statement) || isOfTransaction(statement)) return [];
      const sql = runningSql(statement).replace(/;\s*$/, '');
      return completed(
        sql,
        target,
        tables.find(({ made }) => made?.by === index),
      );
    }),
    ...tables
      .flatMap(({ forgotten }) => forgotten.parts)
      .flatMap(({ kind, name }) => findObject(target, kind, name) ?? [])
      .flatMap((part) => (part.kind === 'index' ? (createIndex(target, part) ?? []) : createTrigger(part))),
  ];
}

/** True for the switch, and for the look at what it may have let through. */
export function isAboutForeignKeys({ sql }: Statement): boolean {
  return /^\s*PRAGMA\s+(?:main\s*\.\s*)?foreign_key(?:s|_check)\b/i.test(sql);
}

function isOfTransaction(statement: Statement): boolean {
  return (
    statement.kind === 'readable' &&
    statement.changes.some(
      (change) => change.kind === 'transaction-control' && ['begin', 'commit'].includes(change.verb),
    )
  );
}

/** `CREATE TABLE` with what its text forgets, and the number that it goes on counting from. */
function completed(sql: string, target: Catalog, rebuilt: RebuiltTable | undefined): string[] {
  const made = rebuilt?.made ?? null;
  const table = rebuilt === undefined ? null : findObject(target, 'table', rebuilt.name);
  if (rebuilt === undefined || made === null || table === null) return [sql];
  const { constraints, collations, counter } = rebuilt.forgotten;
  const isWhole = constraints.length + collations.length === 0 && !counter;
  return [
    isWhole ? sql : createTable(target, table, made.as),
    ...(isFact(table, 'autoincrement') && standsBeside(rebuilt) ? [countOn(rebuilt.name, made.as)] : []),
  ];
}
