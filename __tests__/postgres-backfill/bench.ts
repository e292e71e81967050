import { postgres } from '../../src/dialects/postgres/index.ts';
import type { BackfillDraft, BackfillProof } from '../../src/model/backfill.ts';
import type { Engine, Mark } from '../../src/model/engine.ts';
import type { RehearsedStatement } from '../../src/model/rehearsal.ts';
import { plantRows } from '../../src/rehearse/plant-rows.ts';
import { proveBackfill } from '../../src/rehearse/backfill/prove.ts';
import { mustRun, openEngine } from '../engine/open-engine.ts';

export const WISH = { label: '0002', batch: { rows: 1000, pause: 100 }, version: 18 };

/** An engine on which backfills are written and tried, each from an empty database. */
export class Bench {
  readonly engine: Engine;
  readonly #empty: Mark;

  private constructor(engine: Engine, empty: Mark) {
    this.engine = engine;
    this.#empty = empty;
  }

  static async open(): Promise<Bench> {
    await postgres.prepare();
    const engine = await openEngine({ deadline: 300_000 });
    return new Bench(engine, await engine.mark());
  }

  close(): Promise<void> {
    return this.engine.close();
  }

  /** The backfill of a statement on a fresh database with this schema; or why there is none. */
  async write(base: string, sql: string, wish = WISH): Promise<BackfillDraft | { because: string } | null> {
    await this.engine.rewind(this.#empty);
    await mustRun(this.engine, [base]);
    const catalog = await this.engine.catalog();
    const { statements } = postgres.parse({ path: 'change.sql', text: sql, defect: null });
    const [statement] = statements;
    if (statement === undefined || statements.length > 1) throw new Error(`Not one statement: ${sql}`);
    const rehearsed = { statement, before: catalog, after: catalog } as RehearsedStatement;
    return postgres.backfill?.(rehearsed, wish) ?? null;
  }

  /** The backfill of a statement for which there must be one. */
  async mustWrite(base: string, sql: string, wish = WISH): Promise<BackfillDraft> {
    const draft = await this.write(base, sql, wish);
    if (draft === null || 'because' in draft) throw new Error(draft?.because ?? `Nothing to walk: ${sql}`);
    return draft;
  }

  /** Writes the backfill and tries it as the rehearsal does. */
  async prove(base: string, sql: string, wish = WISH): Promise<BackfillProof> {
    const draft = await this.mustWrite(base, sql, wish);
    return this.proveDraft(draft);
  }

  /** Tries a backfill on the database as it is now. */
  async proveDraft(draft: BackfillDraft): Promise<BackfillProof> {
    await plantRows(this.engine, postgres, await this.engine.catalog());
    return proveBackfill(this.engine, draft);
  }
}
