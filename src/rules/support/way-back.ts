import { code } from '../../lib/code.ts';
import type { Drift } from '../../model/drift.ts';
import type { Remedy } from '../../model/finding.ts';
import type { Rehearsal, Trial } from '../../model/rehearsal.ts';

/** What a way back leaves wrong, in sentences, parted by whether it can be put right afterwards. */
export interface Shortfall {
  /** Values and rows that are gone for good. */
  readonly lost: readonly string[];
  /** Differences of the schema, and rows that stay behind. */
  readonly left: readonly string[];
}

/** The generated way back in the place of a down file. */
export function provenWayBack({ sql, transactional }: Trial): Remedy {
  const alone = transactional
    ? ''
    : ' It begins and commits by itself, so the file has to run without a transaction around it.';
  return { text: `This way back was run and restores everything.${alone}`, sql, rehearsed: true };
}

/** The shortfall of a trial, without what statements of the change already report as destroyed. */
export function shortfallOf(trial: Trial, told: ReadonlySet<string>): Shortfall {
  const real = trial.drift.filter((drift) => drift.weight === 'real' && !isTold(drift.object, told));
  const lost = trial.lost
    .filter(({ object }) => !isTold(object, told))
    .map(({ object, kind }) =>
      kind === 'rows'
        ? `Rows of ${code(object)} do not come back.`
        : `What ${code(object)} held does not come back.`,
    );
  return {
    lost: [...lost, ...real.filter(isLostData).map(({ text }) => text)],
    left: real.filter((drift) => !isLostData(drift)).map(({ text }) => text),
  };
}

/** Tables, columns and rows that statements of the change destroy; reported there, and not again at the way back. */
export function destroyedObjects({ migrations }: Rehearsal): ReadonlySet<string> {
  const losses = migrations.flatMap(({ statements }) => statements.flatMap(({ dataLoss }) => dataLoss));
  return new Set(losses.map(({ object }) => object));
}

/** True for the object itself and for columns of a destroyed table. */
function isTold(object: string, told: ReadonlySet<string>): boolean {
  return told.has(object) || told.has(object.slice(0, Math.max(object.lastIndexOf('.'), 0)));
}

/** Old values or rows that are missing; rows that were added and stay are no loss. */
function isLostData({ kind, before, after }: Drift): boolean {
  return kind === 'rows' && !(typeof before === 'number' && typeof after === 'number' && after > before);
}
