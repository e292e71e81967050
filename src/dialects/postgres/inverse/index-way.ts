import type { CatalogObject } from '../../../model/catalog.ts';
import { agree, isFact, textFact } from './facts.ts';
import { optionChanges } from './option-changes.ts';
import { localName, relationName, sqlName } from './sql-names.ts';
import type { Way } from './way.ts';

/** What an index is to its table: clustering, replica identity, statistics targets. */
export function indexRoles(index: CatalogObject, now: CatalogObject | null): string[] {
  const steps: string[] = [];
  const differs = (fact: string): boolean => (now === null ? isFact(index, fact) : !agree(index, now, fact));
  if (differs('clustered')) {
    const action = isFact(index, 'clustered') ? `CLUSTER ON ${localName(index)}` : 'SET WITHOUT CLUSTER';
    steps.push(`ALTER TABLE ${relationName(index)} ${action}`);
  }
  if (differs('replicaIdentity') && isFact(index, 'replicaIdentity')) {
    steps.push(`ALTER TABLE ${relationName(index)} REPLICA IDENTITY USING INDEX ${localName(index)}`);
  }
  return [...steps, ...statisticsSteps(index, now)];
}

function targets(index: CatalogObject | null): Map<number, number> {
  const list = index?.facts['statistics'];
  return new Map(Array.isArray(list) ? (list as [number, number][]) : []);
}

function statisticsSteps(index: CatalogObject, now: CatalogObject | null): string[] {
  const [wanted, present] = [targets(index), targets(now)];
  const columns = [...new Set([...wanted.keys(), ...present.keys()])].sort((a, b) => a - b);
  return columns
    .filter((column) => wanted.get(column) !== present.get(column))
    .map(
      (column) =>
        `ALTER INDEX ${sqlName(index)} ALTER COLUMN ${column} SET STATISTICS ${wanted.get(column) ?? -1}`,
    );
}

function withoutOptions(definition: string | null): string {
  return (definition ?? '').replace(/ WITH \([^)]*\)/, '');
}

/** A valid index of a partitioned table covers all partitions; made on the whole, it takes theirs over. */
function withPartitions(index: CatalogObject): string {
  const definition = textFact(index, 'definition') ?? '';
  return isFact(index, 'valid') ? definition.replace(' ON ONLY ', ' ON ') : definition;
}

/** Indexes that no constraint owns. */
export const INDEX_WAY: Way = {
  kinds: ['index'],
  create: (index) => {
    const tablespace = textFact(index, 'tablespace');
    const definition = withPartitions(index);
    const moved = tablespace === null ? [] : [`ALTER INDEX ${sqlName(index)} SET TABLESPACE ${tablespace}`];
    return [definition, ...moved];
  },
  drop: (index) => [`DROP INDEX ${sqlName(index)}`],
  alter: ({ before, now }) => {
    const actions = optionChanges(before, now);
    if (!agree(before, now, 'tablespace')) {
      actions.push(`SET TABLESPACE ${textFact(before, 'tablespace') ?? 'pg_default'}`);
    }
    return actions.map((action) => `ALTER INDEX ${sqlName(before)} ${action}`);
  },
  isMadeAgain: ({ before, now }) => {
    if (textFact(before, 'constraint') !== null && textFact(now, 'constraint') !== null) return false;
    const isSame =
      withoutOptions(textFact(before, 'definition')) === withoutOptions(textFact(now, 'definition'));
    return !isSame || (isFact(before, 'valid') && !isFact(now, 'valid'));
  },
};
