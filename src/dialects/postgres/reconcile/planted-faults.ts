import { code } from '../../../lib/code.ts';
import { qualified } from '../rows/names.ts';
import { localPart } from '../series/names.ts';
import type { PlantedFault, SeriesCheck } from '../../../model/series.ts';
import { allOf, type SideChecks } from './checks-of.ts';

/** A condition on a row whose columns are written with a prefix. */
export type RowCondition = (prefix: string) => string;

const ANY_ROW: RowCondition = () => 'true';

interface FaultyColumns {
  readonly table: string;
  readonly columns: readonly { readonly name: string; readonly isNumber: boolean }[];
  /** Rows that are compared; absent for all. */
  readonly compared?: RowCondition;
  /** A row without the value is not compared any more. */
  readonly vanishing?: boolean;
}

/** Faults in columns of a table that are filled from another place. */
export function columnFaults(
  { table, columns, compared = ANY_ROW, vanishing = false }: FaultyColumns,
  checks: SideChecks,
): PlantedFault[] {
  const sql = qualified(table);
  return columns.flatMap(({ name, isNumber }): PlantedFault[] => {
    const words = code(`${table}.${name}`);
    const found = [...checks.joined, ...checks.rows, ...checks.missing];
    const gone = [
      ...checks.counts,
      ...found,
      ...(vanishing ? [] : checks.orphans),
      ...(isNumber ? checks.sums : []),
    ];
    const holds: RowCondition = (prefix) => `${prefix}${name} IS NOT NULL AND ${compared(prefix)}`;
    return [
      {
        title: `a value of ${words} that was not carried over`,
        sql: [...unguarded(table), lastRow(`UPDATE ${sql} SET ${name} = NULL`, sql, holds)],
        caughtBy: titles(gone),
      },
      {
        title: `two rows that exchanged ${words}`,
        sql: [...unguarded(table), exchange(sql, name, compared)],
        caughtBy: titles([...found, ...checks.orphans]),
      },
      {
        title: `no value of ${words} carried over`,
        sql: [...unguarded(table), `UPDATE ${sql} AS one SET ${name} = NULL WHERE ${holds('one.')}`],
        caughtBy: titles([...gone, ...checks.sample]),
      },
    ];
  });
}

/** Rows that are told to be the same in two tables; on each side, which of them are compared. */
export interface FaultyRows {
  readonly source: string;
  readonly target: string;
  readonly inSource?: RowCondition;
  readonly inTarget?: RowCondition;
}

/** Faults in the rows of two tables. */
export function rowFaults(rows: FaultyRows, checks: SideChecks): PlantedFault[] {
  const { target, inTarget = ANY_ROW } = rows;
  const to = qualified(target);
  return [
    {
      title: `a row that was not carried over into ${code(target)}`,
      sql: [...unguarded(target), lastRow(`DELETE FROM ${to}`, to, inTarget)],
      caughtBy: titles([...checks.counts, ...checks.joined, ...checks.rows, ...checks.missing]),
    },
    {
      title: `a row that was carried over into ${code(target)} twice`,
      sql: [
        ...unguarded(target),
        `INSERT INTO ${to} SELECT one.* FROM ${to} AS one WHERE ${inTarget('one.')} LIMIT 1`,
      ],
      caughtBy: titles([...checks.counts, ...checks.rows]),
    },
    leftOverFault(rows, checks),
    {
      title: `no row carried over into ${code(target)}`,
      sql: [...unguarded(target), `DELETE FROM ${to} AS one WHERE ${inTarget('one.')}`],
      caughtBy: titles(allOf(checks).filter((check) => !checks.orphans.includes(check))),
    },
  ];
}

/** What the target still has of a row that went. */
export function leftOverFault({ source, inSource = ANY_ROW }: FaultyRows, checks: SideChecks): PlantedFault {
  const from = qualified(source);
  return {
    title: `a row that ${code(source)} no longer has`,
    sql: [...unguarded(source), lastRow(`DELETE FROM ${from}`, from, inSource)],
    caughtBy: titles([...checks.counts, ...checks.joined, ...checks.rows, ...checks.orphans]),
  };
}

/** Puts a copy without constraints, triggers and views in the place of a table, so that anything can be written. */
function unguarded(table: string): string[] {
  const sql = qualified(table);
  const aside = sql.replace(localPart(table), 'holdpoint_aside');
  return [`ALTER TABLE ${sql} RENAME TO holdpoint_aside`, `CREATE TABLE ${sql} AS TABLE ${aside}`];
}

function lastRow(change: string, table: string, condition: RowCondition): string {
  return `${change} WHERE ctid = (SELECT max(one.ctid) FROM ${table} AS one WHERE ${condition('one.')})`;
}

function exchange(table: string, column: string, compared: RowCondition): string {
  return `UPDATE ${table} AS t SET ${column} = CASE t.ctid WHEN pair.one THEN pair.other_value ELSE pair.one_value END
FROM (
  SELECT a.ctid AS one, a.${column} AS one_value, b.ctid AS other, b.${column} AS other_value
  FROM ${table} AS a JOIN ${table} AS b ON a.${column}::text IS DISTINCT FROM b.${column}::text
  WHERE ${compared('a.')} AND ${compared('b.')} LIMIT 1
) AS pair WHERE t.ctid IN (pair.one, pair.other)`;
}

function titles(checks: readonly SeriesCheck[]): string[] {
  return checks.map(({ title }) => title);
}
