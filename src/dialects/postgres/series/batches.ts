import type { Catalog } from '../../../model/catalog.ts';
import { keyColumns } from './scene.ts';

const ROWS = 1000;
const PAUSE = 0.1;

interface Batch {
  readonly catalog: Catalog;
  /** Whose rows are gone through, by its key. */
  readonly table: string;
  /** What is done with the rows between two keys: `range` is the condition, over unqualified columns. */
  readonly work: (range: string) => string;
}

/**
 * A block that works through a table in the order of its key, batch by batch, each in its own transaction. It can be
 * stopped at any time and run again. Null when the table has no key to go by.
 */
export function inBatches({ catalog, table, work }: Batch): string | null {
  const key = keyColumns(catalog, table);
  if (key.length === 0) return null;
  const of = (prefix: string): string[] => key.map((_, index) => `${prefix}_${index + 1}`);
  const row = (names: readonly string[]): string =>
    names.length === 1 ? (names[0] ?? '') : `(${names.join(', ')})`;
  const after = `(reached_1 IS NULL OR ${row(key)} > ${row(of('reached'))})`;
  const declare = [...of('reached'), ...of('batch_end')].map(
    (name, index) => `  ${name} ${table}.${key[index % key.length] ?? ''}%TYPE;`,
  );
  return `DO $$
DECLARE
${declare.join('\n')}
BEGIN
  LOOP
    SELECT ${key.join(', ')} INTO ${of('batch_end').join(', ')} FROM (
      SELECT ${key.join(', ')} FROM ${table}
      WHERE ${after}
      ORDER BY ${key.join(', ')} LIMIT ${ROWS}
    ) AS batch ORDER BY ${key.map((column) => `${column} DESC`).join(', ')} LIMIT 1;
    EXIT WHEN batch_end_1 IS NULL;
${indented(work(`${after} AND ${row(key)} <= ${row(of('batch_end'))}`))};
    COMMIT;
    ${of('reached')
      .map((name, index) => `${name} := batch_end_${index + 1};`)
      .join(' ')}
    PERFORM pg_sleep(${PAUSE});
  END LOOP;
END $$`;
}

function indented(sql: string): string {
  return sql
    .split('\n')
    .map((line) => `    ${line}`)
    .join('\n');
}

/** Stops the step when a query over both shapes finds rows that do not agree. */
export function gate(query: string, message: string): string {
  return `DO $$
BEGIN
  IF EXISTS (${query}) THEN
    RAISE EXCEPTION '${message.replaceAll("'", "''").replaceAll('%', '%%')}';
  END IF;
END $$`;
}
