import type { Catalog } from '../model/catalog.ts';
import type { Dialect, ManyRows, SeedRow } from '../model/dialect.ts';
import type { Engine } from '../model/engine.ts';

/** A table that the base itself filled with at least this many rows has better ones than we could make. */
const ENOUGH_ROWS = 3;

/**
 * Fills the shipped tables that hold hardly any rows with synthetic ones. A row that the engine refuses is tried in
 * its other forms, then left out. With `many`, some tables get that many rows. Gives the tables that held no row before.
 */
export async function plantRows(
  engine: Engine,
  dialect: Dialect,
  shipped: Catalog,
  many?: ManyRows,
): Promise<Set<string>> {
  const seeds = dialect.seeds(shipped, many);
  const enough = (relation: string): number =>
    many?.relations.has(relation) === true ? many.rows : ENOUGH_ROWS;
  const present = await engine.digests();
  await engine.runAll(seeds.setup, false);
  let rows: readonly SeedRow[] = seeds.rows.filter(
    ({ relation }) => (present.get(relation)?.rows ?? 0) < enough(relation),
  );
  for (let form = 0; rows.length > 0; form += 1) rows = await plantForm(engine, rows, form);
  await engine.runAll(dialect.resetSession, false);
  return new Set([...present].filter(([, digest]) => digest.rows === 0).map(([relation]) => relation));
}

/** Tries one form of each row; gives back the rows that were refused and have another form. */
async function plantForm(
  engine: Engine,
  rows: readonly SeedRow[],
  form: number,
): Promise<readonly SeedRow[]> {
  const attempts = rows.map((row) => row.attempts[form] ?? '');
  const outcomes = await engine.runAll(attempts, false);
  return rows.filter((row, index) => outcomes[index]?.ok === false && row.attempts.length > form + 1);
}
