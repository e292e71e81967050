import type { Change } from '../../../model/change.ts';
import { readIfNotExists, readsPart } from './change-parts.ts';
import { readColumn } from './column.ts';
import { displayName } from './names.ts';
import type { QualifiedName } from './names.ts';
import type { Reader } from './reader.ts';
import { isTableConstraintNext, readTableConstraint } from './table-constraint.ts';

/** What stands behind `CREATE TABLE`; a temporary table is in the schema `temp`. */
export function readCreateTable(reader: Reader, isTemporary: boolean): Change {
  const ifNotExists = readIfNotExists(reader);
  const table = createdName(reader, isTemporary);
  const object = displayName(table);
  const place = { object, relation: object, ...ifNotExists };
  if (reader.accept('AS')) {
    reader.query();
    return { kind: 'create-table-as', ...place, ...readsPart(reader, 0) };
  }
  const targets = readDefinition(reader).map((name) => displayName({ ...table, name }));
  const others = targets.filter((name) => name.toLowerCase() !== object.toLowerCase());
  return {
    kind: 'create-table',
    ...place,
    references: [...new Set(others)].sort(),
    partitionOf: null,
    inherits: [],
  };
}

/** The name of something that is created. */
export function createdName(reader: Reader, isTemporary: boolean): QualifiedName {
  const { schema, name } = reader.qualifiedName();
  return { schema: isTemporary ? (schema ?? 'temp') : schema, name };
}

/** Columns, constraints and options; gives the tables that foreign keys point at. */
function readDefinition(reader: Reader): string[] {
  const targets = reader.inParentheses(() => readElements(reader));
  readOptions(reader);
  return targets;
}

function readElements(reader: Reader): string[] {
  const targets: string[] = [];
  do targets.push(...readColumnTargets(reader));
  while (reader.accept(',') && !isTableConstraintNext(reader));
  // The comma between constraints may be left out.
  while (isTableConstraintNext(reader)) {
    const target = readTableConstraint(reader);
    if (target !== null) targets.push(target);
    if (reader.accept(',') && !isTableConstraintNext(reader)) reader.fail();
  }
  return targets;
}

function readColumnTargets(reader: Reader): string[] {
  const { constraints } = readColumn(reader);
  return constraints.flatMap(({ references }) => (references === null ? [] : [references]));
}

/** SQLite takes a comma in front of the first option, too. */
function readOptions(reader: Reader): void {
  if (reader.isName()) readOption(reader);
  while (reader.accept(',')) readOption(reader);
}

function readOption(reader: Reader): void {
  const isWithout = reader.accept('WITHOUT');
  const { token } = reader;
  const isKnown = reader.name().toLowerCase() === (isWithout ? 'rowid' : 'strict');
  if (!isKnown) reader.fail(`unknown table option: ${reader.textOf(token)}`, token);
}
