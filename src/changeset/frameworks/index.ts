import { atlas } from './atlas.ts';
import { d1 } from './d1.ts';
import { dbmate } from './dbmate.ts';
import { diesel } from './diesel.ts';
import { drizzle } from './drizzle.ts';
import { flyway } from './flyway.ts';
import { folderPerMigration } from './folder-per-migration.ts';
import type { Framework } from './framework.ts';
import { golangMigrate } from './golang-migrate.ts';
import { goose } from './goose.ts';
import { hasura } from './hasura.ts';
import { liquibase } from './liquibase.ts';
import { nodePgMigrate } from './node-pg-migrate.ts';
import { oneFile } from './one-file.ts';
import { prisma } from './prisma.ts';
import { railsStructure } from './rails-structure.ts';
import { sqitch } from './sqitch.ts';
import { sqlx } from './sqlx.ts';
import { supabase } from './supabase.ts';
import { upDown } from './up-down.ts';
import { versionFolders } from './version-folders.ts';

/** The most particular first: the first one that speaks up for the files of its shape reads them. */
export const FRAMEWORKS: readonly Framework[] = [
  sqitch,
  railsStructure,
  versionFolders,
  prisma,
  diesel,
  hasura,
  folderPerMigration,
  liquibase,
  goose,
  dbmate,
  d1,
  drizzle,
  atlas,
  flyway,
  supabase,
  nodePgMigrate,
  golangMigrate,
  sqlx,
  upDown,
  oneFile,
];
