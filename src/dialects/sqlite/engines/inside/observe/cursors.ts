import type { Instruction } from './program.ts';

/** What a cursor stands on. */
export type Ground =
  /** A root page of the main database that was there when the statement was prepared. */
  | { readonly kind: 'stored'; readonly root: number }
  /** A tree that the statement itself makes: a table or index that is new. */
  | { readonly kind: 'new' }
  /** Rows that the statement puts aside: a sorter, a list of rows, a materialized part. */
  | { readonly kind: 'aside' }
  /** A virtual table, whose module does what it does. */
  | { readonly kind: 'virtual' }
  /** The schema, or a table of the session. */
  | { readonly kind: 'other' };

const MAIN = 0;
/** The root page of `sqlite_schema`. */
const SCHEMA_ROOT = 1;
/** https://www.sqlite.org/opcode.html#OpenWrite: the second operand is a register that holds the root page. */
const ROOT_IS_IN_REGISTER = 16;

const STORED: ReadonlySet<string> = new Set(['OpenRead', 'OpenWrite', 'ReopenIdx']);
const ASIDE: ReadonlySet<string> = new Set([
  'OpenAutoindex',
  'OpenDup',
  'OpenEphemeral',
  'OpenPseudo',
  'SorterOpen',
]);

/** What the cursor of that number stands on at an address: numbers are given out again. */
export function groundAt(code: readonly Instruction[], address: number, cursor: number): Ground {
  for (let at = address; at >= 0; at--) {
    const ground = openedBy(code[at], cursor);
    if (ground !== null) return ground;
  }
  return { kind: 'other' };
}

function openedBy(instruction: Instruction | undefined, cursor: number): Ground | null {
  if (instruction?.p1 !== cursor) return null;
  const { operation, p2, p3, p5 } = instruction;
  if (operation === 'VOpen') return { kind: 'virtual' };
  if (ASIDE.has(operation)) return { kind: 'aside' };
  if (!STORED.has(operation)) return null;
  if (operation === 'OpenWrite' && (p5 & ROOT_IS_IN_REGISTER) !== 0) return { kind: 'new' };
  return p3 === MAIN && p2 !== SCHEMA_ROOT ? { kind: 'stored', root: p2 } : { kind: 'other' };
}
