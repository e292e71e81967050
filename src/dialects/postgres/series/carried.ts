import { findObject } from '../../../model/catalog.ts';
import type { Change } from '../../../model/change.ts';
import { textFact } from '../../catalog/facts.ts';
import { asCatalogName, columnsMentioned } from './expression.ts';
import type { Scene } from './scene.ts';

/** Places of statements that only say what columns carry in the end: constraints, indexes, defaults, comments. */
export function carriedBy(scene: Scene, table: string, columns: readonly string[]): number[] {
  return scene.statements.flatMap(({ statement }, index) => {
    if (statement.kind === 'unreadable' || statement.changes.length === 0) return [];
    return statement.changes.every((change) => isCarried(scene, change, table, columns)) ? [index] : [];
  });
}

function isCarried(scene: Scene, change: Change, table: string, columns: readonly string[]): boolean {
  switch (change.kind) {
    case 'set-not-null':
    case 'set-default':
    case 'drop-default':
    case 'add-column':
      return change.relation === table && columns.includes(asCatalogName(change.column));
    case 'add-constraint':
      return change.relation === table && isAbout(change.columns.map(asCatalogName), columns);
    case 'create-index':
      return change.relation === table && isAbout(indexColumns(scene, change.object, columns), columns);
    case 'comment':
      return columns.some((column) => change.object === `${table}.${column}`);
    default:
      return false;
  }
}

function isAbout(mentioned: readonly string[], columns: readonly string[]): boolean {
  return mentioned.some((column) => columns.includes(column));
}

function indexColumns({ after }: Scene, name: string, columns: readonly string[]): string[] {
  const index = findObject(after, 'index', name);
  return index === null ? [] : columnsMentioned(textFact(index, 'definition') ?? '', columns);
}
