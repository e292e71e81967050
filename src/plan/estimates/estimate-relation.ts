import { bytesInWords } from '../../lib/amounts.ts';
import { countOf } from '../../lib/count-of.ts';
import type { Rehearsal, RehearsedStatement } from '../../model/rehearsal.ts';
import type { RelationEstimate, Statistics, TableStatistics } from '../../model/statistics.ts';
import { backfillSeconds } from './backfill-seconds.ts';
import { bytesLogged, diskNeeded } from './disk-needed.ts';
import { indexesBuilt } from './indexes-built.ts';
import { rowsChanged } from './rows-changed.ts';
import { shippedName, sizeOf } from './size-of.ts';
import type { Sizing } from './sizing.ts';
import { classOf, workSeconds, type Load } from './work-seconds.ts';
import type { RelationWork } from './work-on.ts';

/** What one statement will take on one relation. */
export function estimateRelation(
  work: RelationWork,
  statement: RehearsedStatement,
  { shipped }: Pick<Rehearsal, 'shipped'>,
  sizing: Sizing,
): RelationEstimate {
  const standing = { statement, shipped };
  const name = shippedName(work.relation, standing);
  const { relation, works, blocks } = work;
  const base = { relation, works, blocks };
  if (name === null) return { ...base, ...NOTHING, basis: 'The change makes it; nobody waits for it.' };
  const size = sizeOf(name, sizing.statistics);
  if (sizing.statistics === null || size === null)
    return { ...base, ...unknown(name, works.length === 0, sizing) };
  if (isRefreshed(statement)) return { ...base, ...byQuery(size, sizing.statistics) };
  const rowsOf = (other: string): number | null =>
    sizeOf(shippedName(other, standing) ?? '', sizing.statistics)?.rows ?? null;
  const rows = rowsChanged(relation, statement, size, rowsOf);
  const load: Load = { size, work, rows, builds: indexesBuilt(relation, statement, size) };
  return { ...base, ...known(load, sizing.statistics, sizing) };
}

type Numbers = Omit<RelationEstimate, 'relation' | 'works' | 'blocks'>;

const NOTHING = {
  rows: 0,
  bytes: 0,
  seconds: 0,
  class: 'instant',
  disk: 0,
  lag: null,
  query: null,
} as const;

function unknown(name: string, isInstant: boolean, { statistics, sizeQuery }: Sizing): Numbers {
  const query = sizeQuery(name);
  const why = statistics === null ? 'Nobody told how large it is.' : 'The statistics do not know it.';
  const sizes = { rows: null, bytes: null, lag: null, query };
  if (isInstant) return { ...sizes, seconds: 0, class: 'instant', disk: 0, basis: `${why} ${CATALOG_ONLY}` };
  return { ...sizes, seconds: null, class: 'unknown', disk: null, basis: why };
}

/** How long the query behind a materialized view takes, no size tells. */
function isRefreshed({ statement }: RehearsedStatement): boolean {
  const changes = statement.kind === 'readable' ? statement.changes : [];
  return changes.some((change) => change.kind === 'refresh-materialized-view' && change.withoutData !== true);
}

function byQuery({ rows, bytes, indexes }: TableStatistics, { takenAt }: Statistics): Numbers {
  const disk = indexes.reduce((sum, index) => sum + index.bytes, bytes) * 2;
  const basis = `${bytesInWords(bytes)} as of ${takenAt.slice(0, 10)}; the query behind it decides how long it takes.`;
  return { rows, bytes, seconds: null, class: 'unknown', disk, lag: null, query: null, basis };
}

const CATALOG_ONLY = 'The change is made in the catalog only.';

function known(load: Load, statistics: Statistics, { rates, batch }: Sizing): Numbers {
  const { size, rows, work } = load;
  const seconds = workSeconds(load, rates);
  const isBackfill = work.works.includes('rows') && rows !== null && rows > 0;
  return {
    rows: size.rows,
    bytes: size.bytes,
    seconds,
    class: classOf(seconds),
    disk: diskNeeded(load, statistics),
    lag: lagOf(load, statistics, rates.rewrite),
    basis: basisOf(size, statistics, work),
    query: null,
    ...(isBackfill ? { backfill: backfillSeconds(rows, batch, rates) } : {}),
  };
}

/** One process of the standby replays what many wrote. */
function lagOf(load: Load, { replicas }: Statistics, rate: number): number | null {
  if (replicas === null || replicas === 0) return null;
  const bytes = bytesLogged(load);
  return bytes === null ? null : bytes / rate;
}

function basisOf(size: TableStatistics, { takenAt }: Statistics, { works }: RelationWork): string {
  const rows = size.rows === null ? 'an unknown number of rows' : countOf(size.rows, 'row');
  const text = `${rows} in ${bytesInWords(size.bytes)} as of ${takenAt.slice(0, 10)}`;
  return works.length === 0 ? `${text}; ${CATALOG_ONLY.toLowerCase().replace(/[.]$/, '')}` : text;
}
