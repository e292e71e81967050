import type { Statement } from '../../src/model/statement.ts';
import type { Compiler } from './engine.ts';

/** How our reading of one statement differs from SQLite's, in words; null when it does not. */
export function disagreement(sqlite: Compiler, statement: Statement): string | null {
  const { kind, message, offset } = sqlite.compile(statement.sql);
  if (statement.kind === 'readable') return kind === 'syntax' ? `readable, but ${message}` : null;
  if (kind === 'accepted') return `accepted, but ${statement.reason}`;
  if (kind === 'refused') return null;
  const start = statement.at.start - statement.span.start;
  if (offset >= 0 && start !== offset) return `${message} at ${String(offset)}, but at ${String(start)}`;
  return isSame(message, statement.reason) ? null : `${message}, but ${statement.reason}`;
}

/** The same token is told; long ones are cut. SQLite finds only late that a number's separators are wrong. */
function isSame(message: string, reason: string): boolean {
  const [told, known] = [tokenIn(message), tokenIn(reason)];
  return known.endsWith('…') ? told.startsWith(known.slice(0, -1)) : told === known;
}

function tokenIn(reason: string): string {
  return /"(.*)"/s.exec(reason)?.[1] ?? reason;
}

/** True when SQLite goes on after an accepted statement where we do. `rest` begins with the statement. */
export function endsAlike(sqlite: Compiler, statement: Statement, rest: string): boolean {
  const { kind, tail } = sqlite.compile(rest);
  if (kind !== 'accepted') return true;
  const bytes = Buffer.from(rest);
  const between = bytes.subarray(Buffer.byteLength(statement.sql), tail).toString();
  return (
    tail >= Buffer.byteLength(statement.sql) &&
    /^(?:\s|--[^\n]*(?:\n|$)|\/\*.*?(?:\*\/|$))*;?$/s.test(between)
  );
}
