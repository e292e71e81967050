import type { Row } from '../../../model/engine.ts';
import { INDEXES, SETTINGS, TABLES } from './queries.ts';
import type { StatisticsRows } from './to-statistics.ts';

type Sizes = Pick<StatisticsRows, 'tables' | 'indexes' | 'settings'>;

/** Asks whatever runs a query for what statistics are made of. */
export async function askSizes(ask: (sql: string) => Promise<readonly Row[]>): Promise<Sizes> {
  const tables = await ask(TABLES);
  const indexes = await ask(INDEXES);
  return { tables, indexes, settings: await ask(SETTINGS) };
}
