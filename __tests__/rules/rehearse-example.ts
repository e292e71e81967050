import { readChanges } from '../../src/changeset/read-changes.ts';
import { DIALECTS } from '../../src/dialects/dialects.ts';
import type { Dialect, EngineOptions } from '../../src/model/dialect.ts';
import type { Engine, Mark } from '../../src/model/engine.ts';
import type { ChangedMigration } from '../../src/model/migration.ts';
import type { ProjectChange } from '../../src/model/project.ts';
import type { Rehearsal } from '../../src/model/rehearsal.ts';
import type { RuleExample } from '../../src/model/rule.ts';
import { parseProject } from '../../src/rehearse/parsed-project.ts';
import { rehearse } from '../../src/rehearse/rehearse.ts';
import { exampleRepository, FOLDER, headPaths } from './example-repository.ts';

const LIMITS: EngineOptions = {
  extensions: [],
  deadline: 240_000,
  statementDeadline: 10_000,
  memory: 1024 * 1024 * 1024,
};

interface ExampleEngine {
  readonly dialect: Dialect;
  readonly engine: Engine;
  readonly empty: Mark;
}

/** Rehearses examples one after the other, each from an empty database; those that are opened alike share an engine. */
export async function withExampleStage<Result>(
  work: (rehearseExample: (example: RuleExample) => Promise<Rehearsal>) => Promise<Result>,
): Promise<Result> {
  const engines = new Map<string, Promise<ExampleEngine>>();
  try {
    return await work(async (example) => {
      const key = `${example.dialect ?? 'postgres'} ${example.foreignKeys === true}`;
      const opened = engines.get(key) ?? openFor(example);
      engines.set(key, opened);
      const { dialect, engine, empty } = await opened;
      const rehearsal = await rehearseExample(example, dialect, engine);
      await engine.rewind(empty);
      return rehearsal;
    });
  } finally {
    for (const opened of engines.values()) await (await opened).engine.close();
  }
}

async function openFor({ dialect: id = 'postgres', foreignKeys }: RuleExample): Promise<ExampleEngine> {
  const dialect = DIALECTS[id];
  if (dialect === undefined) throw new Error(`There is no dialect ${id}.`);
  await dialect.prepare();
  const presupposed = { schemas: [], roles: [], extensions: [], foreignKeys: foreignKeys === true };
  const engine = await dialect.openEngine({ ...LIMITS, presupposed });
  return { dialect, engine, empty: await engine.mark() };
}

/** Reads the example in the way of any change and rehearses it. */
async function rehearseExample(example: RuleExample, dialect: Dialect, engine: Engine): Promise<Rehearsal> {
  const change = withForeignKeys(
    withStatedTransactions(await readExample(example, dialect), example),
    example,
  );
  return rehearse(parseProject(change, dialect), dialect, engine, { step: () => undefined });
}

async function readExample(example: RuleExample, dialect: Dialect): Promise<ProjectChange> {
  const { projects } = await readChanges(exampleRepository(example), {
    folders: [FOLDER],
    projects: [],
    dialect: dialect.id,
    layout: null,
    transaction: null,
    serverVersion: example.serverVersion ?? null,
    since: null,
    available: [dialect.id],
    root: null,
  });
  const [project] = projects;
  if (project === undefined) throw new Error(`The example "${example.title}" changes nothing.`);
  return project;
}

/** What an example says of the application, as the configuration would. */
function withForeignKeys(change: ProjectChange, { foreignKeys }: RuleExample): ProjectChange {
  if (foreignKeys === undefined) return change;
  const presupposed = { schemas: [], roles: [], extensions: [], foreignKeys };
  return { ...change, project: { ...change.project, presupposed } };
}

/** The transaction mode that an example states for a migration, as a framework or option would state it. */
function withStatedTransactions(change: ProjectChange, example: RuleExample): ProjectChange {
  const paths = headPaths(example);
  const head = change.head.map((changed): ChangedMigration => {
    const transaction = example.head[paths.indexOf(changed.migration.path)]?.transaction;
    if (transaction === undefined) return changed;
    return { ...changed, migration: { ...changed.migration, transaction, transactionIs: 'stated' } };
  });
  return { ...change, head };
}
