import type { Engine, Row, RunOutcome } from '../../../model/engine.ts';
import type { Violation } from '../../../model/rehearsal.ts';
import { quoteIdentifier } from '../parse/names.ts';

const COLUMNS = `(SELECT group_concat("from", char(10)) FROM
    (SELECT "from" FROM pragma_foreign_key_list(c."table") WHERE id = c.fkid ORDER BY seq))`;

/** Rows by the foreign key that they break, of all tables or of one. https://www.sqlite.org/pragma.html#pragma_foreign_key_check */
function orphans(table = ''): string {
  return `SELECT c."table", c.parent, ${COLUMNS} AS columns, count(*) AS rows
    FROM pragma_foreign_key_check${table} c GROUP BY c."table", c.fkid`;
}

/** Names of the tables that refer to others. */
const CHILDREN = `SELECT l.name FROM pragma_table_list l
  WHERE l.schema = 'main' AND l.type = 'table' AND EXISTS (SELECT 1 FROM pragma_foreign_key_list(l.name))
  ORDER BY l.name`;

/** Checks, `NOT NULL`, types and indexes. https://www.sqlite.org/pragma.html#pragma_integrity_check */
const INTEGRITY = 'PRAGMA integrity_check(1000)';

/** While checks are ignored, the engine does not ask for them either. */
const IGNORING = 'PRAGMA ignore_check_constraints';

/** Rows that stand against the schema as it is now. Outside of a transaction. */
export async function findViolations(engine: Engine): Promise<readonly Violation[]> {
  const [keys, ignoring, whole] = await engine.runAll([orphans(), IGNORING, INTEGRITY], false);
  const broken = keys?.ok === true ? keys.rows.map(orphanage) : await oneByOne(engine);
  const isIgnoring = ignoring?.ok === true && ignoring.rows[0]?.['ignore_check_constraints'] === '1';
  const integrity = isIgnoring ? await minding(engine) : whole;
  return [...broken, ...(integrity?.ok === true ? disorder(integrity.rows) : [])];
}

async function minding(engine: Engine): Promise<RunOutcome | undefined> {
  const [, integrity] = await engine.runAll([`${IGNORING} = off`, INTEGRITY, `${IGNORING} = on`], false);
  return integrity;
}

/** A key whose other side is not unique is an error, which keeps the rest from being looked at. */
async function oneByOne(engine: Engine): Promise<readonly Violation[]> {
  const children = await engine.run(CHILDREN);
  const names = (children.ok ? children.rows : []).map(({ name }) => name ?? '');
  const queries = names.map((name) => orphans(`('${name.replaceAll("'", "''")}')`));
  const outcomes = await engine.runAll(queries, false);
  return outcomes.flatMap((outcome, at): Violation[] => {
    if (outcome.ok) return outcome.rows.map(orphanage);
    const parent = /referencing "(.*)"$/.exec(outcome.error.message)?.[1];
    if (parent === undefined) return [];
    const relation = quoteIdentifier(names[at] ?? '');
    return [
      {
        kind: 'mismatch',
        relation,
        parent: quoteIdentifier(parent),
        columns: [],
        rows: 0,
        says: outcome.error.message,
      },
    ];
  });
}

function orphanage({ table, parent, columns, rows }: Row): Violation {
  return {
    kind: 'foreign-key',
    relation: quoteIdentifier(table ?? ''),
    parent: quoteIdentifier(parent ?? ''),
    columns: (columns ?? '').split('\n').map(quoteIdentifier),
    rows: Number(rows),
    says: 'PRAGMA foreign_key_check',
  };
}

/** `CHECK constraint failed in users`, `NULL value in users.email`, `row 3 missing from index users_email`: one line each. */
function disorder(rows: readonly Row[]): Violation[] {
  const lines = rows.map((row) => Object.values(row)[0] ?? '').filter((line) => line !== 'ok');
  const counted = new Map<string, number>();
  for (const line of lines) {
    const said = line.replace(/^row \d+/, 'row').replace(/, rowid \d+/, '');
    counted.set(said, (counted.get(said) ?? 0) + 1);
  }
  return [...counted].map(([says, count]) => ({
    kind: 'integrity',
    relation: quoteIdentifier(/\b(?:in|from) (?:index )?([^.\s]+)/.exec(says)?.[1] ?? ''),
    parent: null,
    columns: [],
    rows: count,
    says,
  }));
}
