import { code } from '../../../lib/code.ts';
import { bridgePart } from './bridge-steps.ts';
import { nameOf } from './bridge.ts';
import { asCatalogName } from './expression.ts';
import type { Kind } from './kinds.ts';
import { changesOf, columnIn } from './scene.ts';

/** `ALTER TABLE … RENAME COLUMN`: both names side by side until no code uses the old one. */
export const renameColumn: Kind = (scene) =>
  changesOf(scene, 'rename-column').flatMap(({ index, change }) => {
    const table = change.relation ?? '';
    const [was, is] = [asCatalogName(change.column), asCatalogName(change.to)];
    const old = columnIn(scene.before, table, was) ?? columnIn(scene.before, table, change.column);
    const fresh = columnIn(scene.after, table, is) ?? columnIn(scene.after, table, change.to);
    if (old === null || fresh === null) return [];
    return [
      bridgePart({
        scene,
        kind: 'rename-column',
        title: `Rename ${code(old.name)} to ${code(fresh.name)}`,
        takes: [index],
        table,
        old: [{ column: old, from: (row) => row(nameOf(fresh)) }],
        fresh: [{ column: fresh, shadow: nameOf(fresh), from: (row) => row(nameOf(old)) }],
        swaps: false,
      }),
    ];
  });
