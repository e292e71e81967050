/**
 * Compares rehearsals with what real servers did, and with another reviewer: `npm run bench:truth -- <folder>
 * [--server 13…18] [--database-url <url>] [--squawk <binary>] [--only <part of an id>] [--verbose]`. The folder holds
 * `cases.jsonl` and `truth.pg<server>.jsonl`; it is not part of the repository. Every case is judged twice: by its
 * migrations alone, and with what `holdpoint stats` reads where the truth was measured. What is not as the truth says,
 * and why, is told in docs/truth.md.
 */
import { spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { bundledImport } from './bundled-import.mjs';
import { answersOf } from './truth/answers.mjs';
import { readSizes } from './truth/read-sizes.mjs';
import { Scores } from './truth/scores.mjs';
import { scoreSquawk, squawkFindings } from './truth/squawk.mjs';

const ROWS = 200;
const LIMITS = { deadline: 3_600_000, statementDeadline: 60_000, memory: 4 * 2 ** 30 };
const SILENCE = { step: () => undefined };
const SETTINGS = { severities: new Map(), lockTimeoutDefault: null };

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    server: { type: 'string', default: '18' },
    'database-url': { type: 'string' },
    squawk: { type: 'string' },
    verbose: { type: 'boolean' },
    only: { type: 'string', default: '' },
  },
});
const [folder = '.'] = positionals;
const server = Number(values.server);
const { postgres, parseProject, rehearse, judgeProject, disagreements, ...parts } = await bundledImport(
  `export { postgres } from './src/dialects/postgres/index.ts';
   export { parseProject } from './src/rehearse/parsed-project.ts';
   export { rehearse } from './src/rehearse/rehearse.ts';
   export { judgeProject } from './src/judge-project.ts';
   export { askSizes } from './src/dialects/postgres/statistics/ask-sizes.ts';
   export { toStatistics } from './src/dialects/postgres/statistics/to-statistics.ts';
   export { USUAL_RATES, USUAL_SMALL_TABLES } from './src/model/statistics.ts';
   export { USUAL_BATCH } from './src/model/brief.ts';
   export { disagreements } from './__tests__/postgres-versions/witness-agreement.ts';`,
);
const truth = new Map((await truthLines()).map((entry) => [entry.id, entry]));
const cases = (await lines('cases.jsonl')).filter(({ id }) => truth.has(id) && id.includes(values.only));
const boards = { without: newBoard(), with: newBoard() };
const witnesses = [];

await postgres.prepare();
const engine = await openEngine();
await engine.run('CREATE ROLE app');
const clean = await engine.mark();
for (const entry of cases) {
  const rehearsal = await rehearsed(entry);
  for (const { error } of rehearsal.base.failures) console.log(`${entry.id}: setup fails: ${error.message}`);
  for (const { what, because } of rehearsal.unknowns)
    console.log(`${entry.id}: unknown: ${what}: ${because}`);
  const terms = { rules: SETTINGS, dialects: { postgres } };
  compare(boards.without, entry, judgeProject(rehearsal, null, terms));
  const sizes = await readSizes(engine, clean, entry, parts);
  compare(boards.with, entry, judgeProject(rehearsal, null, { ...terms, sizes }));
  const version = Number.parseInt(engine.identity.version, 10);
  const [migration] = rehearsal.migrations;
  witnesses.push(...disagreements(migration, version).map((line) => `${entry.id}: ${line}`));
}
await engine.close();
report();
process.exit(0);

/** Servers between the measured ones are asked like the one below them. */
async function truthLines() {
  return lines(`truth.pg${server >= 18 ? 18 : 15}.jsonl`);
}

async function lines(file) {
  return (await readFile(join(folder, file), 'utf8'))
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}

function openEngine() {
  const url = values['database-url'];
  const extensions = ['btree_gist', 'pg_trgm', 'citext', 'hstore', 'ltree'];
  const options = { ...LIMITS, extensions };
  return url === undefined
    ? postgres.openEngine(options)
    : postgres.openServer({ url, disposable: true }, options);
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
      serverVersion: server,
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

function newBoard() {
  return { ours: new Scores(), details: new Scores() };
}

function compare({ ours, details }, { id, app }, judged) {
  const expected = truth.get(id);
  const seen = answersOf(judged, app);
  ours.tally('fails', id, seen.fails, expected.fails);
  if (expected.fails) return;
  ours.tally('blocking', id, seen.blocking, expected.hazardous);
  ours.tally('contract', id, seen.contract, expected.contract);
  ours.tally('queue hazard', id, seen.queueHazard, expected.queue_hazard);
  details.tally('queue bounded', id, seen.queueBounded, expected.queue_bounded);
  details.tally('deadlock', id, seen.deadlock, expected.deadlock);
  details.compare('contract kinds', id, seen.kinds.join(), [...expected.contract_kinds].sort().join());
  details.compare('duration', id, seen.duration, expected.duration);
  expected.statements.forEach((known, index) => {
    const answer = seen.statements[index];
    if (answer !== undefined && known.ran && known.own)
      compareStatement(details, `${id} ${index + 1}`, known, answer);
  });
}

function compareStatement(details, id, known, seen) {
  for (const [table, lock] of Object.entries(known.own.locks)) {
    details.compare('lock', `${id} ${table}`, seen.locks.get(table) ?? 'nothing', modeOf(lock));
  }
  details.compare('blocks by itself', id, seen.own, known.own.blocking);
  details.compare('blocks with what is held', id, seen.held, known.held.blocking);
  details.compare('statement duration', id, seen.duration, known.duration);
  details.compare('rewritten', id, seen.rewritten.join(), [...known.rewritten].sort().join());
  details.tally('hazardous statement', id, seen.hazardous, known.hazardous);
}

/** `ACCESS SHARE` → `AccessShareLock`. */
function modeOf(lock) {
  const words = lock.split(' ').map((word) => word[0] + word.slice(1).toLowerCase());
  return `${words.join('')}Lock`;
}

function report() {
  const { name, version } = engine.identity;
  for (const [how, { ours, details }] of Object.entries(boards)) {
    console.log(`\nDifferences ${how} statistics`);
    for (const line of ours.differences()) console.log(line);
    if (values.verbose) for (const line of details.differences()) console.log(line);
    const title = `Holdpoint on ${name} ${version} ${how} statistics, for PostgreSQL ${server}, ${cases.length} cases`;
    ours.print(title);
    details.print(`Every other label that is measured, ${how} statistics`);
  }
  for (const line of values.verbose ? witnesses : []) console.log(`witnesses: ${line}`);
  console.log(`\nManual and engine disagree: ${witnesses.length}`);
  const squawk = findSquawk();
  if (squawk === null) return console.log('\nsquawk: not found (--squawk <binary>)');
  const theirs = new Scores();
  scoreSquawk(theirs, squawkFindings(squawk.binary, cases, server), cases, truth);
  theirs.print(`${squawk.version} on the same cases, rules mapped in its favor`);
}

/** The binary that is named, else the one on the path; null when there is none. */
function findSquawk() {
  const binary = values.squawk ?? 'squawk';
  const { stdout, error } = spawnSync(binary, ['--version'], { encoding: 'utf8' });
  if (error && values.squawk) throw error;
  return error ? null : { binary, version: stdout.trim() };
}
