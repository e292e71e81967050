import type { TokenReader } from './token-reader.ts';
import { nameIn, partsOf, type Token } from './tokens.ts';

/** A constraint as it stands in `CREATE TABLE`. */
export interface ConstraintText {
  readonly kind: 'primary-key' | 'unique' | 'check' | 'foreign-key';
  readonly name: string | null;
  /** Names of its own columns; for a check of a column, that column. */
  readonly columns: readonly string[];
  /** The expression of a check. */
  readonly expression: string | null;
  /** What happens to a row that does not fit: `IGNORE`, `REPLACE` …; null for the usual. */
  readonly onConflict: string | null;
  /** `DEFERRABLE INITIALLY DEFERRED` of a foreign key. */
  readonly deferred: boolean;
}

/** What no pragma tells of a column. */
export interface ColumnText {
  readonly collation: string | null;
  readonly expression: string | null;
  /** `NOT NULL ON CONFLICT …`. */
  readonly notNullConflict: string | null;
  readonly autoincrement: boolean;
  readonly constraints: readonly ConstraintText[];
}

type Writable<Type> = { -readonly [Key in keyof Type]: Type[Key] };
type ColumnDraft = Writable<ColumnText> & { constraints: ConstraintText[] };

const NO_DETAILS = { expression: null, onConflict: null, deferred: false };

/** Reads the definition of a column. */
export function readColumn(reader: TokenReader): { readonly name: string; readonly column: ColumnText } {
  const name = reader.name();
  const column: ColumnDraft = {
    collation: null,
    expression: null,
    notNullConflict: null,
    autoincrement: false,
    constraints: [],
  };
  let named: string | null = null;
  while (!reader.isAtEnd) {
    if (reader.take('CONSTRAINT')) {
      named = reader.name();
      continue;
    }
    const constraint = readConstraint(reader, [name]);
    if (constraint === null) readProperty(reader, column);
    else column.constraints.push({ ...constraint, name: named });
    column.autoincrement ||= constraint?.autoincrement ?? false;
    named = null;
  }
  return { name, column };
}

/** Reads constraints of a table; a comma between them is not needed. */
export function readTableConstraints(reader: TokenReader): {
  readonly constraints: readonly ConstraintText[];
  readonly autoincrement: boolean;
} {
  const constraints: ConstraintText[] = [];
  let named: string | null = null;
  let autoincrement = false;
  while (!reader.isAtEnd) {
    if (reader.take('CONSTRAINT')) {
      named = reader.name();
      continue;
    }
    const constraint = readConstraint(reader, null);
    if (constraint === null) reader.skip();
    else {
      autoincrement ||= constraint.autoincrement;
      constraints.push({ ...constraint, name: named });
    }
    named = null;
  }
  return { constraints, autoincrement };
}

type Read = Omit<ConstraintText, 'name'> & { readonly autoincrement: boolean };

/** The constraint that begins here, of one column or of a table; null when none does. */
function readConstraint(reader: TokenReader, column: readonly string[] | null): Read | null {
  if (reader.take('PRIMARY', 'KEY')) return keyIn(reader, 'primary-key', column);
  if (reader.take('UNIQUE')) return keyIn(reader, 'unique', column);
  if (reader.take('CHECK')) {
    const expression = reader.insideText();
    return {
      ...NO_DETAILS,
      kind: 'check',
      columns: column ?? [],
      expression,
      onConflict: conflictIn(reader),
      autoincrement: false,
    };
  }
  if (column === null && reader.take('FOREIGN', 'KEY')) return foreignKeyIn(reader, namesIn(reader.inside()));
  return column !== null && reader.keyword === 'REFERENCES' ? foreignKeyIn(reader, column) : null;
}

function keyIn(reader: TokenReader, kind: 'primary-key' | 'unique', column: readonly string[] | null): Read {
  const inside = column === null ? reader.inside() : [];
  if (!reader.take('DESC')) reader.take('ASC');
  const onConflict = conflictIn(reader);
  const autoincrement = inside.at(-1)?.keyword === 'AUTOINCREMENT' || reader.take('AUTOINCREMENT');
  return { ...NO_DETAILS, kind, columns: column ?? namesIn(inside), onConflict, autoincrement };
}

/** From `REFERENCES` on; actions are told by a pragma. */
function foreignKeyIn(reader: TokenReader, columns: readonly string[]): Read {
  reader.take('REFERENCES');
  reader.name();
  reader.inside();
  let deferred = false;
  for (;;) {
    if (reader.take('ON') || reader.take('MATCH')) skipAction(reader);
    else if (reader.take('NOT', 'DEFERRABLE')) deferred = isInitially(reader, false);
    else if (reader.take('DEFERRABLE')) deferred = isInitially(reader, true);
    else return { ...NO_DETAILS, kind: 'foreign-key', columns, deferred, autoincrement: false };
  }
}

function skipAction(reader: TokenReader): void {
  if (!reader.take('DELETE') && !reader.take('UPDATE')) {
    reader.name();
    return;
  }
  if (!reader.take('SET', 'NULL') && !reader.take('SET', 'DEFAULT') && !reader.take('NO', 'ACTION'))
    reader.name();
}

function isInitially(reader: TokenReader, deferrable: boolean): boolean {
  if (reader.take('INITIALLY', 'DEFERRED')) return deferrable;
  reader.take('INITIALLY', 'IMMEDIATE');
  return false;
}

function readProperty(reader: TokenReader, column: ColumnDraft): void {
  if (reader.take('COLLATE')) column.collation = reader.name();
  else if (reader.take('NOT', 'NULL')) column.notNullConflict = conflictIn(reader);
  else if (reader.take('GENERATED', 'ALWAYS', 'AS') || reader.take('AS'))
    column.expression = reader.insideText();
  // What a default is may be a keyword elsewhere; a pragma tells it.
  else if (reader.take('DEFAULT')) reader.skip();
  else reader.skip();
}

/** `ON CONFLICT IGNORE`; null for none, and for what happens anyway. */
function conflictIn(reader: TokenReader): string | null {
  if (!reader.take('ON', 'CONFLICT')) return null;
  const resolution = reader.name().toUpperCase();
  return resolution === 'ABORT' ? null : resolution;
}

function namesIn(tokens: readonly Token[]): readonly string[] {
  return partsOf(tokens).map(([first]) => (first === undefined ? '' : nameIn(first)));
}
