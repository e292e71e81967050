import type { Catalog } from '../model/catalog.ts';
import type { Dialect } from '../model/dialect.ts';
import { blocksAtLeast, type Effect } from '../model/observation.ts';
import type { RehearsedMigration, RehearsedStatement, Rehearsal } from '../model/rehearsal.ts';
import type { Statement } from '../model/statement.ts';
import { transactionOf, type ParsedHeadMigration, type ParsedProject } from './parsed-project.ts';
import { untried } from './trial.ts';

const NOT_RUN = 'No engine ran it.';

/** A rehearsal in which nothing ran: what the manual says, and everything else unknown. */
export function unrehearsed(parsed: ParsedProject, dialect: Dialect, because: string): Rehearsal {
  const { project, faults } = parsed.change;
  const shipped: Catalog = new Map();
  const version = project.serverVersion ?? Number.parseInt(dialect.embedded.version, 10);
  return {
    project,
    faults,
    engine: null,
    base: { migrations: 0, statements: 0, failures: [] },
    shipped,
    migrations: parsed.added.map((migration) => unrehearsedMigration(migration, dialect, shipped, version)),
    notRun: parsed.notRun,
    rollback: parsed.added.length === 0 ? null : untried(NOT_RUN),
    unknowns: [{ what: `The migrations of ${project.path} were not run`, because, path: null, line: null }],
  };
}

/** One migration that no engine ran. */
export function unrehearsedMigration(
  parsed: ParsedHeadMigration,
  dialect: Dialect,
  shipped: Catalog,
  version: number,
): RehearsedMigration {
  const statements = parsed.up.statements.map((statement): RehearsedStatement => {
    const effects = documentedEffects(statement, dialect, shipped, version);
    return {
      statement,
      observation: null,
      rowsTrial: { error: null, dependsOnData: false },
      effects,
      held: [],
      transaction: 0,
      before: shipped,
      after: shipped,
      phase: 'neutral',
      blocking: effects.some(({ blocks, work }) => work !== 'metadata' && blocksAtLeast(blocks, 'writes')),
      broken: [],
      backwardCompatible: false,
      dataLoss: [],
      overwritten: [],
      lockTimeout: null,
    };
  });
  return {
    change: parsed.change,
    transaction: transactionOf(parsed.migration, parsed.up),
    statements,
    rollback: untried(NOT_RUN),
    down: parsed.down === null ? null : untried(NOT_RUN),
    validation: [],
    safeWays: [],
  };
}

function documentedEffects(
  statement: Statement,
  dialect: Dialect,
  shipped: Catalog,
  version: number,
): readonly Effect[] {
  if (statement.kind === 'unreadable') return [];
  return statement.changes.flatMap((change) => dialect.documented(change, shipped, version));
}
