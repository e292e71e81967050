import { code } from '../../lib/code.ts';
import type { Rehearsal } from '../../model/rehearsal.ts';

/** What a program that runs migrations is called, and how a file asks it to open no transaction. */
interface Runner {
  readonly name: string;
  readonly optOut?: string;
  /** What it does when the file has ended its transaction, where that is known. */
  readonly surprised?: string;
}

const RUNNERS: Readonly<Record<string, Runner>> = {
  flyway: {
    name: 'Flyway',
    optOut: `${code('executeInTransaction=false')} in a ${code('.conf')} beside it`,
  },
  sqlx: { name: 'sqlx', optOut: `${code('-- no-transaction')} as its first bytes` },
  diesel: {
    name: 'Diesel',
    optOut: `${code('run_in_transaction = false')} in a ${code('metadata.toml')} beside it`,
  },
  d1: { name: 'Cloudflare D1' },
  drizzle: { name: 'Drizzle' },
  'node-pg-migrate': { name: 'node-pg-migrate' },
  liquibase: { name: 'Liquibase', optOut: `${code('runInTransaction:false')} at its changeset` },
  prisma: { name: 'Prisma' },
  'golang-migrate': { name: 'golang-migrate' },
  atlas: { name: 'Atlas', optOut: `${code('-- atlas:txmode none')} in its first line` },
  hasura: { name: 'Hasura' },
  goose: { name: 'goose', optOut: `${code('-- +goose NO TRANSACTION')} at its top` },
  dbmate: {
    name: 'dbmate',
    optOut: code('-- migrate:up transaction:false'),
    // https://github.com/KBVE/kbve/pull/10835
    surprised: `dbmate then stops with ${code('pq: unexpected transaction status idle')}, although the file is done.`,
  },
};

/** The program that runs the migrations, for a sentence. */
export function runnerOf({ project }: Rehearsal): string {
  return RUNNERS[project.layout]?.name ?? 'the runner';
}

/** How the file keeps its own transactions, as a further sentence or two; empty where there is no way. */
export function withoutItsTransaction({ project }: Rehearsal): string {
  const { optOut, surprised } = RUNNERS[project.layout] ?? {};
  return [
    optOut === undefined ? '' : ` To keep them, have none around the file: ${optOut}.`,
    surprised === undefined ? '' : ` ${surprised}`,
  ].join('');
}
