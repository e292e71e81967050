/**
 * Compares rehearsals with what real servers did: `npm run bench:truth -- <folder> [--server 18] [--verbose]`. The folder
 * holds `cases.jsonl` and `truth.pg<server>.jsonl`; it is not part of the repository.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { bundledImport } from './bundled-import.mjs';

const ROWS = 200;
const LIMITS = { deadline: 3_600_000, statementDeadline: 60_000, memory: 4 * 2 ** 30 };
const SILENCE = { step: () => undefined };

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    server: { type: 'string', default: '18' },
    verbose: { type: 'boolean' },
    only: { type: 'string' },
  },
});
const [folder = '.'] = positionals;
const { postgres, parseProject, rehearse } = await bundledImport(
  `export { postgres } from './src/dialects/postgres/index.ts';
   export { parseProject } from './src/rehearse/parsed-project.ts';
   export { rehearse } from './src/rehearse/rehearse.ts';`,
);
const cases = await lines('cases.jsonl');
const truth = new Map((await lines(`truth.pg${values.server}.jsonl`)).map((entry) => [entry.id, entry]));
const scores = { blocking: score(), contract: score(), fails: score(), lock: { right: 0, wrong: 0 } };

await postgres.prepare();
const engine = await postgres.openEngine({
  ...LIMITS,
  extensions: ['btree_gist', 'pg_trgm', 'citext', 'hstore', 'ltree'],
});
await engine.run('CREATE ROLE app');
const clean = await engine.mark();
for (const entry of cases) {
  const expected = truth.get(entry.id);
  if (expected === undefined || (values.only && !entry.id.includes(values.only))) continue;
  compare(entry, expected, await rehearsed(entry));
  await engine.rewind(clean);
}
await engine.close();
console.table(
  ['blocking', 'contract', 'fails'].map((label) => {
    const { hit, miss, alarm, quiet } = scores[label];
    return {
      label,
      hit,
      miss,
      alarm,
      quiet,
      precision: ratio(hit, hit + alarm),
      recall: ratio(hit, hit + miss),
    };
  }),
);
console.log(`Strongest lock per table: ${scores.lock.right} right, ${scores.lock.wrong} wrong`);
process.exit(0);

async function lines(file) {
  return (await readFile(join(folder, file), 'utf8'))
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}

async function rehearsed(entry) {
  const fill = (sql) => sql.replaceAll('{{rows}}', String(ROWS)).replaceAll('{{half}}', String(ROWS / 2));
  const base = entry.setup.map((sql, index) => migration(`base-${index}`, fill(sql), 'none'));
  const mode = entry.tx === 'file' ? 'per-migration' : 'none';
  const added = migration('change', entry.migration.map(fill).join(';\n'), mode);
  const change = {
    project: {
      path: '.',
      dialect: 'postgres',
      layout: 'one-file',
      layoutReason: '',
      bringsDownFiles: false,
      serverVersion: null,
      transaction: null,
    },
    base,
    head: [{ status: 'added', migration: added, was: null }],
    faults: [],
  };
  return rehearse(parseProject(change, postgres), postgres, engine, SILENCE);
}

function migration(name, text, transaction) {
  const up = { path: `${name}.sql`, text: `${text};\n`, defect: null };
  return {
    version: name,
    name,
    path: up.path,
    up,
    down: null,
    transaction,
    transactionIs: 'stated',
    checksum: '',
  };
}

function compare(entry, expected, rehearsal) {
  for (const failure of rehearsal.base.failures) say(entry, `setup fails: ${failure.error.message}`);
  const [{ statements }] = rehearsal.migrations;
  const fails = statements.some(({ observation }) => (observation?.error ?? null) !== null);
  tally('fails', entry, fails, expected.fails);
  if (expected.fails) return;
  tally(
    'contract',
    entry,
    statements.some(({ phase }) => phase === 'contract'),
    expected.contract,
  );
  tally(
    'blocking',
    entry,
    statements.some(({ blocking }) => blocking),
    expected.hazardous,
  );
  expected.statements.forEach((known, index) => {
    const seen = statements[index];
    if (seen === undefined || !known.ran) return;

    compareLocks(entry, known, seen, index);
  });
}

function compareLocks(entry, known, seen, index) {
  for (const [table, lock] of Object.entries(known.own?.locks ?? {})) {
    const effect = seen.effects.find(({ relation }) => relation === table);
    const name = `${lock
      .split(' ')
      .map((word) => word[0] + word.slice(1).toLowerCase())
      .join('')}Lock`;
    if (effect?.lock === name) scores.lock.right += 1;
    else {
      scores.lock.wrong += 1;
      say(entry, `statement ${index + 1}: ${name} on ${table}, seen ${effect?.lock ?? 'nothing'}`);
    }
  }
}

function tally(label, entry, seen, expected) {
  const kind = expected ? (seen ? 'hit' : 'miss') : seen ? 'alarm' : 'quiet';
  scores[label][kind] += 1;
  if (kind === 'miss' || kind === 'alarm') console.log(`${entry.id}: ${label} ${kind}`);
}

function say(entry, text) {
  if (values.verbose) console.log(`${entry.id}: ${text}`);
}

function score() {
  return { hit: 0, miss: 0, alarm: 0, quiet: 0 };
}

function ratio(part, whole) {
  return whole === 0 ? '–' : `${Math.round((1000 * part) / whole) / 10} %`;
}
