import { code } from '../../lib/code.ts';
import type { Series, SeriesDraft, StepProof } from '../../model/series.ts';
import type { RehearsedMigration } from '../../model/rehearsal.ts';
import { runningSql } from '../../model/statement.ts';
import { changedObjects, relationsOf } from '../catalog-difference.ts';
import { ProbeBook } from '../probe-book.ts';
import { expectedReach, type Reach } from '../reach.ts';
import type { Stage } from '../stage.ts';
import { contentOf, shapeWithout } from './content.ts';
import { plantForProof } from './rows-for-proof.ts';
import { runCommitted } from './run-step.ts';
import type { ProofScene } from './scene.ts';
import { tryChecks } from './try-checks.ts';
import { trySaves } from './try-saves.ts';
import { trySteps } from './try-steps.ts';
import { tryWrites, type Writers } from './try-writes.ts';

/** What is looked for besides the proof; absent for nothing. */
export interface SeriesWishes {
  /** How to keep what its steps would take. */
  readonly saves?: boolean;
}

/**
 * Proves a series by running it. The engine stands at the base of the migration, with its shipped schema as the
 * stage's catalog; it is brought back there.
 */
export async function proveSeries(
  stage: Stage,
  migration: RehearsedMigration,
  draft: SeriesDraft,
  wishes: SeriesWishes = {},
): Promise<Series> {
  const { path, version } = migration.change.migration;
  const start = await stage.engine.mark();
  const scene = await sceneOf(stage, migration, draft);
  const outcome =
    typeof scene === 'string'
      ? { proofs: [{ fault: scene }], proved: false, checks: [], faults: [scene] }
      : await triedOn(scene, wishes);
  await stage.engine.rewind(start);
  if (typeof scene !== 'string') await stage.engine.release(scene.base);
  await stage.engine.release(start);
  return { path, version, draft, ...outcome };
}

async function triedOn(
  scene: ProofScene,
  wishes: SeriesWishes,
): Promise<Omit<Series, 'path' | 'version' | 'draft'>> {
  const { steps } = scene.draft;
  const proofs = await proofsOf(scene);
  const faults = proofs.flatMap(({ fault }, index) =>
    fault === null ? [] : [`Step ${index + 1}, ${code(steps[index]?.name ?? '')}: ${fault}`],
  );
  if (faults.length > 0 || proofs.length < steps.length) return { proofs, proved: false, checks: [], faults };
  const checked = await tryChecks(scene);
  const proved = checked.faults.length === 0;
  const saves = proved && wishes.saves === true ? { saves: await trySaves(scene) } : {};
  return { proofs, proved, checks: checked.proved, faults: checked.faults, ...saves };
}

/** The runs of the steps, each only where the one before found nothing. */
async function proofsOf(scene: ProofScene): Promise<readonly StepProof[]> {
  const proofs = await trySteps(scene);
  if (proofs.some(({ fault }) => fault !== null)) return proofs;
  let written = proofs;
  for (const writers of writersFor(scene.draft)) {
    written = await tryWrites(scene, writers);
    if (written.some(({ fault }) => fault !== null)) break;
  }
  return written;
}

/**
 * Where what new code writes has no other place, old code alone tells whether the values are right; where it has one in
 * rows that are there, changes of them do.
 */
function writersFor({ fresh = [], partial = [] }: SeriesDraft): readonly Writers[] {
  return [
    'both',
    ...(fresh.length + partial.length > 0 ? (['old'] as const) : []),
    ...(partial.length > 0 ? (['changes'] as const) : []),
  ];
}

async function sceneOf(
  stage: Stage,
  migration: RehearsedMigration,
  draft: SeriesDraft,
): Promise<ProofScene | string> {
  const { engine, dialect, catalog: shipped } = stage;
  const sql = migration.statements.map(({ statement }) => runningSql(statement));
  const reach = reachOf(migration);
  const relations = new Set(reach === 'everything' ? [] : reach);
  const base = await plantForProof(
    { engine, dialect, shipped, relations },
    { sql, transaction: migration.transaction },
  );
  if (base === null)
    return 'The migration itself runs on no rows that could be made up, so that nothing could be tried.';
  const oldProbes = await ProbeBook.open(engine, dialect, shipped, reach);
  await engine.release(base);
  const prepared = await engine.mark();
  await runCommitted(engine, sql, migration.transaction);
  const target = await engine.catalog();
  const compared = shapeWithout(target, (column) => draft.numbered?.includes(column) === true);
  const content = await contentOf({ engine, dialect, relations }, compared, target);
  const newProbes = await ProbeBook.open(engine, dialect, target, reach);
  return {
    engine,
    dialect,
    stage,
    migration,
    draft,
    base: prepared,
    shipped,
    target,
    content,
    relations,
    reach,
    oldProbes,
    newProbes,
  };
}

/** Relations that the migration touches before or after it, by both of their names. */
function reachOf({ statements }: RehearsedMigration): Reach {
  const relations = new Set<string>();
  for (const { before, after, statement } of statements) {
    const expected = expectedReach([statement], before);
    if (expected !== 'everything') for (const relation of expected) relations.add(relation);
    for (const relation of relationsOf(changedObjects(before, after))) relations.add(relation);
  }
  return relations;
}
