import { findObject, type Catalog } from '../../model/catalog.ts';
import type { RelationDigest, RowDigests } from '../../model/engine.ts';
import type { EngineError } from '../../model/observation.ts';
import type { MigrationDraft, RebuildDraft } from '../../model/rebuild.ts';
import { differingColumns } from '../losses.ts';
import type { Stage } from '../stage.ts';
import { committing, isSameSchema, type Moment } from '../trial.ts';

/** What has to be there when tables were built anew. */
export interface Expectation {
  readonly was: RowDigests;
  /** True where the migration itself asks for other rows, or for another value in that column. */
  readonly mayDiffer: (relation: string, is: RelationDigest, column: string | null) => boolean;
}

/** Whether a draft does what it should, and the engine's answer where it does not even run. */
export interface Proof {
  readonly proved: boolean;
  readonly error: EngineError | null;
}

/** Runs the draft on the state that stands: it ends in its target, and all rows are as they were. */
export async function prove(
  { engine, dialect }: Stage,
  draft: RebuildDraft,
  expected: Expectation,
): Promise<Proof> {
  const dangled = await countDangling(engine, dialect);
  const outcomes = await engine.runAll(committing(draft), true);
  const failed = outcomes.find((outcome) => !outcome.ok);
  if (failed !== undefined) return { proved: false, error: failed.error };
  const isTarget = isSameSchema(dialect.compare(draft.target, await engine.catalog()));
  const isWhole = isTarget && (await countDangling(engine, dialect)) <= dangled;
  return { proved: isWhole && keepsRows(expected, await engine.digests()), error: null };
}

async function countDangling(engine: Stage['engine'], { rebuilding }: Stage['dialect']): Promise<number> {
  const outcome = rebuilding === undefined ? null : await engine.run(rebuilding.dangling);
  return outcome?.ok === true ? outcome.rows.length : 0;
}

function keepsRows({ was, mayDiffer }: Expectation, now: RowDigests): boolean {
  return [...was].every(([relation, old]) => {
    const is = now.get(relation);
    if (is === undefined) return mayDiffer(relation, { rows: 0, columns: {} }, null);
    if (is.rows !== old.rows) return mayDiffer(relation, is, null);
    return differingColumns(old, is).every((column) => mayDiffer(relation, is, column));
  });
}

/** In the place of one statement: nothing differs but columns that get other facts. */
export function insteadOfOne(now: Moment, { target }: RebuildDraft): Expectation {
  return {
    was: now.digests,
    mayDiffer: (relation, _, column) =>
      column !== null && isChanged(now.catalog, target, `${relation}.${column}`),
  };
}

function isChanged(now: Catalog, target: Catalog, column: string): boolean {
  const [was, is] = [now, target].map((catalog) => findObject(catalog, 'column', column)?.facts);
  return JSON.stringify(was) !== JSON.stringify(is);
}

/**
 * In the place of all statements: what the migration does itself it may go on doing, but for the rows that building
 * tables anew takes from others. The stage is where it ends.
 */
export function insteadOfAll(
  end: Stage,
  before: Moment,
  { rebuilt, victims, refused }: MigrationDraft,
): Expectation {
  return {
    was: before.digests,
    mayDiffer: (relation, is, column) => {
      if (victims.includes(relation)) return false;
      // Where rows had to go so that a statement could run, nobody knows what would have become of them.
      if (refused || end.emptied.has(relation)) return column !== null && rebuilt.includes(relation);
      const own = end.digests.get(relation);
      if (column === null) return is.rows === (own?.rows ?? 0);
      return own?.columns[column] === is.columns[column];
    },
  };
}
