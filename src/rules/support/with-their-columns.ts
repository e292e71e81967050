import type { Break } from './break.ts';
import { factList } from './fact-list.ts';

/** An index or constraint that goes ahead of one of its columns, in the same migration, is no break of its own. */
export function withTheirColumns(breaks: readonly Break[]): Break[] {
  const columnOf = new Map(breaks.map((broken) => [broken, droppedColumnOf(broken, breaks)]));
  return breaks
    .filter((broken) => columnOf.get(broken) === undefined)
    .map((broken) => {
      const keys = breaks.filter((other) => columnOf.get(other) === broken);
      return { ...broken, probes: [...keys.flatMap(({ probes }) => probes), ...broken.probes] };
    });
}

function droppedColumnOf({ cause, relation, place }: Break, breaks: readonly Break[]): Break | undefined {
  if (cause?.kind !== 'drop' || !/^(index|constraint)$/.test(cause.object.kind)) return undefined;
  const columns = factList(cause.object, 'columns').map((column) => `${relation ?? ''}.${column}`);
  return breaks.find(
    (other) =>
      other.cause?.kind === 'drop' &&
      other.cause.object.kind === 'column' &&
      other.place.at === place.at &&
      columns.includes(other.object),
  );
}
