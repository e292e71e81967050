import type { Catalog } from '../model/catalog.ts';
import { strongerBlocks, WORKS, type Effect } from '../model/observation.ts';
import type { Elsewhere } from '../model/rehearsal.ts';
import type { ReadableStatement } from '../model/statement.ts';
import type { Stage } from './stage.ts';
import { versionNumber, versionWords } from '../model/server-version.ts';

/**
 * What the reader's server version does otherwise than the engine's, by the manual; null when it is the same. Effects
 * of statements that the engine could not look at are the manual's for the reader's version already.
 */
export function elsewhereOf(stage: Stage, statement: ReadableStatement, before: Catalog): Elsewhere | null {
  const { version, dialect } = stage;
  const measuredOn = versionNumber(dialect.id, stage.engine.identity.version);
  if (version === measuredOn || !statement.runsInTransaction) return null;
  const manual = (of: number): Map<string, Effect> =>
    strongestByRelation(statement.changes.flatMap((change) => dialect.documented(change, before, of)));
  const [there, here] = [manual(version), manual(measuredOn)];
  const effects = [...new Set([...there.keys(), ...here.keys()])].sort().flatMap((relation) => {
    const [theirs, ours] = [there.get(relation), here.get(relation)];
    return isSame(theirs, ours) ? [] : [theirs ?? untouched(relation, ours?.evidence ?? '')];
  });
  return effects.length === 0 ? null : { version: versionWords(dialect.id, version), effects };
}

function strongestByRelation(effects: readonly Effect[]): Map<string, Effect> {
  const strongest = new Map<string, Effect>();
  for (const effect of effects) {
    const known = strongest.get(effect.relation);
    strongest.set(effect.relation, known === undefined ? effect : stronger(known, effect));
  }
  return strongest;
}

function stronger(left: Effect, right: Effect): Effect {
  const blocks = strongerBlocks(left.blocks, right.blocks);
  const { lock } = blocks === left.blocks ? left : right;
  const works = [left.work, right.work].sort((one, other) => WORKS.indexOf(other) - WORKS.indexOf(one));
  return { ...left, lock, blocks, work: works[0] ?? left.work };
}

function isSame(left: Effect | undefined, right: Effect | undefined): boolean {
  return left?.lock === right?.lock && left?.work === right?.work && left?.blocks === right?.blocks;
}

function untouched(relation: string, evidence: string): Effect {
  return { relation, lock: '', blocks: 'nothing', work: 'metadata', witness: 'documented', evidence };
}
