import { compareText } from '../lib/version-order.ts';
import { findRelation, objectKey, type Catalog } from '../model/catalog.ts';
import type { Change } from '../model/change.ts';
import type { Migration } from '../model/migration.ts';
import type { OpenPull } from '../model/open-pulls.ts';
import type { Rehearsal } from '../model/rehearsal.ts';
import type { Statement } from '../model/statement.ts';
import type { Neighbor, Surroundings } from '../model/surroundings.ts';

/** A migration that another pull request brings, with its statements read. */
export interface TheirMigration {
  readonly migration: Migration;
  readonly statements: readonly Statement[];
}

/** What of a rehearsed project another pull request brings, too: the same versions, and shipped tables that both change. */
export function neighborsOf(
  { migrations, shipped }: Rehearsal,
  { number, title }: Pick<OpenPull, 'number' | 'title'>,
  all: readonly TheirMigration[],
): Neighbor[] {
  const ours = migrations.map(({ change }) => change.migration);
  const theirs = all.filter(({ migration }) => !ours.some((own) => isSame(own, migration)));
  const versions = versionsOf(ours);
  const tables = changedTables(
    migrations.flatMap(({ statements }) => statements.map(({ statement }) => statement)),
    shipped,
  );
  const shared = {
    version: [...versionsOf(theirs.map(({ migration }) => migration))].filter((each) => versions.has(each)),
    table: [
      ...changedTables(
        theirs.flatMap(({ statements }) => statements),
        shipped,
      ),
    ].filter((each) => tables.has(each)),
  };
  return (['version', 'table'] as const).flatMap((kind) =>
    shared[kind].toSorted(compareText).map((name) => ({ number, title, kind, name })),
  );
}

/** A pull request on top of ours, or one with the same commits, brings our own files. */
function isSame(own: Migration, their: Migration): boolean {
  return own.path === their.path && own.version === their.version && own.up.text === their.up.text;
}

/** What runs again after every edit has no number that could be taken twice. */
function versionsOf(migrations: readonly Migration[]): Set<string> {
  return new Set(migrations.filter(({ repeatable }) => repeatable !== true).map(({ version }) => version));
}

function changedTables(statements: readonly Statement[], shipped: Catalog): Set<string> {
  const changes = statements.flatMap((statement) =>
    statement.kind === 'readable'
      ? [...statement.changes, ...(statement.inner ?? []).flatMap((inner) => inner.changes)]
      : [],
  );
  return new Set(changes.flatMap((change) => tableOf(change, shipped) ?? []));
}

/** The shipped table that a change is about; null for none, and for one that is only read. */
function tableOf(change: Change, shipped: Catalog): string | null {
  if (change.kind === 'query') return null;
  const index = shipped.get(objectKey('index', change.object));
  const name = change.relation ?? index?.relation ?? change.object;
  return findRelation(shipped, name) === null ? null : name;
}

/** Other pull requests are told of, whether or not there was anything else to look for. */
export function withNeighbors(
  found: Surroundings | null,
  neighbors: readonly Neighbor[],
): Surroundings | null {
  if (neighbors.length === 0) return found;
  return { ...(found ?? { references: null, dependants: [], bakes: [] }), neighbors };
}
