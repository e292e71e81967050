import type { Change } from '../../../model/change.ts';
import { isPlainNumberNext, readSignedNumber } from './literal.ts';
import { displayName } from './names.ts';
import type { QualifiedName } from './names.ts';
import type { Reader } from './reader.ts';
import type { StatementFacts } from './statement-facts.ts';

/** Pragmas that look at the schema or at rows, with an argument or without; https://sqlite.org/pragma.html */
const LOOKING: ReadonlySet<string> = new Set(
  `foreign_key_check foreign_key_list index_info index_list index_xinfo integrity_check quick_check table_info
  table_list table_xinfo`.split(/\s+/),
);
/** Those whose argument is a table. */
const OF_TABLE: ReadonlySet<string> = new Set(
  'foreign_key_check foreign_key_list index_list table_info table_xinfo'.split(' '),
);
/** Pragmas that do something besides setting a value. */
const DOING: ReadonlySet<string> = new Set(
  'incremental_vacuum optimize shrink_memory wal_checkpoint'.split(' '),
);
/** Settings that cannot be changed inside of a transaction: it is an error there. */
const OUTSIDE_TRANSACTIONS: ReadonlySet<string> = new Set(['journal_mode', 'synchronous']);

/** What stands behind `PRAGMA`. */
export function readPragma(reader: Reader): StatementFacts {
  const pragma = reader.qualifiedName();
  const value = readArgument(reader);
  const name = pragma.name.toLowerCase();
  if (LOOKING.has(name)) return { changes: [looked(name, value)] };
  if (DOING.has(name)) return { changes: [{ kind: 'other', object: `pragma ${name}`, relation: null }] };
  if (value === null) return { changes: [looked(name, null)] };
  const isIgnored = OUTSIDE_TRANSACTIONS.has(name);
  return { changes: [set(pragma, value)], ...(isIgnored ? { runsInTransaction: false } : {}) };
}

/** `= value`, `(value)`; null when there is none. */
function readArgument(reader: Reader): string | null {
  if (reader.accept('=')) return readValue(reader);
  return reader.isAt('(') ? reader.inParentheses(() => readValue(reader)) : null;
}

function readValue(reader: Reader): string {
  if (reader.isAt('+', '-') || isPlainNumberNext(reader)) return readSignedNumber(reader);
  return reader.isAt('ON', 'DELETE', 'DEFAULT') ? reader.textOf(reader.next()) : reader.name();
}

function looked(name: string, value: string | null): Change {
  const table = value !== null && OF_TABLE.has(name) ? displayName({ schema: null, name: value }) : null;
  return { kind: 'query', object: table ?? `pragma ${name}`, relation: table };
}

function set({ schema, name }: QualifiedName, value: string): Change {
  const setting = displayName({ schema, name }).toLowerCase();
  return { kind: 'set-setting', object: setting, relation: null, setting, value, local: false };
}
