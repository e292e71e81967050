import type { Dialect } from '../../model/dialect.ts';
import { compareCatalogs } from '../compare/compare.ts';
import { lasting } from './catalog/lasting.ts';
import { settingsFor } from './engines/settings.ts';
import { openSqlite, SQLITE_WASM } from './engines/sqlite-wasm.ts';
import { invert } from './inverse/inverse.ts';
import { parseSource } from './parse/parse.ts';

/** SQLite, measured on its own build for the web. */
export const sqlite: Dialect = {
  id: 'sqlite',
  traits: { transactionalSchemaChanges: true, lockTimeoutSetting: null, client: 'sqlite3 -bail' },
  prepare: () => Promise.resolve(),
  parse: parseSource,
  documented: () => [],
  inverse: (before, after) => invert(lasting(before), lasting(after)),
  compare: (before, after) => compareCatalogs(lasting(before), lasting(after)),
  resetSession: [],
  mayDependOnData: ({ code }) => code.startsWith('SQLITE_CONSTRAINT'),
  removeRows: (relations) => relations.map((relation) => `DELETE FROM ${relation}`),
  seeds: () => ({ setup: [], rows: [] }),
  probing: { setup: [], enter: [] },
  probes: () => [],
  meetsConstraint: () => false,
  lacksReferredRow: () => false,
  validation: () => [],
  saferWay: () => null,
  extensionsOf: () => [],
  openEngine: (options) => openSqlite(options, settingsFor(options)),
  embedded: SQLITE_WASM,
};
