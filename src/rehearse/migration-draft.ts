import type { Problem } from '../model/problem.ts';
import type {
  RehearsedMigration,
  RehearsedStatement,
  SafeWay,
  Trial,
  Violation,
} from '../model/rehearsal.ts';
import { judgeTogether } from './judge-together.ts';
import { transactionOf, wrappingOf, type ParsedHeadMigration } from './parsed-project.ts';
import type { StatementRun } from './run-statement.ts';
import type { Stage } from './stage.ts';
import { TransactionWindow } from './transaction-window.ts';
import { untried } from './trial.ts';
import { unrehearsedRuns, withoutVerdict } from './unrehearsed.ts';
import type { Validation } from './validation.ts';

/** What is known of the migration in hand; all of it is reported when the engine stops in the middle. */
export class MigrationDraft {
  /** Statements that ran so far, in order. */
  readonly runs: StatementRun[] = [];
  /** All statements, judged together; null while they are still running. */
  statements: readonly RehearsedStatement[] | null = null;
  validation: Validation | null = null;
  rollback: Trial | null = null;
  down: Trial | null = null;
  safeWays: readonly SafeWay[] = [];
  violations: readonly Violation[] = [];
  rebuilds: NonNullable<RehearsedMigration['rebuilds']> = [];
  readonly #stage: Stage;
  readonly #parsed: ParsedHeadMigration;

  constructor(stage: Stage, parsed: ParsedHeadMigration) {
    this.#stage = stage;
    this.#parsed = parsed;
  }

  /** The migration as far as it is known; `stopped` is what kept the rest from being tried. */
  result(stopped: Problem | null): RehearsedMigration {
    const because = stopped?.facts.title ?? '';
    const { migration, up, down, change } = this.#parsed;
    return {
      change,
      transaction: transactionOf(migration, up),
      statements: this.statements ?? this.#asFarAsRun(),
      rollback: this.rollback ?? untried(because),
      down: this.down ?? (down === null ? null : untried(because)),
      validation: this.validation?.results() ?? [],
      safeWays: this.safeWays,
      ...(this.#stage.dialect.violations === undefined ? {} : { violations: this.violations }),
      ...(this.rebuilds.length === 0 ? {} : { rebuilds: this.rebuilds }),
    };
  }

  #asFarAsRun(): readonly RehearsedStatement[] {
    const { up, migration } = this.#parsed;
    const ran = this.runs.length;
    const window = new TransactionWindow(wrappingOf(migration, up));
    for (const { statement } of this.runs) window.passed(statement);
    const now = this.runs.at(-1)?.after ?? this.#stage.catalog;
    const rest = unrehearsedRuns(up.statements.slice(ran), window, now, this.#stage);
    return judgeTogether([...this.runs, ...rest], this.#stage).map((statement, index) =>
      index < ran ? statement : withoutVerdict(statement),
    );
  }
}
