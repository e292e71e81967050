import type { Statistics, TableStatistics } from '../../src/model/statistics.ts';
import { USUAL_RATES, USUAL_SMALL_TABLES } from '../../src/model/statistics.ts';
import type { Sizing } from '../../src/plan/estimates/sizing.ts';

export function tableOf(name: string, parts: Partial<TableStatistics> = {}): TableStatistics {
  return { name, rows: 0, bytes: 0, indexes: [], ...parts };
}

export function statisticsOf(
  tables: readonly TableStatistics[],
  parts: Partial<Statistics> = {},
): Statistics {
  return {
    dialect: 'postgres',
    version: '16.4',
    takenAt: '2026-11-30T08:00:00Z',
    tables,
    settings: { maintenance_work_mem: '64MB', wal_level: 'replica' },
    replicas: 0,
    ...parts,
  };
}

/** Rates that are easy to divide by. */
export const RATES = {
  ...USUAL_RATES,
  scan: 100e6,
  rewrite: 25e6,
  indexBuild: 50e6,
  rows: 10_000,
  batch: 200,
};

export function sizingOf(statistics: Statistics | null, parts: Partial<Sizing> = {}): Sizing {
  return {
    statistics,
    fresh: true,
    rates: RATES,
    batch: { rows: 1000, pause: 100 },
    small: USUAL_SMALL_TABLES,
    sizeQuery: (relation) => `SELECT size OF ${relation}`,
    ...parts,
  };
}
