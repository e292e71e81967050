/** Packages of one extension each, in the scope of the embedded engine; every one is tried in `__tests__/engine/extensions.test.ts`. */
export const EXTENSION_PACKAGES = [
  'pglite-age',
  'pglite-pg_hashids',
  'pglite-pg_ivm',
  'pglite-pg_uuidv7',
  'pglite-pgtap',
  'pglite-pgvector',
];
