/**
 * Reviews folders of real migrations, the last ten as the change, and prints what came of it:
 * `node scripts/bench-corpora.mjs <folder of corpora> [--last 10] [--json <file>]`. Not a test: the folder is not part of the repository.
 */
import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { bundledImport } from './bundled-import.mjs';

const run = promisify(execFile);
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    last: { type: 'string', default: '10' },
    json: { type: 'string' },
    verbose: { type: 'boolean' },
  },
});
const [root = '.'] = positionals;
const { readChanges, openFolder } = await bundledImport(
  "export { readChanges } from './src/changeset/read-changes.ts'; export { openFolder } from './src/adapters/files/open-folder.ts';",
);

const rows = [];
for (const { path, since } of await projects()) {
  const started = performance.now();
  const report = await review(join(root, path), since);
  rows.push({ path, ms: Math.round(performance.now() - started), ...summary(report) });
  if (values.verbose) for (const line of details(report)) console.log(line);
  if (values.json)
    await writeFile(`${values.json}.${path.replaceAll('/', '_')}.json`, JSON.stringify(report, null, 1));
}
console.table(rows);

/** Every PostgreSQL project below the folder with the version that the last ten migrations come after. */
async function projects() {
  const repository = await openFolder({ folder: resolve(root), since: null });
  const request = {
    folders: [],
    projects: [],
    dialect: null,
    layout: null,
    transaction: null,
    serverVersion: null,
  };
  const changes = await readChanges(repository, {
    ...request,
    since: null,
    available: ['postgres'],
    root: resolve(root),
  });
  return changes.projects.map(({ project, head }) => {
    const before = head.length - Number(values.last) - 1;
    return { path: project.path, since: before < 0 ? '' : head[before].migration.version };
  });
}

async function review(folder, since) {
  const options = [
    'review',
    folder,
    '--no-git',
    '--dialect',
    'postgres',
    '--format',
    'json',
    '--fail-on',
    'never',
  ];
  const args = ['dist/cli.js', ...options, ...(since === '' ? [] : ['--since', since])];
  const { stdout } = await run(process.execPath, args, { maxBuffer: 2 ** 30 });
  return JSON.parse(stdout);
}

function summary(report) {
  const [project] = report.projects;
  const migrations = project.migrations;
  const count = (of, outcome) => migrations.filter((migration) => migration[of]?.outcome === outcome).length;
  return {
    verdict: report.verdict.outcome,
    base: `${project.base.statements - project.base.failures.length}/${project.base.statements}`,
    head: migrations.length,
    statements: migrations.flatMap(({ statements }) => statements).length,
    rollback: outcomes(migrations, 'rollback'),
    down: outcomes(migrations, 'down'),
    findings: migrations.flatMap(({ statements }) => statements.flatMap(({ findings }) => findings)).length,
    unknowns: project.unknowns.length,
  };

  function outcomes(of, key) {
    return ['restored', 'differs', 'data-lost', 'failed', 'untried']
      .map((outcome) => [outcome, count(key, outcome)])
      .filter(([, n]) => n > 0)
      .map(([outcome, n]) => `${n} ${outcome}`)
      .join(', ');
  }
}

function* details(report) {
  for (const project of report.projects) {
    for (const failure of project.base.failures)
      yield `BASE ${failure.path}:${failure.line} ${failure.error}`;
    for (const migration of project.migrations) {
      yield* trialDetails('rollback', migration);
      yield* trialDetails('down', migration);
    }
  }
}

function* trialDetails(key, migration) {
  const trial = migration[key];
  if (!trial || trial.outcome === 'restored') return;
  yield `${key} ${trial.outcome} ${migration.path} ${trial.reason ?? ''}`;
  for (const drift of trial.drift) yield `   ${typeof drift === 'string' ? drift : drift.text}`;
}
