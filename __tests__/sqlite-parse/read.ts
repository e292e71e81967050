import { parseSource } from '../../src/dialects/sqlite/parse/parse.ts';
import type { ReadableStatement, Statement } from '../../src/model/statement.ts';

/** The statements of a text. */
export function read(text: string): readonly Statement[] {
  return parseSource({ path: 'migrations/1.sql', text, defect: null }).statements;
}

/** The one statement of a text; throws when there is another number of them. */
export function readOne(text: string): Statement {
  const [statement, ...others] = read(text);
  if (statement === undefined || others.length > 0) throw new Error(`Not one statement: ${text}`);
  return statement;
}

/** The one statement of a text; throws when it cannot be read, too. */
export function readGood(text: string): ReadableStatement {
  const statement = readOne(text);
  if (statement.kind === 'unreadable') throw new Error(`${statement.reason}: ${text}`);
  return statement;
}

/** The bytes that a span names, decoded. */
export function slice(text: string, span: Statement['span']): string {
  return Buffer.from(text).subarray(span.start, span.end).toString();
}
