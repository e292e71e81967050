import { code } from '../lib/code.ts';
import type { Catalog } from '../model/catalog.ts';
import type { Dialect } from '../model/dialect.ts';
import { blocksAtLeast, type Effect } from '../model/observation.ts';
import type { RehearsedMigration, RehearsedStatement, Rehearsal } from '../model/rehearsal.ts';
import type { Project } from '../model/project.ts';
import type { Statement } from '../model/statement.ts';
import { transactionOf, type ParsedHeadMigration, type ParsedProject } from './parsed-project.ts';
import { untried } from './trial.ts';

const NOT_RUN = 'no engine ran it';

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
    migrations: parsed.added.map((migration) =>
      unrehearsedMigration(migration, { dialect, shipped, version }),
    ),
    notRun: parsed.notRun,
    rollback: parsed.added.length === 0 ? null : untried(NOT_RUN),
    unknowns: [{ what: `What the migrations ${placeOf(project)} do`, because, path: null, line: null }],
  };
}

function placeOf({ path }: Project): string {
  return path === '.' ? 'of this change' : `of ${code(path)}`;
}

/** What the manual is asked with. */
interface Manual {
  readonly dialect: Dialect;
  readonly shipped: Catalog;
  readonly version: number;
}

/** One migration that no engine ran. */
export function unrehearsedMigration(parsed: ParsedHeadMigration, manual: Manual): RehearsedMigration {
  return {
    change: parsed.change,
    transaction: transactionOf(parsed.migration, parsed.up),
    statements: parsed.up.statements.map((statement) => unrehearsedStatement(statement, manual)),
    rollback: untried(NOT_RUN),
    down: parsed.down === null ? null : untried(NOT_RUN),
    validation: [],
    safeWays: [],
  };
}

/** One statement that no engine ran: what the manual says of its locks and work. */
export function unrehearsedStatement(statement: Statement, manual: Manual): RehearsedStatement {
  const effects = documentedEffects(statement, manual);
  return {
    statement,
    observation: null,
    rowsTrial: { error: null, dependsOnData: false },
    effects,
    held: [],
    transaction: 0,
    before: manual.shipped,
    after: manual.shipped,
    phase: 'neutral',
    blocking: effects.some(({ blocks, work }) => work !== 'metadata' && blocksAtLeast(blocks, 'writes')),
    broken: [],
    backwardCompatible: false,
    dataLoss: [],
    overwritten: [],
    lockTimeout: null,
  };
}

function documentedEffects(statement: Statement, { dialect, shipped, version }: Manual): readonly Effect[] {
  if (statement.kind === 'unreadable') return [];
  return statement.changes.flatMap((change) => dialect.documented(change, shipped, version));
}
