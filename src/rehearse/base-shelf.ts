import { createHash } from 'node:crypto';
import type { Dialect, EngineOptions } from '../model/dialect.ts';
import type { Snapshot } from '../model/engine.ts';
import type { Migration, SqlSource } from '../model/migration.ts';
import type { BaseCache } from '../model/ports.ts';
import type { ProjectChange } from '../model/project.ts';
import { decodeBase, encodeBase, type KeptBase } from './base-entry.ts';

/** Letters of SQL; less than that is replayed faster than it is kept and found. */
const WORTH_KEEPING = 16_384;

/** The place in a cache that belongs to the base of one project. */
export class BaseShelf {
  /** What was found there; null when nothing was, or nothing that can be used. */
  readonly found: KeptBase | null;
  readonly #put: (base: KeptBase) => Promise<void>;
  #putting: Promise<void> = Promise.resolve();

  constructor(found: KeptBase | null, put: (base: KeptBase) => Promise<void>) {
    this.found = found;
    this.#put = put;
  }

  /** Puts the base there once its bytes have come. */
  keep(base: Omit<KeptBase, 'snapshot'>, { bytes }: Snapshot): void {
    this.#putting = bytes.then((snapshot) =>
      snapshot === null ? undefined : this.#put({ ...base, snapshot }),
    );
  }

  /** Resolves when what was put there is kept; never rejects. */
  settled(): Promise<void> {
    return this.#putting.catch(() => undefined);
  }

  /** The same place, with what was found there thrown away. */
  withoutFound(): BaseShelf {
    return new BaseShelf(null, this.#put);
  }
}

/** Looks the base of a project up. Null where it is not kept: no cache, hardly a base, or an engine that cannot. */
export async function lookUpBase(
  change: ProjectChange,
  dialect: Dialect,
  options: EngineOptions,
  cache: BaseCache | null,
): Promise<BaseShelf | null> {
  const { base } = change;
  const length = base.reduce((sum, { up }) => sum + up.text.length, 0);
  if (cache === null || length < WORTH_KEEPING) return null;
  // Files of ours that are missing are told by the engine that needs them.
  const build = await dialect.embeddedBuild?.().catch(() => undefined);
  if (build === undefined) return null;
  const key = baseKey(change, options, build);
  const bytes = await cache.read(key);
  const found = bytes === null ? null : decodeBase(key, bytes, base);
  return new BaseShelf(found, (kept) => cache.write(key, encodeBase(key, kept, base)));
}

/** Changes with everything that decides how the base comes out. Places of files do not: failures name their migration. */
function baseKey({ base, project }: ProjectChange, options: EngineOptions, build: string): string {
  const { extensions, memory, statementDeadline, foreignKeys } = options;
  const parts = [
    build,
    [extensions, memory, statementDeadline, foreignKeys ?? null],
    project.presupposed ?? null,
    project.transaction,
    base.map(deciding),
  ];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

function deciding(migration: Migration): unknown {
  return { ...migration, up: textOf(migration.up), down: null, path: null, name: null };
}

function textOf({ text, defect, substitutions }: SqlSource): unknown {
  return [text, defect, substitutions ?? []];
}
