/** First word of a statement in capitals, past white space and comments. */
export function firstWord(sql: string): string {
  let at = 0;
  for (;;) {
    BEFORE_WORD.lastIndex = at;
    const skipped = BEFORE_WORD.exec(sql)?.[0].length ?? 0;
    if (skipped === 0) break;
    at += skipped;
  }
  return (/^[A-Za-z]+/.exec(sql.slice(at, at + 40))?.[0] ?? '').toUpperCase();
}

const BEFORE_WORD = /[\s(\uFEFF]|--[^\n]*|\/\*[^]*?\*\//y;

const TRANSACTION_CONTROL = new Set([
  'ABORT',
  'BEGIN',
  'COMMIT',
  'END',
  'PREPARE',
  'RELEASE',
  'ROLLBACK',
  'SAVEPOINT',
  'START',
]);

/** True for what must run exactly where it stands, with nothing of ours around it. */
export function runsBare(sql: string, inTransaction: boolean): boolean {
  const word = firstWord(sql);
  // Refused outside a transaction; a transaction of our own would hide that.
  if (!inTransaction && (word === 'LOCK' || word === 'DECLARE')) return true;
  // Refused inside a savepoint and after a query.
  if (word === 'SET' && /^[^;']*\bTRANSACTION\b/i.test(sql)) return true;
  return TRANSACTION_CONTROL.has(word);
}

const PLANNED = new Set(['DELETE', 'INSERT', 'MERGE', 'SELECT', 'TABLE', 'UPDATE', 'VALUES', 'WITH']);

/** True for statements that `EXPLAIN` takes. */
export function hasPlan(word: string): boolean {
  return PLANNED.has(word);
}
