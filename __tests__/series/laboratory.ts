import { postgres } from '../../src/dialects/postgres/index.ts';
import type { Engine, Mark } from '../../src/model/engine.ts';
import type { Migration } from '../../src/model/migration.ts';
import type { ProjectChange } from '../../src/model/project.ts';
import type { NoSeries, Series, SeriesDraft } from '../../src/model/series.ts';
import type { SeriesWishes } from '../../src/rehearse/series/prove-series.ts';
import { splitOn } from '../../src/rehearse/series/split-migration.ts';

const LIMITS = { extensions: [], deadline: 600_000, statementDeadline: 20_000, memory: 2 ** 30 };

/** Why nothing is proved where there is nothing to spoil. */
export const NOT_SPOILED = 'It has no such step.';

/** A structural change as one migration. */
export interface Change {
  readonly title: string;
  /** What is shipped. */
  readonly base: string;
  readonly up: string;
  /** Its own down file. */
  readonly down?: string;
}

/** One engine on which many changes are split, each from an empty database. */
export class SplitLaboratory {
  readonly engine: Engine;
  readonly #empty: Mark;

  private constructor(engine: Engine, empty: Mark) {
    this.engine = engine;
    this.#empty = empty;
  }

  static async open(): Promise<SplitLaboratory> {
    await postgres.prepare();
    const engine = await postgres.openEngine(LIMITS);
    return new SplitLaboratory(engine, await engine.mark());
  }

  /** Empties the engine for whoever uses it by hand. */
  clear(): Promise<void> {
    return this.engine.rewind(this.#empty);
  }

  /** Drafts and proves; with `spoil`, what is proved is not what was drafted; null proves nothing. */
  async split(
    change: Change,
    spoil: (draft: SeriesDraft) => SeriesDraft | null = (draft) => draft,
    wishes: SeriesWishes = {},
  ): Promise<Series | NoSeries> {
    await this.clear();
    const dialect = {
      ...postgres,
      series: (...given: Parameters<NonNullable<typeof postgres.series>>): SeriesDraft | NoSeries => {
        const draft = postgres.series?.(...given) ?? { because: 'none' };
        return 'because' in draft ? draft : (spoil(draft) ?? { because: NOT_SPOILED });
      },
    };
    return splitOn(this.engine, projectOf(change), dialect, {
      ...wishes,
      progress: { step: () => undefined },
    });
  }
}

function projectOf({ base, up, down }: Change): ProjectChange {
  const migration = migrationOf('0002', up, down ?? null);
  return {
    project: {
      path: 'migrations',
      dialect: 'postgres',
      layout: 'up-down',
      layoutReason: '',
      bringsDownFiles: false,
      serverVersion: null,
      transaction: null,
    },
    base: [migrationOf('0001', base, null)],
    head: [{ status: 'added', migration, was: null }],
    faults: [],
  };
}

function migrationOf(version: string, up: string, down: string | null): Migration {
  const path = `migrations/${version}.sql`;
  return {
    version,
    name: '',
    path,
    up: { path, text: up, defect: null },
    down: down === null ? null : { path: `migrations/${version}.down.sql`, text: down, defect: null },
    transaction: 'per-migration',
    transactionIs: 'stated',
    checksum: '',
  };
}
