/** How a folder of migrations is laid out; one file each in `src/changeset/frameworks`. */
export const LAYOUTS = [
  'one-file',
  'up-down',
  'folder-per-migration',
  'goose',
  'dbmate',
  'version-folders',
  'flyway',
  'golang-migrate',
  'sqlx',
  'diesel',
  'prisma',
  'd1',
  'drizzle',
  'node-pg-migrate',
  'liquibase',
  'atlas',
  'rails-structure',
  'supabase',
  'hasura',
  'sqitch',
] as const;

export type LayoutId = (typeof LAYOUTS)[number];
