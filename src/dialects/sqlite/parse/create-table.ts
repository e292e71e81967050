import type { Change } from '../../../model/change.ts';
import { readIfNotExists, readsPart } from './change-parts.ts';
import { readColumn } from './column.ts';
import type { GrammarToken } from './grammar-tokens.ts';
import { displayName } from './names.ts';
import type { QualifiedName } from './names.ts';
import type { Reader } from './reader.ts';
import { isTableConstraintNext, readTableConstraints } from './table-constraint.ts';

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
  const targets = readColumnTargets(reader);
  while (reader.accept(',')) {
    if (isTableConstraintNext(reader)) return [...targets, ...readTableConstraints(reader)];
    targets.push(...readColumnTargets(reader));
  }
  return targets;
}

function readColumnTargets(reader: Reader): string[] {
  const { constraints } = readColumn(reader);
  return constraints.flatMap(({ references }) => (references === null ? [] : [references]));
}

/** SQLite takes a comma in front of the first option, too. */
function readOptions(reader: Reader): void {
  const options = reader.isName() ? [readOption(reader)] : [];
  while (reader.accept(',')) options.push(readOption(reader));
  const unknown = options.find(({ isKnown }) => !isKnown);
  if (unknown === undefined || reader.token.kind !== 'end') return;
  reader.fail(`unknown table option: ${reader.textOf(unknown.token)}`, unknown.token);
}

function readOption(reader: Reader): { token: GrammarToken; isKnown: boolean } {
  const isWithout = reader.accept('WITHOUT');
  const { token } = reader;
  if (!isWithout) reader.uses.add('strict-tables');
  return { token, isKnown: reader.name().toLowerCase() === (isWithout ? 'rowid' : 'strict') };
}
