import { code } from '../lib/code.ts';
import type { Catalog } from '../model/catalog.ts';
import type { Change } from '../model/change.ts';
import type { Dialect } from '../model/dialect.ts';
import type { Effect } from '../model/observation.ts';
import type { RehearsedMigration, RehearsedStatement, Rehearsal } from '../model/rehearsal.ts';
import type { Project } from '../model/project.ts';
import type { Statement } from '../model/statement.ts';
import { judgeTogether } from './judge-together.ts';
import { transactionOf, wrappingOf, type ParsedHeadMigration, type ParsedProject } from './parsed-project.ts';
import type { StatementRun } from './run-statement.ts';
import { isShipped } from './stage.ts';
import { mayBeginWithLimit, toldLimits } from './told-limits.ts';
import { afterStatement, changesOf, presumedSchema } from './told-schema.ts';
import { TransactionWindow, type Wrapping } from './transaction-window.ts';
import { untried } from './trial.ts';
import { versionNumber } from '../model/server-version.ts';

const NOT_RUN = 'no engine ran it';

/**
 * A rehearsal in which nothing ran: what the manual says, on the schema as the text tells it, and everything else
 * unknown. Tables that the change speaks of and does not create are taken to be in use.
 */
export function unrehearsed(parsed: ParsedProject, dialect: Dialect, because: string): Rehearsal {
  const { project, faults } = parsed.change;
  const added = parsed.added.flatMap(({ up }) => up.statements);
  const base = parsed.base.flatMap(({ up }) => up.statements);
  const shipped = presumedSchema(base.reduce(afterStatement, new Map()), added);
  const version = project.serverVersion ?? versionNumber(dialect.id, dialect.embedded.version);
  const isLimited = mayBeginWithLimit(base, dialect.traits.lockTimeoutSetting);
  const manual = { dialect, shipped, version, ...(isLimited ? { isLimited: true as const } : {}) };
  return {
    project,
    faults,
    engine: null,
    base: { migrations: 0, statements: 0, failures: [] },
    shipped,
    migrations: unrehearsedMigrations(parsed.added, shipped, manual),
    notRun: parsed.notRun,
    remarks: parsed.remarks,
    rollback: parsed.added.length === 0 ? null : untried(NOT_RUN),
    unknowns: [{ what: `What the migrations ${placeOf(project)} do`, because, path: null, line: null }],
  };
}

function placeOf({ path }: Project): string {
  return path === '.' ? 'of this change' : `of ${code(path)}`;
}

/** What the manual is asked with. */
export interface Manual {
  readonly dialect: Dialect;
  readonly shipped: Catalog;
  readonly version: number;
  /** Present when sessions may begin with a limit on waiting for locks. */
  readonly isLimited?: true;
}

/** Migrations that no engine ran, one after the other on the schema that each leaves. */
export function unrehearsedMigrations(
  migrations: readonly ParsedHeadMigration[],
  start: Catalog,
  manual: Manual,
): RehearsedMigration[] {
  let before = start;
  return migrations.map((parsed) => {
    const statements = unrehearsedStatements(
      parsed.up.statements,
      wrappingOf(parsed.migration, parsed.up),
      before,
      manual,
    );
    before = statements.at(-1)?.after ?? before;
    return {
      change: parsed.change,
      transaction: transactionOf(parsed.migration, parsed.up),
      statements,
      rollback: untried(NOT_RUN),
      down: parsed.down === null ? null : untried(NOT_RUN),
      validation: [],
      safeWays: [],
    };
  });
}

/** Statements of one script that no engine ran: what the manual says of their locks and work, and how long those last. */
function unrehearsedStatements(
  statements: readonly Statement[],
  wrapping: Wrapping,
  start: Catalog,
  manual: Manual,
): RehearsedStatement[] {
  const runs = unrehearsedRuns(statements, new TransactionWindow(wrapping), start, manual);
  const limits = toldLimits(statements, manual.dialect.traits.lockTimeoutSetting);
  const scene = { shipped: manual.shipped, filled: new Set<string>(), empty: new Set<string>() };
  return judgeTogether(runs, scene).map((statement, index) => ({
    ...withoutVerdict(statement),
    lockTimeout: manual.isLimited === true ? null : (limits[index] ?? null),
  }));
}

/** What is told of statements before they are judged together with the others of their transaction. */
export function unrehearsedRuns(
  statements: readonly Statement[],
  window: TransactionWindow,
  start: Catalog,
  manual: Manual,
): StatementRun[] {
  let before = start;
  return statements.map((statement, index) => {
    const earlier = statements.slice(0, index).flatMap(changesOf);
    const run = runOf(statement, { transaction: window.number, before, earlier }, manual);
    window.passed(statement);
    before = run.after;
    return run;
  });
}

/** Nobody saw whether code that runs today still works. */
export function withoutVerdict(statement: RehearsedStatement): RehearsedStatement {
  return { ...statement, phase: 'neutral', backwardCompatible: false };
}

/** Where a statement stands that no engine ran. */
interface Told {
  readonly transaction: number;
  readonly before: Catalog;
  /** Changes of the statements before it. */
  readonly earlier: readonly Change[];
}

function runOf(statement: Statement, told: Told, manual: Manual): StatementRun {
  const { transaction, before } = told;
  return {
    statement,
    observation: null,
    rowsTrial: { error: null, dependsOnData: false },
    effects: changesOf(statement).flatMap((change) => documentedEffects(change, told, manual)),
    transaction,
    before,
    after: afterStatement(before, statement),
    broken: [],
    dataLoss: [],
    overwritten: [],
  };
}

/** Nobody waits for the check of a foreign key of a table that is new and holds no row yet. */
function documentedEffects(change: Change, { before, earlier }: Told, manual: Manual): readonly Effect[] {
  const effects = manual.dialect.documented(change, before, manual.version);
  if (change.kind !== 'add-constraint' || change.references === null || change.relation === null)
    return effects;
  const isFilled = earlier.some(({ kind, relation }) => FILLING.has(kind) && relation === change.relation);
  if (isFilled || isShipped(manual, before, change.relation)) return effects;
  return effects.map((effect) => ({ ...effect, work: 'metadata' }));
}

const FILLING: ReadonlySet<Change['kind']> = new Set<Change['kind']>([
  'create-table-as',
  'insert-rows',
  'merge-rows',
  'copy-rows',
]);
