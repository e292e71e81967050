import { lastColumns, rowColumns, tuple, variables, type Walk } from './walk.ts';

/** Stands for the reader's statement until all else is laid out: a line of it may begin inside of a string. */
export const STATEMENT = '\0';

/** How often a batch that meets a lock is tried again before the run ends with the error. */
const MOST_WAITS = 10;

/** Variables of a step: the key's, by its own types, and the settings that the progress table holds. */
export function declarations({ key, source }: Walk): string {
  const table = source.replace(/^ONLY /, '');
  const keys = ['last', 'first', 'until', 'at'].flatMap((prefix) =>
    key.map((column, index) => `  ${prefix}_${index + 1} ${table}.${column}%TYPE;`),
  );
  return [...keys, ...OTHERS].join('\n');
}

const OTHERS = [
  '  size integer;',
  '  pause integer;',
  '  taken bigint;',
  '  altered bigint;',
  '  told_code text;',
  '  told_error text;',
  '  outcome text;',
  '  ended boolean := false;',
];

/**
 * One batch in PL/pgSQL: finds the keys, runs the statement for them, and notes the last key in the same transaction.
 * A batch that fails is taken row by row; a row that fails is noted and left out.
 */
export function stepBody(walk: Walk): string {
  const { progress, block } = walk;
  const last = lastColumns(walk.key);
  const lastNames = last.map((_column, index) => `last_${index + 1}`).join(', ');
  return `SELECT ${last.map((column) => `p.${column}`).join(', ')}, CASE WHEN p.singly > 0 THEN 1 ELSE p.batch_rows END, p.pause_ms, p.stop
  INTO ${lastNames}, size, pause, ended FROM ${progress} AS p FOR UPDATE;
taken := 0;
IF NOT ended THEN
${indented(findKeys(walk), 1)}
END IF;
IF ended THEN
  RAISE NOTICE 'stopped; run it again to go on';
ELSIF taken = 0 THEN
  UPDATE ${progress} SET finished = true;
  ended := true;
ELSE
  BEGIN
    SET CONSTRAINTS ALL IMMEDIATE;
    ${STATEMENT};
    GET DIAGNOSTICS altered = ROW_COUNT;
    outcome := 'done';
  EXCEPTION
    WHEN lock_not_available OR deadlock_detected OR serialization_failure THEN
      IF (SELECT p.waits FROM ${progress} AS p) >= ${MOST_WAITS} THEN RAISE; END IF;
      outcome := 'wait';
    WHEN OTHERS THEN
      GET STACKED DIAGNOSTICS told_code = RETURNED_SQLSTATE, told_error = MESSAGE_TEXT;
      outcome := CASE WHEN ${block}.taken > 1 THEN 'singly' ELSE 'skip' END;
  END;
${indented(takeNote(walk), 1)}
END IF;`;
}

/** First and last key of the next rows. Only one of the branches reads the table: the key is never empty. */
function findKeys({ key, source, block }: Walk): string {
  const list = key.join(', ');
  const next = `SELECT ${list} FROM ${source}`;
  const isFirst = `${block}.last_1 IS NULL`;
  const order = `ORDER BY ${list} LIMIT ${block}.size`;
  const each = (left: string, right: string): string =>
    key.map((_column, index) => `${left}_${index + 1} := ${right}_${index + 1};`).join(' ');
  return `FOR ${key.map((_column, index) => `at_${index + 1}`).join(', ')} IN
  (${next} WHERE ${isFirst} ${order})
  UNION ALL
  (${next} WHERE ${tuple(key)} > ${tuple(variables(key, 'last', block))} ${order})
LOOP
  IF taken = 0 THEN ${each('first', 'at')} END IF;
  ${each('until', 'at')}
  taken := taken + 1;
END LOOP;`;
}

function takeNote({ key, progress, skipped, block }: Walk): string {
  const until = variables(key, 'until', block);
  const moved = lastColumns(key).map((column, index) => `${column} = ${until[index] ?? ''}`);
  const common = `${moved.join(', ')}, done = p.done + ${block}.taken, waits = 0, singly = greatest(p.singly - 1, 0)`;
  return `IF outcome = 'done' THEN
  UPDATE ${progress} AS p SET ${common}, changed = p.changed + ${block}.altered;
ELSIF outcome = 'skip' THEN
  INSERT INTO ${skipped} (${rowColumns(key).join(', ')}, code, error, skipped_at)
    VALUES (${until.join(', ')}, ${block}.told_code, ${block}.told_error, clock_timestamp());
  UPDATE ${progress} AS p SET ${common}, skipped = p.skipped + 1;
ELSIF outcome = 'singly' THEN
  UPDATE ${progress} AS p SET singly = ${block}.taken;
ELSE
  UPDATE ${progress} AS p SET waits = p.waits + 1;
END IF;
${tellProgress(progress)}`;
}

/** Time left, from what this run took so far. */
function tellProgress(progress: string): string {
  return `SELECT format('%s/%s rows, %s skipped, about %s left', p.done, p.total, p.skipped, coalesce(date_trunc('second',
    (clock_timestamp() - p.resumed_at) / nullif(p.done - p.done_before, 0)::float8 * greatest(p.total - p.done, 0))::text, 'some time'))
  INTO told_error FROM ${progress} AS p WHERE p.singly % 100 = 0;
IF told_error IS NOT NULL THEN RAISE NOTICE '%', told_error; END IF;`;
}

/** Moves lines to the right by so many levels. */
export function indented(text: string, levels: number): string {
  return text.replaceAll(/^(?=.)/gm, '  '.repeat(levels));
}
