import { agree, wordFact } from './facts.ts';
import { literal } from './sql-names.ts';
import type { Way } from './way.ts';

/** Extensions; an older version is out of reach, since updates lead upwards only. */
export const EXTENSION_WAY: Way = {
  kinds: ['extension'],
  create: (extension) => [
    `CREATE EXTENSION ${extension.name} SCHEMA ${wordFact(extension, 'schema')} VERSION ${literal(wordFact(extension, 'version'))}`,
  ],
  drop: (extension) => [`DROP EXTENSION ${extension.name}`],
  alter: ({ before, now }) =>
    agree(before, now, 'schema')
      ? []
      : [`ALTER EXTENSION ${before.name} SET SCHEMA ${wordFact(before, 'schema')}`],
  isMadeAgain: () => false,
};
