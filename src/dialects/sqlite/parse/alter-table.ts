import type { Change, ChangeOf } from '../../../model/change.ts';
import { fillOf, readColumn } from './column.ts';
import type { Column } from './column.ts';
import type { InlineConstraint } from './column-constraints.ts';
import { readOnConflict } from './conflict.ts';
import { displayName, quoteIdentifier } from './names.ts';
import type { QualifiedName } from './names.ts';
import type { Reader } from './reader.ts';
import { readCheck } from './table-constraint.ts';

/** What stands behind `ALTER`; https://sqlite.org/lang_altertable.html */
export function readAlterTable(reader: Reader): readonly Change[] {
  reader.expect('TABLE');
  const table = reader.qualifiedName();
  const action = reader.expectOne('RENAME', 'ADD', 'DROP', 'ALTER');
  if (action === 'RENAME') return [readRename(reader, table)];
  const relation = displayName(table);
  if (action === 'ADD') return readAdd(reader, table, relation);
  return [action === 'DROP' ? readDrop(reader, relation) : readAlterColumn(reader, relation)];
}

function readRename(reader: Reader, table: QualifiedName): Change {
  const relation = displayName(table);
  if (reader.accept('TO')) {
    const to = displayName({ ...table, name: reader.name() });
    return { kind: 'rename', object: relation, relation, of: 'table', to };
  }
  const place = readColumnPlace(reader, relation);
  reader.expect('TO');
  reader.uses.add('rename-column');
  return { kind: 'rename-column', ...place, to: quoteIdentifier(reader.name()) };
}

interface ColumnPlace {
  readonly object: string;
  readonly relation: string;
  readonly column: string;
}

function readColumnPlace(reader: Reader, relation: string): ColumnPlace {
  reader.accept('COLUMN');
  return columnPlace(reader.name(), relation);
}

function columnPlace(name: string, relation: string): ColumnPlace {
  const column = quoteIdentifier(name);
  return { object: `${relation}.${column}`, relation, column };
}

function readAdd(reader: Reader, table: QualifiedName, relation: string): readonly Change[] {
  if (reader.isAt('CONSTRAINT', 'CHECK')) return [readAddCheck(reader, relation)];
  reader.accept('COLUMN');
  const column = readColumn(reader);
  const added = addedColumn(column, relation);
  const constraints = column.constraints.map((constraint) => addedConstraint(constraint, added, table));
  return [added, ...constraints];
}

function addedColumn(column: Column, relation: string): ChangeOf<'add-column'> {
  const { name, type, notNull, generated, defaultsTo, calls, constraints } = column;
  return {
    kind: 'add-column',
    ...columnPlace(name, relation),
    type,
    notNull: notNull || constraints.some((constraint) => constraint.type === 'primary-key'),
    hasDefault: generated !== null || (defaultsTo !== 'nothing' && defaultsTo !== 'null'),
    fill: fillOf(column),
    calls,
  };
}

function addedConstraint(
  { type, name, references }: InlineConstraint,
  { relation, column, fill }: ChangeOf<'add-column'>,
  table: QualifiedName,
): Change {
  const target = references === null ? null : displayName({ ...table, name: references });
  const vacuous = type === 'foreign-key' && fill === 'null' ? { vacuous: true as const } : {};
  return {
    ...constraintPlace(name, relation ?? ''),
    kind: 'add-constraint',
    type,
    notValid: false,
    usingIndex: null,
    columns: [column],
    references: target,
    ...vacuous,
  };
}

function constraintPlace(
  name: string | null,
  relation: string,
): { object: string; relation: string; constraint: string | null } {
  const constraint = name === null ? null : quoteIdentifier(name);
  return { object: constraint === null ? relation : `${relation}.${constraint}`, relation, constraint };
}

function readAddCheck(reader: Reader, relation: string): Change {
  reader.uses.add('alter-constraints');
  const name = reader.accept('CONSTRAINT') ? reader.name() : null;
  reader.expect('CHECK');
  readCheck(reader);
  return {
    ...constraintPlace(name, relation),
    kind: 'add-constraint',
    type: 'check',
    notValid: false,
    usingIndex: null,
    columns: [],
    references: null,
  };
}

function readDrop(reader: Reader, relation: string): Change {
  if (!reader.accept('CONSTRAINT')) {
    reader.uses.add('drop-column');
    return { kind: 'drop-column', ...readColumnPlace(reader, relation), cascade: false };
  }
  reader.uses.add('alter-constraints');
  const constraint = quoteIdentifier(reader.name());
  return { kind: 'drop-constraint', object: `${relation}.${constraint}`, relation, constraint };
}

function readAlterColumn(reader: Reader, relation: string): Change {
  reader.uses.add('alter-constraints');
  const place = readColumnPlace(reader, relation);
  if (reader.accept('DROP')) {
    reader.expect('NOT', 'NULL');
    return { kind: 'drop-not-null', ...place };
  }
  reader.expect('SET', 'NOT', 'NULL');
  readOnConflict(reader);
  return { kind: 'set-not-null', ...place };
}
