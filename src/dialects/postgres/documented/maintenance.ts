import type { Work } from '../../../model/observation.ts';
import { each } from './entry.ts';
import type { Lock, Touch } from './entry.ts';
import type { Schema } from './schema.ts';

interface Maintained {
  readonly relation: string | null;
}

/** From 18 on with what inherits; https://www.postgresql.org/docs/18/release-18.html, "Migration". */
export function vacuumed({ relation }: Maintained, schema: Schema, lock: Lock, work: Work): readonly Touch[] {
  return each(relation === null ? schema.tables() : maintained(relation, schema), lock, work);
}

/** Reads a sample, whose size does not grow with the table; before 18 only a look at what inherits. */
export function analyzed({ relation }: Maintained, schema: Schema): readonly Touch[] {
  if (relation === null) return each(schema.tables(), 'ShareUpdateExclusiveLock');
  return [
    ...each(schema.family(relation), 'AccessShareLock'),
    ...each(maintained(relation, schema), 'ShareUpdateExclusiveLock'),
  ];
}

/** Every partition is clustered by itself; what inherits is not. */
export function clustered({ relation }: Maintained, schema: Schema): readonly Touch[] {
  const names = relation === null ? schema.tables() : schema.withPartitions(relation);
  return each(names, 'AccessExclusiveLock', 'rewrite');
}

function maintained(relation: string, schema: Schema): string[] {
  return schema.version < 18 ? schema.withPartitions(relation) : schema.family(relation);
}
