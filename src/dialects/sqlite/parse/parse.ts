/** Reading SQLite's SQL: what the dialect offers. */
export { displayName, quoteIdentifier } from './names.ts';
export { parseSource } from './parse-source.ts';
