import type { CatalogObject } from '../../../model/catalog.ts';
import { agree, isFact, listFact, wordFact } from './facts.ts';
import { literal } from './sql-names.ts';
import type { Way } from './way.ts';

function published(publication: CatalogObject): string[] {
  return [...listFact(publication, 'tables'), ...listFact(publication, 'schemas')];
}

function publicationOptions(publication: CatalogObject): string {
  return `publish = ${literal(wordFact(publication, 'publishes'))}, publish_via_partition_root = ${wordFact(publication, 'viaRoot')}`;
}

/** Publications. */
export const PUBLICATION_WAY: Way = {
  kinds: ['publication'],
  create: (publication) => {
    const list = published(publication);
    const what = isFact(publication, 'allTables')
      ? ' FOR ALL TABLES'
      : list.length > 0
        ? ` FOR ${list.join(', ')}`
        : '';
    return [`CREATE PUBLICATION ${publication.name}${what} WITH (${publicationOptions(publication)})`];
  },
  drop: (publication) => [`DROP PUBLICATION ${publication.name}`],
  alter: ({ before, now }) => {
    const [wanted, present] = [published(before), published(now)];
    const steps: string[] = [];
    if (wanted.join() !== present.join()) {
      const added = wanted.length === 0 ? `DROP ${present.join(', ')}` : `SET ${wanted.join(', ')}`;
      steps.push(`ALTER PUBLICATION ${before.name} ${added}`);
    }
    if (publicationOptions(before) !== publicationOptions(now)) {
      steps.push(`ALTER PUBLICATION ${before.name} SET (${publicationOptions(before)})`);
    }
    return steps;
  },
  isMadeAgain: ({ before, now }) => !agree(before, now, 'allTables'),
};
