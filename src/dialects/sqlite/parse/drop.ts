import type { Change } from '../../../model/change.ts';
import { displayName } from './names.ts';
import type { Reader } from './reader.ts';

/** What stands behind `DROP`. A trigger is named without its table, which the text does not tell. */
export function readDrop(reader: Reader): Change {
  const dropped = reader.expectOne('TABLE', 'VIEW', 'INDEX', 'TRIGGER');
  if (reader.accept('IF')) reader.expect('EXISTS');
  const object = displayName(reader.qualifiedName());
  if (dropped === 'INDEX') return { kind: 'drop-index', object, relation: null, concurrently: false };
  const relation = dropped === 'TRIGGER' ? null : object;
  return { kind: 'drop', of: dropped.toLowerCase(), cascade: false, object, relation };
}
