import type { Dialect } from '../../model/dialect.ts';
import type { EngineError } from '../../model/observation.ts';
import { backfill } from './backfill/backfill.ts';
import { lasting } from './catalog/lasting.ts';
import { compareCatalogs } from '../compare/compare.ts';
import { documentedEffects } from './documented/documented.ts';
import { embeddedBuild } from './engines/embedded-build.ts';
import { openPglite, PGLITE } from './engines/pglite.ts';
import { EXTENSION_LORE } from './extensions/extension-lore.ts';
import { invert } from './inverse/invert.ts';
import { extensionsOf, insideRoutines, parseSource, prepareParser } from './parse/parse.ts';
import { mindsSavepoint } from './minds-savepoint.ts';
import { presume, presuppose, standIn } from './presupposed.ts';
import { removeRows } from './rows/remove-rows.ts';
import { content } from './proving/content.ts';
import { variations } from './proving/variations.ts';
import { writes } from './proving/writes.ts';
import { lacksReferredRow } from './rows/lacks-referred-row.ts';
import { meetsConstraint } from './rows/meets-constraint.ts';
import { PROBE_ROLE_ENTER, PROBE_ROLE_SETUP, oldShapeProbes } from './rows/probes.ts';
import { seedRows } from './rows/seeds.ts';
import { replicationLag } from './requirement/replication-lag.ts';
import { requirementSql } from './requirement/requirement-sql.ts';
import { saferWay } from './safer/safer-way.ts';
import { roomFor } from './skipping/room-for.ts';
import { shortfall } from './skipping/shortfall.ts';
import { sizeQuery } from './statistics/size-query.ts';
import { saves } from './saves/saves.ts';
import { series } from './series/series.ts';
import { validationQueries } from './validation/validation.ts';

/** PostgreSQL, measured on PGlite or on a server. */
export const postgres: Dialect = {
  id: 'postgres',
  traits: {
    transactionalSchemaChanges: true,
    lockTimeoutSetting: 'lock_timeout',
    client: 'psql -X -v ON_ERROR_STOP=1',
  },
  prepare: prepareParser,
  parse: parseSource,
  insideRoutines,
  documented: documentedEffects,
  inverse: (before, after) => invert(lasting(before), lasting(after)),
  compare: (before, after) => compareCatalogs(lasting(before), lasting(after)),
  mayDependOnData,
  mindsSavepoint,
  presuppose,
  standIn,
  presume,
  resetSession: ['RESET SESSION AUTHORIZATION', 'RESET ALL'],
  skipping: { roomFor, shortfall },
  removeRows,
  seeds: seedRows,
  probing: { setup: PROBE_ROLE_SETUP, enter: PROBE_ROLE_ENTER },
  probes: oldShapeProbes,
  meetsConstraint,
  lacksReferredRow,
  validation: validationQueries,
  saferWay,
  requirement: requirementSql,
  replicationLag,
  backfill,
  series,
  saves,
  proving: { variations, writes, content },
  extensionLore: EXTENSION_LORE,
  extensionsOf,
  openEngine: openPglite,
  openServer: async (address, options) => {
    // The client is loaded only where there is a server.
    const { openPostgresServer } = await import('./engines/server/postgres-server.ts');
    return openPostgresServer(address, options);
  },
  readStatistics: async (address, takenAt) => {
    const { readStatistics } = await import('./engines/server/read-statistics.ts');
    return readStatistics(address, takenAt);
  },
  sizeQuery,
  embedded: PGLITE,
  embeddedBuild,
};

/** Classes 22 (data exception) and 23 (integrity constraint violation) of https://www.postgresql.org/docs/18/errcodes-appendix.html. */
function mayDependOnData(error: EngineError): boolean {
  return error.code.startsWith('22') || error.code.startsWith('23');
}
