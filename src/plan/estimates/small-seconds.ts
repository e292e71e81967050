import { objectsOf, type Catalog } from '../../model/catalog.ts';
import type { Rehearsal, RehearsedStatement } from '../../model/rehearsal.ts';
import type { Statement } from '../../model/statement.ts';
import { estimateRelation } from './estimate-relation.ts';
import { shippedName, sizeOf } from './size-of.ts';
import type { Sizing } from './sizing.ts';
import { workOn } from './work-on.ts';

/**
 * Seconds that a statement works, where every relation that it works on or reads is known to be small; null otherwise.
 * Whatever nobody could look at is not small.
 */
export function smallSeconds(
  statement: RehearsedStatement,
  rehearsal: Pick<Rehearsal, 'shipped'>,
  sizing: Sizing,
): number | null {
  const { statistics, fresh, small, rates } = sizing;
  if (statistics === null || !fresh || isHidden(statement)) return null;
  const works = workOn(statement).filter((work) => work.works.length > 0);
  const standing = { statement, shipped: rehearsal.shipped };
  const referrers = works.flatMap(({ relation, works: kinds }) =>
    kinds.includes('rows') ? referring(relation, statement.before) : [],
  );
  const touched = [...works.map(({ relation }) => relation), ...referrers, ...readBy(statement.statement)];
  let seconds = 0;
  for (const relation of new Set(touched)) {
    const name = shippedName(relation, standing);
    if (name === null) continue;
    const size = sizeOf(name, statistics);
    if (size?.rows === undefined || size.rows === null || size.rows >= small.rows) return null;
    seconds += size.bytes / rates.scan;
  }
  const own = works.map((work) => estimateRelation(work, statement, rehearsal, sizing).seconds);
  return own.reduce<number | null>(
    (sum, each) => (sum === null || each === null ? null : sum + each),
    seconds,
  );
}

/** Tables whose foreign keys are checked when rows of the relation go; without an index, row by row over the whole table. */
function referring(relation: string, catalog: Catalog): string[] {
  return objectsOf(catalog, 'constraint').flatMap(({ relation: from, facts }) =>
    from !== null && facts['references'] === relation ? [from] : [],
  );
}

function isHidden({ statement, observation }: RehearsedStatement): boolean {
  if (statement.kind === 'unreadable' || observation?.unseen === true) return true;
  return (statement.inner ?? []).some(({ dynamic }) => dynamic === true);
}

/** Relations that a statement reads, also in what it runs. A view stands for nobody knows which tables. */
function readBy(statement: Statement): string[] {
  if (statement.kind === 'unreadable') return [];
  const changes = [statement, ...(statement.inner ?? [])].flatMap((each) => each.changes);
  return changes.flatMap((change) => [
    ...(change.reads ?? []),
    ...(change.kind === 'query' && change.relation !== null ? [change.relation] : []),
  ]);
}
