import type { PreparedStatement } from '../statement.ts';
import type { Connection } from '../connection.ts';

/** One instruction of a program. https://www.sqlite.org/opcode.html */
export interface Instruction {
  readonly operation: string;
  readonly p1: number;
  readonly p2: number;
  readonly p3: number;
  readonly p4: string | null;
  readonly p5: number;
}

/** What a statement runs as: its own instructions, then those of each trigger and foreign-key action. */
export type Program = readonly (readonly Instruction[])[];

/** Reads the program of a prepared statement without running it. Not for pragmas, which act when they are prepared. */
export function readProgram({ library }: Connection, statement: PreparedStatement): Program {
  const { capi } = library;
  capi.sqlite3_stmt_explain(statement.pointer, 1);
  const parts: Instruction[][] = [];
  while (statement.step()) {
    const [address = 0, p1 = 0, p2 = 0, p3 = 0, p5 = 0] = [0, 2, 3, 4, 6].map((at) =>
      Number(statement.text(at)),
    );
    if (address === 0) parts.push([]);
    parts.at(-1)?.push({ operation: statement.text(1) ?? '', p1, p2, p3, p4: statement.text(5), p5 });
  }
  statement.reset();
  capi.sqlite3_stmt_explain(statement.pointer, 0);
  return parts;
}

/** True when the program begins a transaction that writes to the main database, or copies all of it. */
export function canWrite([main = []]: Program): boolean {
  return main.some(
    ({ operation, p1, p2 }) => operation === 'Vacuum' || (operation === 'Transaction' && p1 === 0 && p2 > 0),
  );
}
