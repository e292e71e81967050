import {
  isWrapped,
  type ChangedMigration,
  type Migration,
  type TransactionMode,
} from '../model/migration.ts';
import type { BatchSettings } from '../model/brief.ts';
import type { Dialect } from '../model/dialect.ts';
import type { ProjectChange } from '../model/project.ts';
import type { Remark } from '../model/remark.ts';
import type { Script } from '../model/statement.ts';
import type { BaseShelf } from './base-shelf.ts';
import { parseTemplate } from './parse-template.ts';
import { remarksIn } from './remarks.ts';
import type { Wrapping } from './transaction-window.ts';

/** A migration with its statements read: what step 2 hands to step 3. */
export interface ParsedMigration {
  readonly migration: Migration;
  readonly up: Script;
  readonly down: Script | null;
}

export interface ParsedHeadMigration extends ParsedMigration {
  readonly change: ChangedMigration;
}

/** A project whose SQL is read: what is shipped, what the change adds, and what it does otherwise. */
export interface ParsedProject {
  readonly change: ProjectChange;
  readonly base: readonly ParsedMigration[];
  /** What is run. */
  readonly added: readonly ParsedHeadMigration[];
  /** Edited, renamed and deleted migrations: databases have run what they were, so nothing is run again. Not repeatable ones. */
  readonly notRun: readonly ChangedMigration[];
  /** Comments in the change's files that are addressed to Holdpoint. */
  readonly remarks: readonly Remark[];
  /** Where the base is kept between reviews; absent for nowhere. When it is found there, `base` is left unread. */
  readonly shelf?: BaseShelf | null;
  /** Settings of the backfills that are to be written and tried; absent or null for none. */
  readonly batch?: BatchSettings | null;
  /** True when what would be lost is to be saved and brought back; absent for no. */
  readonly saves?: boolean;
}

/** New migrations are run, and those that the framework runs again after every edit. */
function isRun({ status, migration }: ChangedMigration): boolean {
  return status === 'added' || (status !== 'deleted' && migration.repeatable === true);
}

/** Reads the SQL of a project. Bad SQL becomes unreadable statements, never an error. */
export function parseProject(change: ProjectChange, dialect: Dialect): ParsedProject {
  const added = change.head
    .filter(isRun)
    .map((entry) => ({ ...parseMigration(entry.migration, dialect), change: entry }));
  const notRun = change.head.filter((entry) => !isRun(entry));
  return {
    change,
    base: change.base.map((migration) => parseMigration(migration, dialect)),
    added,
    notRun,
    remarks: [...added.flatMap(remarksOf), ...notRun.flatMap((entry) => shippedRemarks(entry, dialect))],
  };
}

function remarksOf({ migration, up, down }: ParsedMigration): Remark[] {
  return [up, ...(down === null ? [] : [down])].flatMap((script) => remarksIn(script, migration));
}

/** Shipped files are not read for anything else. */
function shippedRemarks({ status, migration }: ChangedMigration, dialect: Dialect): Remark[] {
  if (status === 'deleted' || !/holdpoint:/i.test(migration.up.text)) return [];
  return remarksOf(parseMigration(migration, dialect)).map((remark) => ({ ...remark, shipped: true }));
}

function parseMigration(migration: Migration, dialect: Dialect): ParsedMigration {
  const down = migration.down === null ? null : parseTemplate(migration.down, dialect);
  return { migration, up: parseTemplate(migration.up, dialect), down };
}

/**
 * The transaction that a script really runs in. A layout's usual transaction gives way to statements that refuse
 * one, since the file could not have worked otherwise; a stated one does not.
 */
export function transactionOf(migration: Migration, script: Script): TransactionMode {
  if (!isWrapped(migration.transaction) || migration.transactionIs === 'stated') return migration.transaction;
  const refuses = script.statements.some(
    (statement) => statement.kind === 'readable' && !statement.runsInTransaction,
  );
  return refuses ? 'none' : migration.transaction;
}

/** What wraps the statements of a script. */
export function wrappingOf(migration: Migration, script: Script): Wrapping {
  const { inOneMessage } = migration;
  const transaction = transactionOf(migration, script);
  return inOneMessage === undefined ? { transaction } : { transaction, inOneMessage };
}
