/** Rows of the tables that the truth was measured on. */
const ROWS = 20_000;
const TAKEN_AT = '2026-01-01T00:00:00Z';

/**
 * What `holdpoint stats` would have read of the database that the truth was measured on, as a review uses it: the
 * case's setup is filled and analyzed on the engine, which is clean afterwards.
 */
export async function readSizes(engine, clean, { id, setup }, parts) {
  await engine.rewind(clean);
  const fill = (sql) => sql.replaceAll('{{rows}}', String(ROWS)).replaceAll('{{half}}', String(ROWS / 2));
  const ask = (sql) => answer(engine, sql, id);
  for (const sql of [...setup.map(fill), 'ANALYZE']) await ask(sql);
  const sizes = await parts.askSizes(ask);
  await engine.rewind(clean);
  const { version } = engine.identity;
  const statistics = parts.toStatistics({ ...sizes, version, replicas: 0, takenAt: TAKEN_AT });
  const { USUAL_RATES: rates, USUAL_SMALL_TABLES: small, USUAL_BATCH: batch } = parts;
  return { known: { statistics, path: 'stats.json', fresh: true }, rates, small, batch };
}

async function answer(engine, sql, id) {
  const outcome = await engine.run(sql);
  if (!outcome.ok) throw new Error(`${id}: ${outcome.error.message}: ${sql}`);
  return outcome.rows;
}
