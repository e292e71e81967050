import { readOnConflict } from './conflict.ts';
import { isIdentifier } from './grammar-tokens.ts';
import { readCollation } from './lists.ts';
import { isLiteralNext, readLiteral } from './literal.ts';
import type { Reader } from './reader.ts';
import { readDeferrable, readReference } from './references.ts';

/** A constraint that is written with a column. */
export interface InlineConstraint {
  readonly type: 'primary-key' | 'unique' | 'check' | 'foreign-key';
  readonly name: string | null;
  /** The table that a foreign key points at, without a schema; null for others. */
  readonly references: string | null;
}

/** What stands behind the type of a column. */
export interface ColumnConstraints {
  readonly notNull: boolean;
  readonly defaultsTo: 'nothing' | 'null' | 'constant' | 'expression';
  /** Functions that the default calls. */
  readonly calls: readonly string[];
  readonly generated: 'stored' | 'virtual' | null;
  readonly constraints: readonly InlineConstraint[];
}

/** What has been read so far. */
interface Draft {
  constraintName: string | null;
  notNull: boolean;
  defaultsTo: ColumnConstraints['defaultsTo'];
  calls: readonly string[];
  generated: ColumnConstraints['generated'];
  readonly constraints: InlineConstraint[];
}

/** All constraints of a column, in any order and number. */
export function readColumnConstraints(reader: Reader): ColumnConstraints {
  const draft: Draft = {
    constraintName: null,
    notNull: false,
    defaultsTo: 'nothing',
    calls: [],
    generated: null,
    constraints: [],
  };
  for (let read = READERS.get(reader.token.symbol); read !== undefined;) {
    const isName = reader.isAt('CONSTRAINT');
    read(reader, draft);
    if (!isName) draft.constraintName = null;
    read = READERS.get(reader.token.symbol);
  }
  return draft;
}

const READERS: ReadonlyMap<string, (reader: Reader, draft: Draft) => void> = new Map([
  ['CONSTRAINT', readName],
  ['NULL', readNull],
  ['NOT', readNot],
  ['DEFAULT', readDefault],
  ['PRIMARY', readPrimaryKey],
  ['UNIQUE', readUnique],
  ['CHECK', readCheck],
  ['REFERENCES', readReferences],
  ['DEFERRABLE', readDeferrable],
  ['COLLATE', readCollation],
  ['GENERATED', readGenerated],
  ['AS', readExpressionOfColumn],
]);

function readName(reader: Reader, draft: Draft): void {
  reader.expect('CONSTRAINT');
  draft.constraintName = reader.name();
}

function readNot(reader: Reader, draft: Draft): void {
  reader.expect('NOT');
  if (reader.isAt('DEFERRABLE')) readDeferrable(reader);
  else {
    readNull(reader);
    draft.notNull = true;
  }
}

function readNull(reader: Reader): void {
  reader.expect('NULL');
  readOnConflict(reader);
}

function readDefault(reader: Reader, draft: Draft): void {
  reader.expect('DEFAULT');
  const before = reader.calls.length;
  const constant = readDefaultValue(reader);
  draft.calls = [...new Set(reader.calls.slice(before))].sort();
  const isNull = constant?.toUpperCase() === 'NULL';
  draft.defaultsTo = constant === null ? 'expression' : isNull ? 'null' : 'constant';
}

/** The constant of a default; null for what is computed. A bare word stands for a string. */
function readDefaultValue(reader: Reader): string | null {
  if (reader.isAt('(')) return reader.inParentheses(() => reader.expression()).constant;
  const isSigned = reader.accept('+', '-');
  if (!isSigned && !isLiteralNext(reader)) {
    if (!isIdentifier(reader.token) && !reader.isAt('INDEXED')) reader.fail();
    return `'${reader.spelling()}'`;
  }
  return readLiteral(reader).constant;
}

function add(draft: Draft, type: InlineConstraint['type'], references: string | null = null): void {
  draft.constraints.push({ type, name: draft.constraintName, references });
}

function readPrimaryKey(reader: Reader, draft: Draft): void {
  reader.expect('PRIMARY', 'KEY');
  reader.accept('ASC', 'DESC');
  readOnConflict(reader);
  reader.accept('AUTOINCREMENT');
  add(draft, 'primary-key');
}

function readUnique(reader: Reader, draft: Draft): void {
  reader.expect('UNIQUE');
  readOnConflict(reader);
  add(draft, 'unique');
}

function readCheck(reader: Reader, draft: Draft): void {
  reader.expect('CHECK');
  reader.inParentheses(() => reader.expression());
  add(draft, 'check');
}

function readReferences(reader: Reader, draft: Draft): void {
  reader.expect('REFERENCES');
  add(draft, 'foreign-key', readReference(reader));
}

function readGenerated(reader: Reader, draft: Draft): void {
  reader.expect('GENERATED', 'ALWAYS');
  readExpressionOfColumn(reader, draft);
}

/** Virtual, unless it says that it is stored. */
function readExpressionOfColumn(reader: Reader, draft: Draft): void {
  reader.expect('AS');
  reader.uses.add('generated-columns');
  reader.inParentheses(() => reader.expression());
  const isStored = isIdentifier(reader.token) && reader.spelling().toLowerCase() === 'stored';
  draft.generated = isStored ? 'stored' : 'virtual';
}
