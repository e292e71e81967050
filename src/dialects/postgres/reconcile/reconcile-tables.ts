import { code } from '../../../lib/code.ts';
import type { Reconciliation } from '../../../model/series.ts';
import { qualified } from '../rows/names.ts';
import { valueOf, type CopiedColumn, type Copy } from '../validation/copied-rows.ts';
import { allOf, checksOf } from './checks-of.ts';
import { columnFaults, rowFaults } from './planted-faults.ts';

/** Two relations that hold the same rows, in columns of the same names. */
export interface TablePair {
  readonly source: string;
  readonly target: string;
  readonly columns: readonly CopiedColumn[];
  /** Columns that tell rows apart; empty without. */
  readonly key: readonly string[];
}

/** How to see that two relations hold the same rows. */
export function reconcileTables({ source, target, columns, key }: TablePair): Reconciliation {
  const list = columns.map(({ name, type }) => `${valueOf(name, type)} AS ${name}`).join(', ');
  const copy: Copy = {
    source: `SELECT ${list} FROM ${qualified(source)}`,
    target: `SELECT ${list} FROM ${qualified(target)}`,
    name: code(target),
    sourceName: code(source),
    reason: `${code(target)} stands for ${code(source)}`,
    columns,
    key,
    isAlone: true,
  };
  const checks = checksOf(copy, false);
  const values = columns.filter(({ name }) => !key.includes(name));
  return {
    checks: allOf(checks),
    faults: [
      ...rowFaults(source, target, checks),
      ...columnFaults(target, values, { ...checks, counts: [] }),
    ],
  };
}
