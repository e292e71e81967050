import type { CatalogObject } from '../../model/catalog.ts';
import { blocksAtLeast, type Effect, type Work } from '../../model/observation.ts';
import type { Rehearsal, RehearsedStatement } from '../../model/rehearsal.ts';
import { isBorrowedLock } from './borrowed-lock.ts';
import { mustBeGiven } from './cause.ts';
import { differenceOf } from './difference.ts';
import { placesOf, type Place } from './place.ts';
import { isShippedRelation } from './shipped.ts';

export type Hazard = 'rewrite' | 'constraint' | 'index-build' | 'rows';

/** Work of a statement that grows with shipped tables while the statement keeps others from them. */
export interface BlockingWork {
  readonly place: Place;
  /** One for each relation. */
  readonly effects: readonly Effect[];
}

/** All blocking work of one kind; a statement works on a relation in one way, the weightiest. */
export function blockingWork(rehearsal: Rehearsal, hazard: Hazard): BlockingWork[] {
  return placesOf(rehearsal)
    .filter(({ statement }) => statement.blocking)
    .map((place) => ({
      place,
      effects: weightiestEffects(rehearsal, place).filter(
        (effect) => hazardOf(place.statement, effect) === hazard,
      ),
    }))
    .filter(({ effects }) => effects.length > 0);
}

const WEIGHT: readonly Work[] = ['metadata', 'rows', 'scan', 'index-build', 'rewrite'];

function weightiestEffects(rehearsal: Rehearsal, { statement }: Place): Effect[] {
  const weightiest = new Map<string, Effect>();
  for (const effect of statement.effects) {
    if (!isBlockingWork(effect) || isBorrowedLock(statement, effect)) continue;
    if (!isShippedRelation(rehearsal, statement, effect.relation)) continue;
    const known = weightiest.get(effect.relation);
    if (known === undefined || WEIGHT.indexOf(known.work) < WEIGHT.indexOf(effect.work)) {
      weightiest.set(effect.relation, effect);
    }
  }
  return [...weightiest.values()].filter(({ relation }) => !cannotRun(statement, relation));
}

/** A new required column without a default: on a table with rows it fails, so nobody waits for it. */
function cannotRun(statement: RehearsedStatement, relation: string): boolean {
  if (!statement.rowsTrial.dependsOnData) return false;
  return differenceOf(statement).added.some(
    (object) => object.kind === 'column' && object.relation === relation && mustBeGiven(object),
  );
}

function isBlockingWork({ blocks, work }: Effect): boolean {
  return work !== 'metadata' && blocksAtLeast(blocks, 'writes');
}

function hazardOf(statement: RehearsedStatement, { work, relation }: Effect): Hazard {
  if (work === 'rewrite') return 'rewrite';
  if (work === 'rows') return 'rows';
  if (work === 'index-build') return checkedOn(statement, relation).length > 0 ? 'constraint' : 'index-build';
  return locksRowsOnly(statement, relation) ? 'rows' : 'constraint';
}

/** Names of what is checked on the relations' rows now and was not before: constraints, required columns. */
export function checkedOn(statement: RehearsedStatement, ...relations: readonly string[]): string[] {
  const { added, altered } = differenceOf(statement);
  const newly = [
    ...added.filter(
      ({ kind, facts }) =>
        kind === 'constraint' && facts['type'] !== 'not-null' && facts['validated'] !== false,
    ),
    ...altered
      .filter(({ before, after }) => isChecked(after.facts) && !isChecked(before.facts))
      .map(({ after }) => after),
  ];
  return newly
    .filter((object) => object.relation !== null && relations.includes(object.relation))
    .map((object) => object.name);
}

function isChecked(facts: CatalogObject['facts']): boolean {
  return facts['notNull'] === true || facts['validated'] === true;
}

/** `SELECT … FOR UPDATE` and the like: row locks, taken one by one while the table is read. */
function locksRowsOnly({ effects }: RehearsedStatement, relation: string): boolean {
  const locks = effects.filter((effect) => effect.relation === relation).map(({ lock }) => lock);
  return locks.every((lock) => lock === 'RowShareLock' || lock === 'RowExclusiveLock');
}
