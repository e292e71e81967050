import { createHash } from 'node:crypto';
import type { RelationDigest } from '../../../../model/engine.ts';
import { quoteIdentifier } from '../../parse/names.ts';
import type { Connection } from './connection.ts';
import { readSchema } from './schema.ts';
import { Script } from './script.ts';
import type { PreparedStatement } from './statement.ts';

/** Between values and between rows; no text holds it by accident. */
const BETWEEN = '\u001f';

const NO_ROWS: RelationDigest = { rows: 0, columns: {} };

/** Row counts and per-column digests of all ordinary tables, or of the named ones; sorted by name. */
export function readDigests(
  connection: Connection,
  wanted: readonly string[] | null,
): readonly (readonly [string, RelationDigest])[] {
  const names = [...readSchema(connection).relations.values()].flatMap(({ kind, name }) =>
    kind === 'table' && (wanted?.includes(name) ?? true) ? [name] : [],
  );
  return names.sort().map((name) => [name, digestOf(connection, name)] as const);
}

function digestOf(connection: Connection, name: string): RelationDigest {
  connection.gate.isOpen = true;
  const script = new Script(connection, `SELECT * FROM main.${name}`);
  try {
    const statement = script.next();
    return statement === null ? NO_ROWS : summedUp(statement);
  } finally {
    script.dispose();
    connection.gate.isOpen = false;
  }
}

function summedUp(statement: PreparedStatement): RelationDigest {
  try {
    const rows: string[][] = [];
    while (statement.step())
      rows.push(statement.names.map((_, at) => `${statement.storage(at)}${statement.text(at) ?? ''}`));
    if (rows.length === 0) return NO_ROWS;
    const ordered = rows.map((row) => [row.join(BETWEEN), row] as const).sort(byText);
    const columns = statement.names.map((column, at) => [
      quoteIdentifier(column),
      md5(ordered.map(([, row]) => row[at] ?? '').join(BETWEEN)),
    ]);
    return { rows: rows.length, columns: Object.fromEntries(columns) as Record<string, string> };
  } finally {
    statement.finalize();
  }
}

function byText([left]: readonly [string, unknown], [right]: readonly [string, unknown]): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

function md5(text: string): string {
  return createHash('md5').update(text).digest('hex');
}
