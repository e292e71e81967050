import type { Row } from '../../../model/engine.ts';
import { COLUMNS, INDEXES, SETTINGS, TABLES } from './queries.ts';
import type { StatisticsRows } from './to-statistics.ts';

type Sizes = Pick<StatisticsRows, 'tables' | 'indexes' | 'columns' | 'settings'>;

/** Asks whatever runs a query for what statistics are made of. */
export async function askSizes(ask: (sql: string) => Promise<readonly Row[]>): Promise<Sizes> {
  const tables = await ask(TABLES);
  const indexes = await ask(INDEXES);
  const columns = await ask(COLUMNS);
  return { tables, indexes, columns, settings: await ask(SETTINGS) };
}
