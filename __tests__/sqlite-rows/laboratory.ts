import { oldShapeProbes, PROBING } from '../../src/dialects/sqlite/rows/probes.ts';
import {
  mayDependOnData,
  lacksReferredRow,
  meetsConstraint,
} from '../../src/dialects/sqlite/rows/refusals.ts';
import { seedRows } from '../../src/dialects/sqlite/rows/seeds.ts';
import { parseSource } from '../../src/dialects/sqlite/parse/parse.ts';
import type { Catalog } from '../../src/model/catalog.ts';
import type { ManyRows, Probe, SeedRow } from '../../src/model/dialect.ts';
import type { Engine, RunOutcome } from '../../src/model/engine.ts';
import type { Statement } from '../../src/model/statement.ts';

/** Runs a text that the test relies on; gives the first value of its first row. */
export async function must(engine: Engine, sql: string): Promise<string | null> {
  const outcome = await engine.run(sql);
  if (!outcome.ok) throw new Error(`${outcome.error.code} ${outcome.error.message}\n${sql.slice(0, 200)}`);
  return Object.values(outcome.rows[0] ?? {})[0] ?? null;
}

/** The statements of a text. */
export function statementsOf(text: string): readonly Statement[] {
  return parseSource({ path: 'change.sql', text, defect: null }).statements;
}

/** Plants synthetic rows: form after form, as the rehearsal does. Returns the attempts that failed for good. */
export async function plant(engine: Engine, many?: ManyRows): Promise<readonly string[]> {
  const { setup, rows } = seedRows(await engine.catalog(), many);
  await engine.runAll(setup, true);
  let waiting = rows.map((row) => ({ row, failure: '' }));
  const failures: string[] = [];
  for (let form = 0; waiting.length > 0; form += 1) {
    const left = waiting.filter(({ row }) => row.attempts.length > form);
    failures.push(
      ...waiting
        .filter((each) => !left.includes(each))
        .map(({ row, failure }) => `${row.relation}: ${failure}`),
    );
    const outcomes = await engine.runAll(
      left.map(({ row }) => row.attempts[form] ?? ''),
      false,
    );
    waiting = left.flatMap((each, at) => refused(each, outcomes[at]));
  }
  return failures;
}

interface Waiting {
  readonly row: SeedRow;
  readonly failure: string;
}

function refused({ row, failure }: Waiting, outcome: RunOutcome | undefined): Waiting[] {
  return outcome?.ok === false ? [{ row, failure: `${failure}\n  ${outcome.error.message}` }] : [];
}

/** Old-shape queries that worked on a schema, with the rows that they saw. */
export class AskedProbes {
  readonly #engine: Engine;
  readonly #shipped: Catalog;
  readonly #working: readonly (readonly [Probe, number, number])[];
  /** Subjects and messages of those that never worked. */
  readonly failing: readonly string[];

  private constructor(engine: Engine, shipped: Catalog, outcomes: readonly (readonly [Probe, RunOutcome])[]) {
    this.#engine = engine;
    this.#shipped = shipped;
    this.#working = outcomes.flatMap(([probe, outcome], index) =>
      outcome.ok ? [[probe, index, rowsSeen(outcome)] as const] : [],
    );
    this.failing = outcomes.flatMap(([{ subject }, outcome]) =>
      outcome.ok ? [] : [`${subject}: ${outcome.error.message}`],
    );
  }

  /** Asks all probes of the schema as it is. */
  static async open(engine: Engine): Promise<AskedProbes> {
    const shipped = await engine.catalog();
    const probes = oldShapeProbes(shipped);
    await engine.runAll(PROBING.setup, true);
    const outcomes = await ask(engine, probes);
    return new AskedProbes(
      engine,
      shipped,
      probes.flatMap((probe, at) => {
        const outcome = outcomes[at];
        return outcome === undefined ? [] : [[probe, outcome] as const];
      }),
    );
  }

  /** Subjects of those that worked and do not now, judged as the rehearsal does; `(values)` follows what other values may help. */
  async broken(): Promise<readonly string[]> {
    const retries = oldShapeProbes(this.#shipped, await this.#engine.catalog());
    const first = await ask(
      this.#engine,
      this.#working.map(([probe]) => probe),
    );
    const broken: string[] = [];
    for (const [at, [probe, index, seen]] of this.#working.entries()) {
      let outcome = first[at];
      const retry = retries[index];
      if (outcome?.ok === false && mayDependOnData(outcome.error) && retry !== undefined)
        [outcome] = await ask(this.#engine, [retry]);
      if (outcome === undefined) continue;
      broken.push(...this.#judge(probe, outcome, seen));
    }
    return broken.sort();
  }

  #judge(probe: Probe, outcome: RunOutcome, seen: number): string[] {
    if (outcome.ok) return rowsSeen(outcome) < seen ? [`${probe.subject} (rows)`] : [];
    if (lacksReferredRow(outcome.error, probe, this.#shipped)) return [];
    const byValues = meetsConstraint(outcome.error, probe.relation, this.#shipped);
    return [byValues ? `${probe.subject} (values)` : probe.subject];
  }
}

/** Asks probes in the open transaction and takes back what they do. */
async function ask(engine: Engine, probes: readonly Probe[]): Promise<readonly RunOutcome[]> {
  const outcomes = await engine.runAll(
    probes.flatMap(({ sql }) => ['SAVEPOINT probe', ...PROBING.enter, sql, 'ROLLBACK TO probe']),
    false,
  );
  const stride = PROBING.enter.length + 3;
  return outcomes.filter((_, at) => at % stride === stride - 2);
}

function rowsSeen(outcome: Extract<RunOutcome, { ok: true }>): number {
  return Number(outcome.rows[0]?.['rows'] ?? outcome.affected);
}
