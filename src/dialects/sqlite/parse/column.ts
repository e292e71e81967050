import type { ColumnFill } from '../../../model/change.ts';
import { readColumnConstraints } from './column-constraints.ts';
import type { ColumnConstraints } from './column-constraints.ts';
import type { Reader } from './reader.ts';
import { readType } from './type.ts';

/** A column as it is defined. Its name is as it is written, without quotes. */
export interface Column extends ColumnConstraints {
  readonly name: string;
  readonly type: string;
}

/** The grammar takes `GENERATED ALWAYS` for words of the type, and so does SQLite, which cuts them off again. */
const GENERATED = /\s*generated\s+always$/i;

/** A column with its type and constraints. */
export function readColumn(reader: Reader): Column {
  const name = reader.name();
  const type = readType(reader).replace(GENERATED, '');
  return { name, type, ...readColumnConstraints(reader) };
}

/** How rows that are there get the value of the column; `ALTER TABLE` refuses `per-row` where there are rows. */
export function fillOf({ generated, defaultsTo }: Column): ColumnFill {
  if (generated !== null) return generated === 'virtual' ? 'on-read' : 'per-row';
  if (defaultsTo === 'nothing' || defaultsTo === 'null') return 'null';
  return defaultsTo === 'constant' ? 'once' : 'per-row';
}
