import { code } from '../../../lib/code.ts';
import { qualified } from '../rows/names.ts';
import { localPart } from '../series/names.ts';
import type { PlantedFault, SeriesCheck } from '../../../model/series.ts';
import { allOf, type SideChecks } from './checks-of.ts';

/** Faults in columns of a table that are filled from another place. */
export function columnFaults(
  table: string,
  columns: readonly { readonly name: string; readonly isNumber: boolean }[],
  checks: SideChecks,
): PlantedFault[] {
  const sql = qualified(table);
  return columns.flatMap(({ name, isNumber }): PlantedFault[] => {
    const words = code(`${table}.${name}`);
    const anyRow = [...checks.joined, ...checks.rows, ...checks.missing, ...checks.orphans];
    const gone = [...checks.counts, ...anyRow, ...(isNumber ? checks.sums : [])];
    return [
      {
        title: `a value of ${words} that was not carried over`,
        sql: [...unguarded(table), lastRow(`UPDATE ${sql} SET ${name} = NULL`, sql, `${name} IS NOT NULL`)],
        caughtBy: titles(gone),
      },
      {
        title: `two rows that exchanged ${words}`,
        sql: [...unguarded(table), exchange(sql, name)],
        caughtBy: titles(anyRow),
      },
      {
        title: `no value of ${words} carried over`,
        sql: [...unguarded(table), `UPDATE ${sql} SET ${name} = NULL WHERE ${name} IS NOT NULL`],
        caughtBy: titles([...gone, ...checks.sample]),
      },
    ];
  });
}

/** Faults in the rows of two tables. */
export function rowFaults(source: string, target: string, checks: SideChecks): PlantedFault[] {
  const [from, to] = [qualified(source), qualified(target)];
  return [
    {
      title: `a row that was not carried over into ${code(target)}`,
      sql: [...unguarded(target), lastRow(`DELETE FROM ${to}`, to, 'true')],
      caughtBy: titles([...checks.counts, ...checks.joined, ...checks.rows, ...checks.missing]),
    },
    {
      title: `a row that was carried over into ${code(target)} twice`,
      sql: [...unguarded(target), `INSERT INTO ${to} SELECT * FROM ${to} LIMIT 1`],
      caughtBy: titles([...checks.counts, ...checks.rows]),
    },
    {
      title: `a row that ${code(source)} no longer has`,
      sql: [...unguarded(source), lastRow(`DELETE FROM ${from}`, from, 'true')],
      caughtBy: titles([...checks.counts, ...checks.joined, ...checks.rows, ...checks.orphans]),
    },
    {
      title: `no row carried over into ${code(target)}`,
      sql: [...unguarded(target), `DELETE FROM ${to}`],
      caughtBy: titles(allOf(checks).filter((check) => !checks.orphans.includes(check))),
    },
  ];
}

/** Puts a copy without constraints, triggers and views in the place of a table, so that anything can be written. */
function unguarded(table: string): string[] {
  const sql = qualified(table);
  const aside = sql.replace(localPart(table), 'holdpoint_aside');
  return [`ALTER TABLE ${sql} RENAME TO holdpoint_aside`, `CREATE TABLE ${sql} AS TABLE ${aside}`];
}

function lastRow(change: string, table: string, condition: string): string {
  return `${change} WHERE ctid = (SELECT max(ctid) FROM ${table} WHERE ${condition})`;
}

function exchange(table: string, column: string): string {
  return `UPDATE ${table} AS t SET ${column} = CASE t.ctid WHEN pair.one THEN pair.other_value ELSE pair.one_value END
FROM (
  SELECT a.ctid AS one, a.${column} AS one_value, b.ctid AS other, b.${column} AS other_value
  FROM ${table} AS a JOIN ${table} AS b ON a.${column}::text IS DISTINCT FROM b.${column}::text LIMIT 1
) AS pair WHERE t.ctid IN (pair.one, pair.other)`;
}

function titles(checks: readonly SeriesCheck[]): string[] {
  return checks.map(({ title }) => title);
}
