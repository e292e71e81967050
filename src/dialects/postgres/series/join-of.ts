import { findObject } from '../../../model/catalog.ts';
import { asCatalogName } from './expression.ts';
import { plainColumn } from './insert-select.ts';
import { columnNames, type Scene } from './scene.ts';
import { type UpdateText } from './sql-text.ts';

/** How the table that an `UPDATE` reads belongs to the one that it writes. */
export interface Join {
  /** The table that is read. */
  readonly old: string;
  readonly owners: ReadonlySet<string>;
  readonly oldKey: readonly string[];
  readonly freshKey: readonly string[];
}

const FROM = /^((?:[\w$]+\.)?(?:"[^"]+"|[\w$]+))(?:\s+(?:as\s+)?("[^"]+"|[\w$]+))?$/i;

/** `FROM old WHERE old.a = fresh.b AND …`; null when it is written in another way. */
export function joinOf(scene: Scene, fresh: string, { from, where, owners: mine }: UpdateText): Join | null {
  const [, table = '', alias = table] = FROM.exec(from ?? '') ?? [];
  const old = asCatalogName(table);
  if (table === '' || where === null || findObject(scene.before, 'table', old) === null) return null;
  const owners = new Set([table.split('.').at(-1) ?? table, alias].map(asCatalogName));
  const sides = {
    old: { owners, columns: columnNames(scene.before, old), others: columnNames(scene.before, fresh) },
    fresh: {
      owners: mine,
      columns: columnNames(scene.before, fresh),
      others: columnNames(scene.before, old),
    },
  };
  const pairs = where.split(/\s+and\s+/i).map((equation) => {
    const [left = '', right = '', ...more] = equation.split('=').map((one) => one.trim());
    if (more.length > 0) return null;
    const read = (text: string, side: 'old' | 'fresh'): string | null => columnOf(text, sides[side]);
    const [a, b] = [read(left, 'old'), read(right, 'fresh')];
    const [c, d] = [read(right, 'old'), read(left, 'fresh')];
    if (a !== null && b !== null) return { old: a, fresh: b };
    return c !== null && d !== null ? { old: c, fresh: d } : null;
  });
  const known = pairs.filter((pair) => pair !== null);
  if (known.length < pairs.length) return null;
  return { old, owners, oldKey: known.map((pair) => pair.old), freshKey: known.map((pair) => pair.fresh) };
}

interface Known {
  readonly owners: ReadonlySet<string>;
  readonly columns: readonly string[];
  /** Columns of the other table, which a name without a table may mean as well. */
  readonly others: readonly string[];
}

function columnOf(text: string, { owners, columns, others }: Known): string | null {
  const column = plainColumn(text, owners);
  if (column === null || !columns.includes(column)) return null;
  return text.includes('.') || !others.includes(column) ? column : null;
}
