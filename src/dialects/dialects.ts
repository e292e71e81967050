import type { Dialect } from '../model/dialect.ts';
import type { DialectId } from '../model/project.ts';
import { postgres } from './postgres/index.ts';
import { sqlite } from './sqlite/index.ts';

/** The dialects that can be reviewed. */
export const DIALECTS: Partial<Readonly<Record<DialectId, Dialect>>> = { postgres, sqlite };
