/**
 * Speed and memory as a table of medians: `npm run bench [-- --runs 3] [--corpus <folder of migrations>]`.
 * Whole processes are measured from spawn to exit; the processor's time and memory are those of the process and its
 * child together, so that the former can be compared on a busy machine too.
 */
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { benchEngine } from './bench-engine.mjs';
import { benchEvents } from './bench-events.mjs';
import { grownHistory, liteHistory, smallHistory } from './bench-history.mjs';
import { HELD, hurtfulChange } from './bench-plan.mjs';
import { benchReferences, manyFiles } from './bench-references.mjs';

const { values } = parseArgs({
  options: { runs: { type: 'string', default: '3' }, corpus: { type: 'string' }, since: { type: 'string' } },
});
const runs = Number(values.runs);
const work = await mkdtemp(join(tmpdir(), 'holdpoint-bench-'));
/** A cache that is emptied before every run. */
const EMPTIED = join(work, 'emptied');
/** Linux counts in these. */
const PAGE = 4096;
const TICKS = 100;
const rows = [];
try {
  const small = await smallHistory(join(work, 'small'), 20, 1);
  const began = performance.now();
  await measure('one migration on a history of 20', '≤ 1.5 s, < 450 MB', small, [
    '--since',
    '0020',
    '--no-cache',
  ]);
  await measure('the same without an engine', '≤ 0.4 s', small, ['--since', '0020', '--no-rehearsal']);
  await lite();
  await grown(await grownHistory(join(work, 'grown'), 400, 10));
  if (values.corpus) {
    await measure(`the last ten of ${values.corpus}`, '≤ 3 s', values.corpus, sinceOf(values.since));
  }
  await growth();
  await planning(await hurtfulChange(join(work, 'plan')));
  tell(await benchReferences(await manyFiles(join(work, 'many-files')), runs));
  for (const { name, unit, value } of await benchEngine(runs))
    tell({ what: `engine: ${name}`, median: `${round(value)} ${unit}` });
  for (const row of await benchEvents(runs)) tell(row);
  console.table(rows, ['what', 'goal', 'median', 'processor', 'calls', 'bare starts']);
  console.log(
    `Measured in ${Math.round((performance.now() - began) / 1000)} s, each the median of ${runs} runs.`,
  );
} finally {
  await rm(work, { recursive: true });
}

function sinceOf(version) {
  return ['--no-cache', ...(version === undefined ? [] : ['--since', version])];
}

/** Two migrations of SQLite's on a history of 18 and of 1,018: replaying, filling and digesting 1,000 tables more. */
async function lite() {
  const options = ['--dialect', 'sqlite', '--no-cache', '--since'];
  const few = await liteHistory(join(work, 'sqlite'), 18);
  await measure('SQLite: two migrations on a history of 18', '≤ 0.8 s', few, [...options, '0018']);
  const many = await liteHistory(join(work, 'sqlite-many'), 1018);
  await measure('the same on 1,000 more', '≤ 5 s', many, [...options, '1018']);
}

/** Ten migrations on a history of 400: without a cache, with an empty one, with the base in it. */
async function grown(folder) {
  const kept = ['--since', '0400', '--cache', join(work, 'cache')];
  const what = 'ten migrations on a history of 400';
  const cold = await measure(what, '≤ 5 s, < 900 MB', folder, ['--since', '0400', '--no-cache']);
  await measure('the same, and the base is kept', '≤ 5 s, < 900 MB', folder, [
    '--since',
    '0400',
    '--cache',
    EMPTIED,
  ]);
  await once(folder, kept);
  const warm = await measure('the same from the kept base', '≤ 2.5 s, < 900 MB', folder, kept);
  tell({ what: 'work from the kept base, to that without', goal: '≤ 0.5', median: round(warm / cold) });
}

/** Cost per statement of 100 and of 1,000 statements in one file; the ratio has to stay below 2. */
async function growth() {
  const cost = {};
  for (const count of [100, 1000]) {
    const folder = await smallHistory(join(work, `file-${count}`), 1, 0);
    await writeFile(join(folder, '0002_many.sql'), manyStatements(count));
    const { seconds } = await once(folder, ['--since', '0001', '--no-cache']);
    cost[count] = seconds / count;
    tell({ what: `${count} statements in one file`, median: `${round(seconds)} s` });
  }
  tell({ what: 'cost per statement, 1,000 to 100', goal: '≤ 2', median: round(cost[1000] / cost[100]) });
}

/** A plan with the proofs of a series, and its ratio to a review of the same change. */
async function planning(folder) {
  const what = 'review of ten statements that hurt';
  const reviewed = await measure(what, '', folder, ['--since', '0001', '--no-cache']);
  const options = ['plan', '0002', '--path', folder, '--no-cache'];
  const { code } = await run(options);
  if (code !== HELD) throw new Error(`The plan of ten statements left with ${code}: no series was proved.`);
  const planned = await measured('plan of them, each step of their series proved', '≤ 10 s', options);
  tell({ what: 'the plan, to the review', goal: '≤ 5', median: round(planned / reviewed) });
}

/** New tables, each with an index, a column and a comment. */
function manyStatements(count) {
  return Array.from({ length: count / 4 }, (_, index) => {
    const table = `made_${index}`;
    const creation = `CREATE TABLE ${table} (id bigint PRIMARY KEY, name text);\nCREATE INDEX ${table}_name ON ${table} (name);`;
    return `${creation}\nALTER TABLE ${table} ADD COLUMN note text;\nCOMMENT ON TABLE ${table} IS 'made';`;
  }).join('\n');
}

/** Adds a row; shown at once as well, since the whole takes minutes. */
function tell(row) {
  rows.push(row);
  console.error(Object.values(row).join(' · '));
}

function measure(what, goal, folder, options) {
  return measured(what, goal, ['review', folder, ...options]);
}

/** Gives the processor's time where there is one: unlike the clock it can be compared on a busy machine. */
async function measured(what, goal, args) {
  const { seconds, megabytes, busy } = await typical(args);
  tell({
    what,
    goal,
    median: `${round(seconds)} s, ${Math.round(megabytes)} MB`,
    processor: `${round(busy)} s`,
  });
  return busy || seconds;
}

async function typical(args) {
  const results = [];
  for (let turn = 0; turn < runs; turn += 1) {
    if (args.includes(EMPTIED)) await rm(EMPTIED, { recursive: true, force: true });
    results.push(await run(args));
  }
  return {
    seconds: median(results.map((r) => r.seconds)),
    megabytes: median(results.map((r) => r.megabytes)),
    busy: median(results.map((r) => r.busy)),
  };
}

function once(folder, options) {
  return run(['review', folder, ...options]);
}

function run(args) {
  return new Promise((resolve) => {
    const started = performance.now();
    const all = ['dist/cli.js', ...args, '--no-git', '--quiet'];
    const child = spawn(process.execPath, all, { stdio: 'ignore' });
    let megabytes = 0;
    let busy = 0;
    const look = async () => {
      const used = await usedBy(child.pid);
      megabytes = Math.max(megabytes, used.megabytes);
      busy = Math.max(busy, used.busy);
    };
    const timer = setInterval(look, 50);
    child.on('exit', (code) => {
      clearInterval(timer);
      resolve({ code, seconds: (performance.now() - started) / 1000, megabytes, busy });
    });
  });
}

/** Resident memory in MB and seconds of the processor of a process and its children; 0 where there is no /proc. */
async function usedBy(pid) {
  const used = { megabytes: 0, busy: 0 };
  const children = await readFile(`/proc/${pid}/task/${pid}/children`, 'latin1').catch(() => '');
  for (const entry of [pid, ...children.trim().split(' ').filter(Boolean)]) {
    const memory = await readFile(`/proc/${entry}/statm`, 'latin1').catch(() => '');
    const stat = await readFile(`/proc/${entry}/stat`, 'latin1').catch(() => '');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    used.megabytes += (Number(memory.split(' ')[1] ?? 0) * PAGE) / 2 ** 20;
    used.busy += (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) / TICKS;
  }
  return used;
}

function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

function round(number) {
  return Math.round(number * 100) / 100;
}
