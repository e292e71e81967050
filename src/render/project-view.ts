import { blocksAtLeast, strongerBlocks } from '../model/observation.ts';
import type { Blocks, Effect, Witness, Work } from '../model/observation.ts';
import { fateOf } from '../model/fate.ts';
import type { Fate } from '../model/fate.ts';
import { pathWithin } from '../model/place.ts';
import type { ProjectPlan } from '../model/plan.ts';
import type {
  Phase,
  Rehearsal,
  RehearsedMigration,
  RehearsedStatement,
  TrialOutcome,
} from '../model/rehearsal.ts';
import { isShipped, shippedRelations } from './shipped-relations.ts';
import type { Shipped } from './shipped-relations.ts';
import { statementSummary } from './statement-summary.ts';

/** What a statement keeps others from on one table that is shipped. */
interface BlockedRelation {
  readonly relation: string;
  readonly blocks: Blocks;
}

/** One row of the table of statements, for Markdown and for the terminal. */
export interface StatementRow {
  readonly file: string;
  readonly line: number;
  readonly summary: string;
  readonly fate: Fate;
  readonly phase: Phase;
  /** True when the wait grows with the table. */
  readonly blocking: boolean;
  readonly blocked: readonly BlockedRelation[];
  readonly works: readonly Work[];
  readonly rollback: TrialOutcome;
  readonly witness: Witness;
  /** False for a row that may be left out where space is short. */
  readonly notable: boolean;
}

/** The rows of the table of statements, in running order. */
export function statementRows({ rehearsal, findings }: ProjectPlan): StatementRow[] {
  const shipped = shippedRelations(rehearsal);
  const found = new Set(findings.map(({ path, line }) => `${path}:${line}`));
  return rehearsal.migrations.flatMap((migration) =>
    migration.statements.map((statement) => {
      const row = rowOf(rehearsal, migration, statement, shipped);
      const told = found.has(`${migration.change.migration.path}:${row.line}`);
      return { ...row, notable: told || isNotable(row) };
    }),
  );
}

function rowOf(
  rehearsal: Rehearsal,
  migration: RehearsedMigration,
  rehearsed: RehearsedStatement,
  shipped: Shipped,
): Omit<StatementRow, 'notable'> {
  return {
    file: pathWithin(rehearsal.project.path, migration.change.migration.path),
    line: rehearsed.statement.span.line,
    summary: statementSummary(rehearsed.statement),
    fate: fateOf(rehearsed),
    phase: rehearsed.phase,
    blocking: rehearsed.blocking,
    blocked: blockedBy(rehearsed, shipped),
    works: worksOf(rehearsed.effects),
    rollback: migration.rollback.outcome,
    witness: witnessOf(rehearsed),
  };
}

function isNotable({ fate, phase, blocking, works, witness }: Omit<StatementRow, 'notable'>): boolean {
  return fate !== 'ran' || phase === 'contract' || blocking || works.length > 0 || witness === 'unknown';
}

/** Locks that it takes, and locks of earlier statements that it keeps others waiting for. */
function blockedBy(rehearsed: RehearsedStatement, shipped: Shipped): BlockedRelation[] {
  const byRelation = new Map<string, BlockedRelation>();
  for (const lock of [...rehearsed.effects, ...rehearsed.held]) {
    if (!blocksAtLeast(lock.blocks, 'writes') || !isShipped(lock.relation, rehearsed, shipped)) continue;
    const known = byRelation.get(lock.relation);
    const blocks = known === undefined ? lock.blocks : strongerBlocks(known.blocks, lock.blocks);
    byRelation.set(lock.relation, { relation: lock.relation, blocks });
  }
  return [...byRelation.values()].sort((left, right) => (left.relation < right.relation ? -1 : 1));
}

function worksOf(effects: readonly Effect[]): Work[] {
  return [...new Set(effects.map(({ work }) => work))].filter((work) => work !== 'metadata').sort();
}

/** The weakest witness among its effects: one thing unknown makes the row unknown. */
function witnessOf(rehearsed: RehearsedStatement): Witness {
  const witnesses = new Set(rehearsed.effects.map(({ witness }) => witness));
  if (witnesses.has('unknown')) return 'unknown';
  if (witnesses.has('documented')) return 'documented';
  return rehearsed.observation === null ? 'unknown' : 'measured';
}
