import { documentedEffects } from '../../src/dialects/postgres/documented/documented.ts';
import { blockedBy, strongerLock } from '../../src/dialects/postgres/lock-modes.ts';
import { findRelation } from '../../src/model/catalog.ts';
import { blocksAtLeast, WORKS } from '../../src/model/observation.ts';
import type { Effect } from '../../src/model/observation.ts';
import type { RehearsedMigration, RehearsedStatement } from '../../src/model/rehearsal.ts';

type Seen = Pick<Effect, 'lock' | 'work'>;

/** The strongest of each relation; those whose readers, writers and rows are left alone are left out. */
function byRelation(effects: readonly Effect[]): Map<string, Seen> {
  const strongest = new Map<string, Seen>();
  for (const { relation, lock, work } of effects) {
    const known = strongest.get(relation) ?? { lock: '', work: 'metadata' };
    const works = [known.work, work].sort((left, right) => WORKS.indexOf(right) - WORKS.indexOf(left));
    strongest.set(relation, { lock: strongerLock(known.lock, lock), work: works[0] ?? work });
  }
  return new Map([...strongest].filter(([, seen]) => matters(seen)));
}

function matters({ lock, work }: Seen): boolean {
  return work !== 'metadata' || blocksAtLeast(blockedBy(lock), 'writes');
}

function documented({ statement, before }: RehearsedStatement, version: number): Map<string, Seen> {
  const changes = statement.kind === 'readable' ? statement.changes : [];
  return byRelation(changes.flatMap((change) => documentedEffects(change, before, version)));
}

/** The text does not tell what code does; and what was not measured, or failed, says nothing. */
export function canBeCompared({ statement, observation }: RehearsedStatement): boolean {
  if (statement.kind === 'unreadable' || !statement.runsInTransaction || observation?.error !== null)
    return false;
  return statement.changes.every(({ kind }) => !['do-block', 'call', 'query'].includes(kind));
}

/** Locks of earlier statements of the transaction are still there, and nobody else sees what it made. */
function isFirstTouch(migration: RehearsedMigration, index: number, relation: string): boolean {
  const { transaction, before } = migration.statements[index] ?? {};
  const earlier = migration.statements.slice(0, index).filter((other) => other.transaction === transaction);
  const wasThere = [...earlier.map((other) => other.before), ...(before === undefined ? [] : [before])];
  return (
    wasThere.every((catalog) => findRelation(catalog, relation) !== null) &&
    earlier.every(({ effects }) => effects.every((effect) => effect.relation !== relation))
  );
}

/** The manual is not told that a table is new and empty, so that nothing of what it refers to is looked up. */
function isOnNewTable(migration: RehearsedMigration, { statement }: RehearsedStatement): boolean {
  const [first] = migration.statements;
  if (statement.kind === 'unreadable' || first === undefined) return false;
  return statement.changes.some(
    ({ kind, relation }) =>
      kind === 'add-constraint' && relation !== null && findRelation(first.before, relation) === null,
  );
}

/** `rows` where the text does not say that they are few. */
function isCareful(manual: Seen | undefined, engine: Seen | undefined): boolean {
  return manual?.work === 'rows' && engine === undefined;
}

/** Where the manual's answer for a version is not what the engine of that version did, one line each. */
export function disagreements(migration: RehearsedMigration, version: number): string[] {
  return migration.statements.flatMap((statement, index) => {
    if (!canBeCompared(statement) || isOnNewTable(migration, statement)) return [];
    const [manual, engine] = [documented(statement, version), byRelation(statement.effects)];
    return [...new Set([...manual.keys(), ...engine.keys()])]
      .filter((relation) => isFirstTouch(migration, index, relation))
      .filter((relation) => !isCareful(manual.get(relation), engine.get(relation)))
      .filter((relation) => words(manual.get(relation)) !== words(engine.get(relation)))
      .map(
        (relation) =>
          `${statement.statement.sql}: ${relation} ${words(manual.get(relation))} by the manual, ${words(engine.get(relation))} by the engine`,
      );
  });
}

function words(seen: Seen | undefined): string {
  return seen === undefined ? 'nothing' : `${seen.lock} ${seen.work}`;
}
