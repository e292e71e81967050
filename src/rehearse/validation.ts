import type { ValidationQuery } from '../model/rehearsal.ts';
import type { RunOutcome } from '../model/engine.ts';
import type { Migration } from '../model/migration.ts';
import type { RehearsedStatement, ValidationResult } from '../model/rehearsal.ts';
import { keepsBooks } from './bookkeeping.ts';
import type { Stage } from './stage.ts';

interface Asked {
  readonly query: ValidationQuery;
  result: ValidationResult;
}

/** The validation queries of one migration: asked before (when the old state stands again) and after it. */
export class Validation {
  readonly #stage: Stage;
  readonly #asked: readonly Asked[];

  constructor(stage: Stage, migration: Migration, statements: readonly RehearsedStatement[]) {
    this.#stage = stage;
    this.#asked = queriesOf(stage, migration, statements).map((query) => ({
      query,
      result: { ...query, outcome: 'untried', answer: null },
    }));
  }

  /** Asks the queries that belong before the change; the state before it stands, inside a transaction. */
  async askBefore(): Promise<void> {
    await this.#ask('before');
  }

  /** Asks the queries that belong after the change, on the committed state. */
  async askAfter(): Promise<void> {
    await this.#stage.engine.run('BEGIN');
    await this.#ask('after');
    await this.#stage.engine.run('ROLLBACK');
  }

  /** What was asked and what came back; a query on something that the migration itself creates is no use before it. */
  results(): readonly ValidationResult[] {
    return this.#asked
      .filter(({ result }) => !(result.when === 'before' && result.outcome === 'failed'))
      .map(({ result }) => result);
  }

  async #ask(when: 'before' | 'after'): Promise<void> {
    const asked = this.#asked.filter(({ query }) => query.when === when);
    const sqls = asked.flatMap(({ query }) => [query.sql, query.offenders?.sql ?? 'SELECT']);
    const apart = sqls.flatMap((sql) => [
      'SAVEPOINT holdpoint_question',
      sql,
      'ROLLBACK TO SAVEPOINT holdpoint_question',
    ]);
    const outcomes = await this.#stage.engine.runAll(apart, false);
    asked.forEach((entry, index) => {
      const outcome = outcomes[index * 6 + 1];
      if (outcome === undefined) return;
      entry.result = judged(withTried(entry.query, outcomes[index * 6 + 4]), outcome);
    });
  }
}

/** One query each, in the order of the statements; the same text is asked once. */
function queriesOf(
  stage: Stage,
  migration: Migration,
  statements: readonly RehearsedStatement[],
): ValidationQuery[] {
  const queries = new Map<string, ValidationQuery>();
  const end = statements.at(-1)?.after;
  for (const statement of statements) {
    if (statement.observation?.error !== null || keepsBooks(statement.statement)) continue;
    for (const query of stage.dialect.validation(statement, stage.shipped, end)) {
      const { line } = statement.statement.span;
      const key = `${query.when} ${query.sql}`;
      if (!queries.has(key)) queries.set(key, { ...query, path: migration.up.path, line });
    }
  }
  return [...queries.values()];
}

/** A list that does not run is told to nobody. */
function withTried(
  { offenders, ...query }: ValidationQuery,
  outcome: RunOutcome | undefined,
): ValidationQuery {
  return offenders === undefined || outcome?.ok !== true ? query : { ...query, offenders };
}

function judged(query: ValidationQuery, outcome: RunOutcome): ValidationResult {
  if (!outcome.ok) return { ...query, outcome: 'failed', answer: outcome.error.message };
  const [first] = outcome.rows;
  const answer =
    first === undefined
      ? `${outcome.rows.length} rows`
      : Object.values(first)
          .map((value) => value ?? 'NULL')
          .join(', ');
  const expected = query.expect === null || query.expect === answer;
  return { ...query, outcome: expected ? 'ok' : 'unexpected', answer };
}
