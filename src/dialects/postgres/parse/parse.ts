/** Reading PostgreSQL's SQL: what the dialect offers. */
export { extensionsOf } from './extensions.ts';
export { prepareParser } from './grammar.ts';
export { insideRoutines } from './inside-routines.ts';
export { parseSource } from './parse-source.ts';
