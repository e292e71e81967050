import { code } from '../../../lib/code.ts';
import { listInWords } from '../../../lib/list-in-words.ts';
import type { Reconciliation } from '../../../model/series.ts';
import { allOf, checksOf } from '../reconcile/checks-of.ts';
import { columnFaults, leftOverFault, rowFaults, type RowCondition } from '../reconcile/planted-faults.ts';
import { textFact } from '../../catalog/facts.ts';
import { qualified } from '../rows/names.ts';
import { copied, valueOf, type CopiedColumn, type Copy } from '../validation/copied-rows.ts';
import { nameOf } from './bridge.ts';
import { across, condition, hasNone, sameRow, type Moved, type Place } from './moved.ts';
import { columnIn } from './scene.ts';

/** How to see that the table which columns come to holds what the one that they leave does. What one of them has no room for is not compared. */
export function movedReconciliation(moved: Moved): Reconciliation {
  const { old, fresh, follows } = moved;
  const copy = sidesOf(moved);
  const checks = checksOf(copy, follows !== 'fresh');
  const rows = {
    ...{ source: old.table, target: fresh.table },
    inSource: (prefix: string) =>
      `${comparedAt(moved, 'old')(prefix)} AND ${counterpart(moved, 'old', prefix)}`,
    inTarget: (prefix: string) =>
      `${comparedAt(moved, 'fresh')(prefix)} AND ${counterpart(moved, 'fresh', prefix, condition(moved, 'fresh', 'other.'))}`,
  };
  const columns = copy.columns.filter(({ name }) => !copy.key.includes(name));
  return {
    checks: allOf(checks),
    faults: [
      ...(follows === 'fresh' ? rowFaults(rows, checks) : []),
      ...(follows === 'old' ? [leftOverFault(rows, checks)] : []),
      ...columnFaults(
        { table: fresh.table, columns, compared: comparedAt(moved, 'fresh'), vanishing: follows !== null },
        follows === 'fresh' ? { ...checks, counts: [] } : checks,
      ),
    ],
  };
}

/** Which rows at a place are compared. */
function comparedAt(moved: Moved, place: Place): RowCondition {
  const { follows } = moved;
  const given = (prefix: string): string => `NOT (${hasNone(moved, place, prefix)})`;
  if (follows === null) return (prefix) => counterpart(moved, place, prefix);
  if (place === 'fresh')
    return follows === 'fresh' ? given : (prefix) => condition(moved, 'old', prefix) ?? 'true';
  if (follows === 'old') return (prefix) => `${given(prefix)} AND ${counterpart(moved, 'old', prefix)}`;
  return (prefix) => {
    const rule = condition(moved, 'fresh', prefix);
    return rule === null
      ? given(prefix)
      : `${given(prefix)} AND (${rule} OR ${counterpart(moved, 'old', prefix)})`;
  };
}

function keyType({ scene, fresh }: Moved, name: string): string {
  const column = columnIn(scene.after, fresh.table, name);
  return (column === null ? null : textFact(column, 'type')) ?? 'text';
}

function counterpart(moved: Moved, place: Place, prefix: string, rule: string | null = null): string {
  const same = sameRow(moved, place, prefix, 'other.');
  return `EXISTS (SELECT FROM ${moved[across(place)].table} AS other WHERE ${same}${rule === null ? '' : ` AND ${rule}`})`;
}

/** Both tables under the names that keys and columns have in the fresh one. */
function sidesOf(moved: Moved): Copy {
  const { old, fresh } = moved;
  const pairs = [
    ...fresh.key.map((name, index) => ({
      ...copied(name, keyType(moved, name)),
      old: old.key[index] ?? '',
    })),
    ...moved.columns.map((one) => ({
      ...copied(nameOf(one.fresh), textFact(one.fresh, 'type') ?? 'text'),
      old: nameOf(one.old),
    })),
  ];
  const side = (place: Place): string => {
    const list = pairs.map(
      (one) => `${valueOf(`this.${place === 'old' ? one.old : one.name}`, one.type)} AS ${one.name}`,
    );
    return `SELECT ${list.join(', ')} FROM ${qualified(moved[place].table)} AS this WHERE ${comparedAt(moved, place)('this.')}`;
  };
  const columns: readonly CopiedColumn[] = pairs.map(({ name, type, isNumber }) => ({
    name,
    type,
    isNumber,
  }));
  const name = namesAt(moved, 'fresh');
  const sourceName = namesAt(moved, 'old');
  return {
    source: side('old'),
    target: side('fresh'),
    name,
    sourceName,
    reason: `${name} ${isOne(moved) ? 'stands' : 'stand'} for ${sourceName}`,
    columns,
    key: fresh.key,
    isAlone: true,
  };
}

/** What is at the place for people: the table where all of it is there for that, else the columns. */
function namesAt(moved: Moved, place: Place): string {
  if (moved.follows === place) return code(moved[place].table);
  return listInWords(moved.columns.map((one) => code(one[place].name)));
}

function isOne({ follows, columns }: Moved): boolean {
  return follows === 'fresh' || columns.length === 1;
}
