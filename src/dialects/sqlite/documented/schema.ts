import { findObject, objectsOf, type Catalog, type CatalogObject } from '../../../model/catalog.ts';
import { namesIn } from '../rows/expressions.ts';
import { sameName } from '../rows/names.ts';
import { textFact } from '../../catalog/facts.ts';
import { columnOf } from '../../validation/column-of.ts';

/** The schema before a change, asked in SQLite's way: capitals in names do not count. */
export class Schema {
  /** The server's minor version: 35 for SQLite 3.35. */
  readonly version: number;
  readonly #catalog: Catalog;
  readonly #relations: ReadonlyMap<string, CatalogObject>;

  constructor(catalog: Catalog, version: number) {
    this.#catalog = catalog;
    this.version = version;
    const relations = [...objectsOf(catalog, 'table'), ...objectsOf(catalog, 'view')];
    this.#relations = new Map(relations.map((relation) => [sameName(relation.name), relation]));
  }

  /** A table or view by its name; null when there is none. */
  relation(name: string | null): CatalogObject | null {
    return name === null ? null : (this.#relations.get(sameName(name)) ?? null);
  }

  /** Names of all tables that hold their rows themselves. */
  tables(): string[] {
    return this.#tableObjects().map(({ name }) => name);
  }

  /** Names of the tables with a foreign key. */
  tablesWithForeignKeys(): string[] {
    return this.tables().filter((table) =>
      objectsOf(this.#catalog, 'constraint', table).some(({ facts }) => facts['type'] === 'foreign-key'),
    );
  }

  /** Names of the tables with an index. */
  indexedTables(): string[] {
    return this.tables().filter((table) => objectsOf(this.#catalog, 'index', table).length > 0);
  }

  /** The tables whose rows are read by way of a relation: itself, or those that a view reads. */
  tablesBehind(name: string, seen: ReadonlySet<string> = new Set()): string[] {
    const relation = this.relation(name);
    if (relation === null || seen.has(relation.name)) return [];
    if (relation.kind === 'table') return [relation.name];
    const names = namesIn(textFact(relation, 'definition') ?? '');
    return [...names].flatMap((other) => this.tablesBehind(other, new Set([...seen, relation.name])));
  }

  /** The table of an index or trigger; null when there is none of that name. */
  tableOf(kind: 'index' | 'trigger', name: string): string | null {
    const found = objectsOf(this.#catalog, kind).find((object) => {
      return sameName(kind === 'index' ? object.name : columnOf(object)) === sameName(name);
    });
    return found?.relation ?? null;
  }

  /** How a column gets its value: `virtual`, `stored`; null when it is written, or is not there. */
  generated(table: string, column: string): string | null {
    const name = this.relation(table)?.name ?? table;
    const exact = findObject(this.#catalog, 'column', `${name}.${column}`);
    const found =
      exact ??
      objectsOf(this.#catalog, 'column', name).find((one) => sameName(columnOf(one)) === sameName(column));
    return found === undefined ? null : textFact(found, 'generated');
  }

  #tableObjects(): CatalogObject[] {
    return objectsOf(this.#catalog, 'table').filter((table) => textFact(table, 'virtual') === null);
  }
}
