import type { Way } from './way.ts';

/** Schemas. */
export const SCHEMA_WAY: Way = {
  kinds: ['schema'],
  create: (schema) => [`CREATE SCHEMA ${schema.name}`],
  drop: (schema) => [`DROP SCHEMA ${schema.name}`],
  alter: () => [],
  isMadeAgain: () => false,
};
