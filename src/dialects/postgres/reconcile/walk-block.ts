import { literal } from '../rows/names.ts';
import { rowNumber, type Copy } from '../validation/copied-rows.ts';

/** Keys of one range. */
const RANGE = 10_000;
/** Seconds until a range that differs is read again. */
const PAUSE = 0.5;

/**
 * A block that compares both sides range by range, in the order of their key and each in a transaction of its own. It
 * warns of each range that still differs when it is read again, and fails in the end when there was one. The last key
 * stays in a setting, so that the same session goes on from there. Null without a key.
 */
export function walkBlock(copy: Copy): string | null {
  const { key } = copy;
  if (key.length === 0) return null;
  const names: Names = {
    reached: key.map((_, index) => `reached_${index + 1}`),
    ends: key.map((_, index) => `range_end_${index + 1}`),
    settings: key.map((column) => literal(settingOf(copy, column))),
  };
  return `DO $$
DECLARE
${declarations(copy, names)}
  apart boolean;
  ranges integer := 0;
BEGIN
  LOOP
${rangeSql(copy, names)}
  END LOOP;
${names.settings.map((setting) => `  PERFORM set_config(${setting}, '', false);`).join('\n')}
  COMMIT;
  IF ranges > 0 THEN
    RAISE EXCEPTION '% ranges differ', ranges;
  END IF;
END $$`;
}

/** Names in the block, one for each column of the key. */
interface Names {
  readonly reached: readonly string[];
  readonly ends: readonly string[];
  /** Literals with the names of the settings that keep the last key. */
  readonly settings: readonly string[];
}

function rangeSql(copy: Copy, { reached, ends, settings }: Names): string {
  const { key } = copy;
  const after = `(reached_1 IS NULL OR ${row(key)} > ${row(reached)})`;
  const kept = reached.map(
    (name, index) =>
      `    ${name} := ${ends[index] ?? ''};\n    PERFORM set_config(${settings[index] ?? ''}, ${name}::text, false);`,
  );
  return `    SELECT ${key.join(', ')} INTO ${ends.join(', ')} FROM (
      SELECT ${key.join(', ')} FROM (${copy.source}) AS source
      WHERE ${after}
      ORDER BY ${key.join(', ')} LIMIT ${RANGE}
    ) AS next_range ORDER BY ${key.map((column) => `${column} DESC`).join(', ')} LIMIT 1;
    FOR reading IN 1..2 LOOP
      SELECT old.digest <> new.digest INTO apart
      FROM (${digestOf(copy, copy.source, after, ends)}) AS old,
        (${digestOf(copy, copy.target, after, ends)}) AS new;
      COMMIT;
      EXIT WHEN NOT apart OR reading = 2;
      PERFORM pg_sleep(${PAUSE});
    END LOOP;
    IF apart THEN
      ranges := ranges + 1;
      RAISE WARNING 'They differ after % up to %', ${row(reached)}, ${row(ends)};
    END IF;
    EXIT WHEN range_end_1 IS NULL;
    RAISE NOTICE 'Compared up to %', ${row(ends)};
${kept.join('\n')}
    COMMIT;`;
}

function row(names: readonly string[]): string {
  return names.length === 1 ? (names[0] ?? '') : `(${names.join(', ')})`;
}

function declarations({ columns, key }: Copy, { reached, ends, settings }: Names): string {
  return key
    .flatMap((column, index) => {
      const type = columns.find(({ name }) => name === column)?.type ?? 'text';
      return [
        `  ${reached[index] ?? ''} ${type} := nullif(current_setting(${settings[index] ?? ''}, true), '');`,
        `  ${ends[index] ?? ''} ${type};`,
      ];
    })
    .join('\n');
}

/** A setting of its own for each comparison: `reconcile.users_email_address_id`. */
function settingOf({ name }: Copy, column: string): string {
  const words = `${name}_${column}`.toLowerCase().replace(/[^a-z0-9]+/g, '_');
  return `reconcile.${words.replace(/^_+|_+$/g, '')}`;
}

/** Rows of a range in number and content; without an end, the range is open. */
function digestOf(copy: Copy, side: string, after: string, ends: readonly string[]): string {
  return `SELECT count(*) || ' ' || coalesce(sum(${rowNumber(copy)}), 0) AS digest FROM (${side}) AS side
        WHERE ${after} AND (range_end_1 IS NULL OR ${row(copy.key)} <= ${row(ends)})`;
}
