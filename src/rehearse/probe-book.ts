import type { Catalog } from '../model/catalog.ts';
import type { Dialect, Probe } from '../model/dialect.ts';
import type { Engine, RunOutcome } from '../model/engine.ts';
import type { EngineError } from '../model/observation.ts';
import type { ProbeResult } from '../model/rehearsal.ts';
import { reaches, type Reach } from './reach.ts';

interface KnownProbe {
  readonly probe: Probe;
  /** Place in the dialect's list of probes. */
  readonly index: number;
  /** What it gave on the shipped schema; null when it was not asked there. */
  readonly shipped: RunOutcome | null;
  /** How it fails now; null while it works. */
  broken: ProbeResult | null;
}

/** Tells which queries in the shape of the code that runs today stopped working. */
export interface Probes {
  /** Asks the probes within reach again: those that worked so far and fail now, at the moment `now`. */
  newlyBroken(reach: Reach, now: Catalog, inTransaction: boolean): Promise<readonly ProbeResult[]>;
  /**
   * After a transaction committed: what those that broke in it give outside of it, at the moment `now`. Nobody else ever
   * saw them fail otherwise.
   */
  healed(now: Catalog): Promise<AskedAgain>;
  /** What those of the results give by now, whoever saw them fail meanwhile. Not inside a transaction. */
  workAgain(results: readonly ProbeResult[], now: Catalog): Promise<AskedAgain>;
}

/** Results that are out of date, with those that take their place; null where the probe works again. */
export type AskedAgain = ReadonlyMap<ProbeResult, ProbeResult | null>;

/** Asks nothing. */
export const NO_PROBES: Probes = {
  newlyBroken: () => Promise.resolve([]),
  healed: () => Promise.resolve(new Map()),
  workAgain: () => Promise.resolve(new Map()),
};

/** Queries in the shape of the code that runs today, with what they gave so far. */
export class ProbeBook implements Probes {
  readonly #engine: Engine;
  readonly #dialect: Dialect;
  readonly #catalog: Catalog;
  readonly #known: readonly KnownProbe[];
  /** Broken since the last commit. */
  #recent: KnownProbe[] = [];

  private constructor(engine: Engine, dialect: Dialect, catalog: Catalog, known: readonly KnownProbe[]) {
    this.#engine = engine;
    this.#dialect = dialect;
    this.#catalog = catalog;
    this.#known = known;
  }

  /** Asks the probes that the change is expected to reach, on the shipped schema. Those that fail there are left out. */
  static async open(engine: Engine, dialect: Dialect, shipped: Catalog, expected: Reach): Promise<ProbeBook> {
    await engine.runAll(dialect.probing.setup, false);
    const all = dialect.probes(shipped);
    const asked = all.filter((probe) => reaches(expected, probe.relation));
    const outcomes = await ask(engine, dialect, asked, false);
    const given = new Map(asked.map((probe, index) => [probe, outcomes[index]]));
    const known = all
      .map((probe, index) => ({ probe, index, shipped: given.get(probe) ?? null, broken: null }))
      .filter((entry) => entry.shipped?.ok !== false);
    return new ProbeBook(engine, dialect, shipped, known);
  }

  async newlyBroken(reach: Reach, now: Catalog, inTransaction: boolean): Promise<readonly ProbeResult[]> {
    const asked = this.#known.filter(
      (entry) => entry.broken === null && reaches(reach, entry.probe.relation),
    );
    const outcomes = await this.#ask(asked, inTransaction);
    await this.#askWithOtherValues(outcomes, now, inTransaction);
    const broken: ProbeResult[] = [];
    for (const [entry, outcome] of outcomes) {
      const result = this.#judge(entry, outcome);
      if (result === null) continue;
      entry.broken = result;
      this.#recent.push(entry);
      broken.push(result);
    }
    return broken;
  }

  /** Asks all probes within reach, whatever they gave so far: those that fail now. Nothing is remembered. */
  async failing(reach: Reach, now: Catalog): Promise<readonly ProbeResult[]> {
    const asked = this.#known.filter(({ probe }) => reaches(reach, probe.relation));
    const outcomes = await this.#ask(asked, false);
    await this.#askWithOtherValues(outcomes, now, false);
    return [...outcomes].flatMap(([entry, outcome]) => this.#judge(entry, outcome) ?? []);
  }

  async healed(now: Catalog): Promise<AskedAgain> {
    const recent = this.#recent;
    this.#recent = [];
    return this.#askAgain(recent, now);
  }

  workAgain(results: readonly ProbeResult[], now: Catalog): Promise<AskedAgain> {
    return this.#askAgain(
      this.#known.filter(({ broken }) => broken !== null && results.includes(broken)),
      now,
    );
  }

  async #askAgain(entries: readonly KnownProbe[], now: Catalog): Promise<AskedAgain> {
    const again = new Map<ProbeResult, ProbeResult | null>();
    const outcomes = await this.#ask(entries, false);
    await this.#askWithOtherValues(outcomes, now, false);
    for (const [entry, outcome] of outcomes) {
      if (entry.broken === null) continue;
      // What fails for want of a row that is gone says nothing new: that row is told as lost.
      const result = this.#judge(entry, outcome);
      again.set(entry.broken, result);
      entry.broken = result;
    }
    return again;
  }

  #judge(entry: KnownProbe, outcome: RunOutcome): ProbeResult | null {
    const why = breakage(entry, outcome);
    if (why === null) return null;
    const { probe } = entry;
    if (why.error === null) return { ...probe, ...why, fails: 'shape' };
    if (this.#dialect.lacksReferredRow(why.error, probe, this.#catalog)) return null;
    const byValues = this.#dialect.meetsConstraint(why.error, probe.relation, this.#catalog);
    if (byValues && (probe.action === 'delete' || entry.shipped === null)) return null;
    return { ...probe, ...why, fails: byValues ? 'values' : 'shape' };
  }

  /** Values that meet a new constraint may not be those of the running code: such probes get one more try. */
  async #askWithOtherValues(
    outcomes: Map<KnownProbe, RunOutcome>,
    now: Catalog,
    inTransaction: boolean,
  ): Promise<void> {
    const refused = [...outcomes].filter(
      ([, outcome]) => !outcome.ok && this.#dialect.mayDependOnData(outcome.error),
    );
    if (refused.length === 0) return;
    const probes = this.#dialect.probes(this.#catalog, now);
    const again = refused.map(([entry]) => ({ ...entry, probe: probes[entry.index] ?? entry.probe }));
    const second = [...(await this.#ask(again, inTransaction)).values()];
    refused.forEach(([entry], index) => {
      const outcome = second[index];
      if (outcome !== undefined) outcomes.set(entry, outcome);
    });
  }

  async #ask(entries: readonly KnownProbe[], inTransaction: boolean): Promise<Map<KnownProbe, RunOutcome>> {
    const probes = entries.map(({ probe }) => probe);
    const outcomes = await ask(this.#engine, this.#dialect, probes, inTransaction);
    const answered = new Map<KnownProbe, RunOutcome>();
    entries.forEach((entry, index) => {
      const outcome = outcomes[index];
      if (outcome !== undefined) answered.set(entry, outcome);
    });
    return answered;
  }
}

function breakage(entry: KnownProbe, now: RunOutcome): { error: EngineError | null; breaks: string } | null {
  if (!now.ok) return { error: now.error, breaks: `${entry.probe.subject} fail` };
  if (entry.shipped?.ok !== true) return null;
  const before = rowsSeen(entry.shipped);
  const after = rowsSeen(now);
  if (after >= before) return null;
  return { error: null, breaks: `${entry.probe.subject} find ${after} of ${before} rows` };
}

/** A count that the probe returns, or the rows it returned or changed. */
function rowsSeen(outcome: Extract<RunOutcome, { ok: true }>): number {
  const [first] = outcome.rows;
  const count = Number(first?.['rows'] ?? Number.NaN);
  return Number.isNaN(count) ? outcome.affected : count;
}

/** Runs probes, each under its own savepoint, and takes back whatever they did. */
async function ask(
  engine: Engine,
  { probing: { enter } }: Dialect,
  probes: readonly Probe[],
  inTransaction: boolean,
): Promise<RunOutcome[]> {
  if (probes.length === 0) return [];
  const sqls = probes.flatMap(({ sql }) => [
    'SAVEPOINT holdpoint_probe',
    ...enter,
    sql,
    'ROLLBACK TO SAVEPOINT holdpoint_probe',
  ]);
  const outcomes = await engine.runAll(inTransaction ? sqls : ['BEGIN', ...sqls, 'ROLLBACK'], false);
  const first = (inTransaction ? 0 : 1) + 1 + enter.length;
  const stride = enter.length + 3;
  return probes.flatMap((_, index) => outcomes[first + index * stride] ?? []);
}
