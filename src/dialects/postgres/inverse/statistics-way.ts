import type { CatalogObject } from '../../../model/catalog.ts';
import { agree, textFact, wordOf } from './facts.ts';
import type { Way } from './way.ts';

/** Extended statistics. */
export const STATISTICS_WAY: Way = {
  kinds: ['statistics'],
  create: (statistics) => {
    const target = statistics.facts['target'] ?? null;
    const definition = textFact(statistics, 'definition') ?? '';
    const name = definition.split(' ')[2] ?? statistics.name;
    return [
      definition,
      ...(target === null ? [] : [`ALTER STATISTICS ${name} SET STATISTICS ${wordOf(target)}`]),
    ];
  },
  drop: (statistics) => [`DROP STATISTICS ${qualifiedStatistics(statistics)}`],
  alter: ({ before, now }) =>
    agree(before, now, 'target')
      ? []
      : [
          `ALTER STATISTICS ${qualifiedStatistics(before)} SET STATISTICS ${wordOf(before.facts['target'] ?? -1)}`,
        ],
  isMadeAgain: ({ before, now }) => !agree(before, now, 'definition'),
};

function qualifiedStatistics(statistics: CatalogObject): string {
  return (textFact(statistics, 'definition') ?? '').split(' ')[2] ?? statistics.name;
}
