import type { Problem } from '../model/problem.ts';
import type { RehearsedMigration, RehearsedStatement, SafeWay, Trial } from '../model/rehearsal.ts';
import { judgeTogether } from './judge-together.ts';
import { transactionOf, type ParsedHeadMigration } from './parsed-project.ts';
import type { StatementRun } from './run-statement.ts';
import type { Stage } from './stage.ts';
import { untried } from './trial.ts';
import { unrehearsedStatement } from './unrehearsed.ts';
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
    };
  }

  #asFarAsRun(): readonly RehearsedStatement[] {
    const { dialect, shipped, version } = this.#stage;
    const rest = this.#parsed.up.statements.slice(this.runs.length);
    return [
      ...judgeTogether(this.runs, this.#stage),
      ...rest.map((statement) => unrehearsedStatement(statement, { dialect, shipped, version })),
    ];
  }
}
