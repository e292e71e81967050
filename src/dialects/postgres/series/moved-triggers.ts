import { comparable, nameOf } from './bridge.ts';
import {
  across,
  apart,
  columnsAt,
  condition,
  hasNone,
  isDemanding,
  sameRow,
  valuesAt,
  type Moved,
  type Place,
} from './moved.ts';
import { tableWord } from './names.ts';
import type { Sync } from './sync-trigger.ts';

const AFTER = 'AFTER INSERT OR UPDATE OR DELETE';

/** The triggers that keep both tables in step. Rows that agree are left alone, so that nothing goes in circles. */
export function movedSyncs(moved: Moved): readonly Sync[] {
  const { old, fresh, columns, follows } = moved;
  const [first] = columns;
  const words = [tableWord(fresh.table), ...(first === undefined ? [] : [nameOf(first.fresh)])];
  return [
    { table: old.table, words, when: AFTER, body: body(moved, 'old') },
    { table: fresh.table, words: [...words, 'back'], when: AFTER, body: body(moved, 'fresh') },
    ...(follows === 'fresh' && !isDemanding(moved, 'fresh')
      ? [
          {
            table: fresh.table,
            words: [...words, 'anew'],
            when: 'BEFORE INSERT' as const,
            // A row that came by itself makes way for the one that code writes.
            body: `DELETE FROM ${fresh.table} AS other WHERE ${ownRow(moved, 'fresh', 'NEW')} AND ${hasNone(moved, 'fresh', 'other.')};`,
          },
        ]
      : []),
  ];
}

/** What is done when a row of the table at the place is written. */
function body(moved: Moved, place: Place): string {
  const unchanged = `IF TG_OP = 'UPDATE' AND NOT (${changed(moved, place)}) THEN
  RETURN NEW;
END IF;`;
  const lines =
    moved.follows === across(place)
      ? leading(moved, place)
      : moved.follows === place
        ? following(moved, place)
        : standing(moved, place);
  return [unchanged, ...lines].join('\n');
}

/** Rows across are there because of those at the place. */
function leading(moved: Moved, place: Place): string[] {
  const to = across(place);
  const { table } = moved[to];
  const keys = moved[to].key.map((column, index) => `${column} = NEW.${moved[place].key[index] ?? ''}`);
  const rule = condition(moved, to, 'NEW.');
  const gone = `DELETE FROM ${table} AS other WHERE ${sameRow(moved, to, 'other.', 'NEW.')};`;
  const emptied = isDemanding(moved, to) || place === 'old' ? gone : overwrite(moved, place);
  const writes = `${overwrite(moved, place)}
INSERT INTO ${table} (${valuesAt(moved, to)})
SELECT ${valuesAt(moved, place, 'NEW.')}
WHERE NOT EXISTS (SELECT FROM ${table} AS other WHERE ${sameRow(moved, to, 'other.', 'NEW.')});`;
  return [
    `IF TG_OP = 'DELETE' THEN
  DELETE FROM ${table} AS other WHERE ${sameRow(moved, to, 'other.', 'OLD.')};
  RETURN OLD;
END IF;`,
    ...(place === 'fresh' ? [pulled(moved, place)] : []),
    `IF TG_OP = 'UPDATE' AND (${rekeyed(moved, place)}) THEN
  UPDATE ${table} AS other SET ${keys.join(', ')} WHERE ${sameRow(moved, to, 'other.', 'OLD.')};
END IF;`,
    rule === null ? writes : `IF ${rule} THEN\n${shifted(writes)}\nELSE\n${shifted(emptied)}\nEND IF;`,
  ];
}

/** Rows at the place are there because of those across. */
function following(moved: Moved, place: Place): string[] {
  const { table } = moved[place];
  const from = across(place);
  const rule = condition(moved, place, 'other.');
  const again = `INSERT INTO ${table} (${valuesAt(moved, place)})
SELECT ${valuesAt(moved, from, 'other.')} FROM ${moved[from].table} AS other
WHERE ${sameRow(moved, from, 'other.', 'OLD.')}${rule === null ? '' : ` AND ${rule}`}
  AND NOT EXISTS (SELECT FROM ${table} AS other WHERE ${ownRow(moved, place, 'OLD')});`;
  return [
    cleared(moved, place),
    `IF TG_OP <> 'DELETE' THEN\n${shifted(overwrite(moved, place))}`,
    ...(place === 'fresh' ? [`ELSIF pg_trigger_depth() = 1 THEN\n${shifted(again)}`] : []),
    'END IF;',
  ];
}

/** Both tables stand by themselves. */
function standing(moved: Moved, place: Place): string[] {
  return [
    pulled(moved, place),
    ...(place === 'old' ? [cleared(moved, place)] : []),
    `IF TG_OP <> 'DELETE' THEN\n${shifted(overwrite(moved, place))}\nEND IF;`,
  ];
}

/** Writes the values of the row that is written into the row across. */
function overwrite(moved: Moved, place: Place): string {
  const to = across(place);
  const set = moved.columns.map((one) => `${nameOf(one[to])} = NEW.${nameOf(one[place])}`);
  return `UPDATE ${moved[to].table} AS other SET ${set.join(', ')}
WHERE ${sameRow(moved, to, 'other.', 'NEW.')} AND (${apart(moved, to, 'other.', 'NEW.')});`;
}

/** The row across keeps no values of a row that does not belong to it any more. */
function cleared(moved: Moved, place: Place): string {
  const to = across(place);
  const set = columnsAt(moved, to).map((column) => `${column} = NULL`);
  return `IF TG_OP = 'DELETE' OR TG_OP = 'UPDATE' AND (${rekeyed(moved, place)}) THEN
  UPDATE ${moved[to].table} AS other SET ${set.join(', ')}
  WHERE ${sameRow(moved, to, 'other.', 'OLD.')} AND NOT (${hasNone(moved, to, 'other.')});
END IF;`;
}

/** A row that comes without values takes those of the row across, which was there before. */
function pulled(moved: Moved, place: Place): string {
  const from = across(place);
  const set = moved.columns.map((one) => `${nameOf(one[place])} = there.${nameOf(one[from])}`);
  return `IF TG_OP = 'INSERT' AND ${hasNone(moved, place, 'NEW.')} THEN
  UPDATE ${moved[place].table} AS other SET ${set.join(', ')} FROM ${moved[from].table} AS there
  WHERE ${ownRow(moved, place, 'NEW')} AND ${sameRow(moved, from, 'there.', 'NEW.')} AND NOT (${hasNone(moved, from, 'there.')});
  RETURN NEW;
END IF;`;
}

function ownRow(moved: Moved, place: Place, row: 'NEW' | 'OLD'): string {
  return moved[place].key.map((column) => `other.${column} = ${row}.${column}`).join(' AND ');
}

function rekeyed(moved: Moved, place: Place): string {
  return moved[place].key.map((column) => `NEW.${column} IS DISTINCT FROM OLD.${column}`).join(' OR ');
}

function changed(moved: Moved, place: Place): string {
  const columns = moved.columns.map((one) => {
    const sides = ['NEW', 'OLD'].map((row) => comparable(`${row}.${nameOf(one[place])}`, one[place]));
    return sides.join(' IS DISTINCT FROM ');
  });
  const rule = ['NEW.', 'OLD.'].map((row) =>
    place === 'old' && moved.where !== null ? `(${moved.where((column) => `${row}${column}`, false)})` : null,
  );
  return [
    rekeyed(moved, place),
    ...columns,
    ...(rule.includes(null) ? [] : [rule.join(' IS DISTINCT FROM ')]),
  ].join(' OR ');
}

function shifted(sql: string): string {
  return sql.replace(/^/gm, '  ');
}
