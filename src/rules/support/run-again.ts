import { code } from '../../lib/code.ts';
import type { Rehearsal } from '../../model/rehearsal.ts';
import type { Place } from './place.ts';

/** What has to be done before a migration that failed can be run once more, by the tool that runs it. */
const BY_LAYOUT: Readonly<Record<string, (version: string, name: string) => string>> = {
  'golang-migrate': (version) =>
    `golang-migrate marks version ${version} dirty: ${code('migrate force')} with the version before it, then ${code('migrate up')}.`,
  prisma: (version, name) =>
    `Prisma stops until it is told: ${code(`prisma migrate resolve --rolled-back ${name === version ? name : `${version}_${name}`}`)}, then ${code('prisma migrate deploy')}.`,
  flyway: () => 'With Flyway, run `flyway repair` when it recorded the failure, then `flyway migrate`.',
  goose: () => 'With goose, run `goose up` again; a version that failed is not recorded.',
  dbmate: () => 'With dbmate, run `dbmate up` again; a version that failed is not recorded.',
  sqlx: () =>
    'sqlx marks a migration that failed outside of a transaction dirty: delete its row from `_sqlx_migrations`, then `sqlx migrate run`.',
  diesel: () => 'With Diesel, run `diesel migration run` again; a version that failed is not recorded.',
  atlas: () =>
    'With Atlas, run `atlas migrate apply` again; it goes on after the last statement it recorded.',
  supabase: () => 'With Supabase, run `supabase db push` again; a version that failed is not recorded.',
  liquibase: () => 'With Liquibase, run `liquibase update` again; a changeset that failed is not recorded.',
  sqitch: () => 'With Sqitch, run `sqitch deploy` again; a change that failed is not recorded.',
};

/** A sentence on how the migration at the place is tried again after it failed. */
export function runAgain({ project }: Rehearsal, { migration }: Place): string {
  const { version, name } = migration.change.migration;
  return BY_LAYOUT[project.layout]?.(version, name) ?? 'Then run the migration again.';
}
