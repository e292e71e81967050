/** What may be asked for, as a person writes it. Capitals stand for names and types. */
export const FORMS = [
  'rename TABLE.COLUMN to COLUMN',
  'rename table TABLE to TABLE',
  'change type of TABLE.COLUMN to TYPE',
  'drop TABLE.COLUMN',
  'drop table TABLE',
  'make TABLE.COLUMN not null',
  'add TABLE.COLUMN TYPE',
  'split table TABLE into TABLE (COLUMN, …) and TABLE (COLUMN, …)',
  'merge table TABLE into TABLE',
] as const;
export type Form = (typeof FORMS)[number];
