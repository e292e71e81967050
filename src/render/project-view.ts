import { blockedBy, shippedRelations } from '../model/blocked-relations.ts';
import type { BlockedRelation, Shipped } from '../model/blocked-relations.ts';
import { fateOf } from '../model/fate.ts';
import type { Fate } from '../model/fate.ts';
import type { MigrationStatus, TransactionMode } from '../model/migration.ts';
import type { Effect, Witness, Work } from '../model/observation.ts';
import { pathWithin } from '../model/place.ts';
import type { ProjectPlan } from '../model/plan.ts';
import type { Phase, RehearsedMigration, RehearsedStatement, TrialOutcome } from '../model/rehearsal.ts';
import { estimateWords } from './estimate-words.ts';
import { statementSummary } from './statement-summary.ts';

/** One migration and its statements, for Markdown and for the terminal. */
export interface MigrationRows {
  readonly file: string;
  readonly status: MigrationStatus;
  readonly transaction: TransactionMode;
  readonly rollback: TrialOutcome;
  readonly rows: readonly StatementRow[];
}

/** One row of the table of statements. */
export interface StatementRow {
  readonly line: number;
  readonly summary: string;
  readonly fate: Fate;
  readonly phase: Phase;
  /** True when the wait grows with the table. */
  readonly blocking: boolean;
  readonly blocked: readonly BlockedRelation[];
  readonly works: readonly Work[];
  readonly rollback: TrialOutcome;
  /** `≈ 4 min at 12 GB`; null without statistics, and where nothing grows. */
  readonly estimate: string | null;
  readonly witness: Witness;
  /** False for a row that may be left out where space is short. */
  readonly notable: boolean;
}

/** The migrations with a row for each statement, in running order. */
export function migrationRows({ rehearsal, findings, estimates = [] }: ProjectPlan): MigrationRows[] {
  const shipped = shippedRelations(rehearsal);
  const found = new Set(findings.map(({ path, line }) => `${path}:${line}`));
  return rehearsal.migrations.map((migration, at) => {
    const { path } = migration.change.migration;
    return {
      file: pathWithin(rehearsal.project.path, path),
      status: migration.change.status,
      transaction: migration.transaction,
      rollback: migration.rollback.outcome,
      rows: migration.statements.map((statement, index) => {
        const estimate = estimates.find((each) => each.migration === at && each.statement === index);
        const words = estimate === undefined ? null : estimateWords(estimate);
        const row = { ...rowOf(migration, statement, shipped), estimate: words };
        return { ...row, notable: found.has(`${path}:${row.line}`) || isNotable(row) };
      }),
    };
  });
}

function rowOf(
  migration: RehearsedMigration,
  rehearsed: RehearsedStatement,
  shipped: Shipped,
): Omit<StatementRow, 'notable' | 'estimate'> {
  return {
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
