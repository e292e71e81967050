import type { Dialect } from '../../model/dialect.ts';
import { compareCatalogs } from '../compare/compare.ts';
import { lasting } from './catalog/lasting.ts';
import { documentedEffects } from './documented/documented.ts';
import { settingsFor } from './engines/settings.ts';
import { openSqlite, SQLITE_WASM } from './engines/sqlite-wasm.ts';
import { inverse } from './inverse/enforced.ts';
import { parseSource } from './parse/parse.ts';
import { rebuilding } from './rebuild/rebuilding.ts';
import { oldShapeProbes, PROBING } from './rows/probes.ts';
import { lacksReferredRow, mayDependOnData, meetsConstraint } from './rows/refusals.ts';
import { mendRows } from './rows/mend-rows.ts';
import { removeRows } from './rows/remove-rows.ts';
import { seedRows } from './rows/seeds.ts';
import { validationQueries } from './validation/validation.ts';
import { roomFor, shortfall } from './skipping/skipping.ts';
import { findViolations } from './validation/violations.ts';

/** SQLite, measured on its own build for the web. */
export const sqlite: Dialect = {
  id: 'sqlite',
  traits: {
    transactionalSchemaChanges: true,
    lockTimeoutSetting: null,
  },
  prepare: () => Promise.resolve(),
  parse: parseSource,
  documented: documentedEffects,
  inverse,
  compare: (before, after) => compareCatalogs(lasting(before), lasting(after)),
  resetSession: [],
  mayDependOnData,
  mendRows,
  skipping: { roomFor, shortfall },
  removeRows,
  seeds: seedRows,
  probing: PROBING,
  probes: oldShapeProbes,
  meetsConstraint,
  lacksReferredRow,
  validation: validationQueries,
  violations: findViolations,
  saferWay: () => null,
  rebuilding,
  extensionsOf: () => [],
  openEngine: (options) => openSqlite(options, settingsFor(options)),
  embedded: SQLITE_WASM,
};
