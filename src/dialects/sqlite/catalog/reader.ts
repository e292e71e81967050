import { objectKey, type Catalog, type CatalogObject } from '../../../model/catalog.ts';
import type { Row, RunOutcome } from '../../../model/engine.ts';
import { rowsOf, type Ask } from './ask.ts';
import { markEnforced } from './enforced.ts';
import { groupedBy } from './facts.ts';
import { NO_LINEAGE, type Lineage } from './lineage.ts';
import { FOREIGN_KEYS, SCHEMA, SEQUENCES, SETTINGS, SHADOWS, viewColumns } from './queries.ts';
import { sequenceObject, settingObject } from './settings.ts';
import { TableReader } from './table-reader.ts';
import { triggerObject } from './triggers.ts';
import { viewObject } from './views.ts';

/** A moment that was read. */
interface Memory {
  /** All that the rest follows from. */
  readonly text: string;
  readonly lineage: Lineage;
  readonly catalog: Catalog;
}

/** A way back that is tried and taken back leads to a moment that was read before; few such moments are open at once. */
const MEMORIES = 4;

/** Reads the schema, inside and outside of a transaction. */
export class CatalogReader {
  /** Which table is which; goes back with the database. */
  lineage: Lineage = NO_LINEAGE;
  readonly #ask: Ask;
  readonly #tables: TableReader;
  #memories: readonly Memory[] = [];

  constructor(ask: Ask) {
    this.#ask = ask;
    this.#tables = new TableReader(ask);
  }

  /** The schema as the session sees it now. */
  async read(): Promise<Catalog> {
    const [counted, ...outcomes] = await this.#ask([SEQUENCES, SCHEMA, SETTINGS, FOREIGN_KEYS]);
    const [schema = [], settings = [], foreignKeys = []] = outcomes.map(rowsOf);
    const sequences = rowsIfAny(counted);
    const text = JSON.stringify([schema, settings, foreignKeys, sequences]);
    const known = this.#memories.find((memory) => memory.text === text && memory.lineage === this.lineage);
    if (known !== undefined) return known.catalog;
    const objects = [
      ...(await this.#tableObjects(schema)),
      ...(await this.#viewObjects(schema)),
      ...schema.filter(({ type }) => type === 'trigger').map(triggerObject),
      ...settings.map(settingObject),
      ...sequences.map(sequenceObject),
    ];
    const keyed = objects.map((object) => [objectKey(object.kind, object.name), object] as const);
    const catalog = new Map(keyed.sort(byKey));
    if (foreignKeys[0]?.['foreign_keys'] === '1') markEnforced(catalog);
    this.#memories = [{ text, lineage: this.lineage, catalog }, ...this.#memories].slice(0, MEMORIES);
    return catalog;
  }

  async #tableObjects(schema: readonly Row[]): Promise<CatalogObject[]> {
    const tables = schema.filter(({ type }) => type === 'table');
    const indexes = groupedBy(
      schema.filter(({ type }) => type === 'index'),
      'table',
    );
    const shadows = await this.#shadows(tables);
    const own = tables.filter(({ name }) => !shadows.has(name ?? ''));
    const { objects, lineage } = await this.#tables.read(own, indexes, this.lineage);
    this.lineage = lineage;
    return objects;
  }

  /** Asked for only where there is a virtual table, since all views are looked into. */
  async #shadows(tables: readonly Row[]): Promise<ReadonlySet<string>> {
    if (!tables.some(({ sql }) => sql?.startsWith('CREATE VIRTUAL') === true)) return new Set();
    const outcomes = await this.#ask([SHADOWS]);
    return new Set(outcomes.flatMap(rowsOf).map(({ name }) => name ?? ''));
  }

  async #viewObjects(schema: readonly Row[]): Promise<CatalogObject[]> {
    const views = schema.filter(({ type }) => type === 'view');
    if (views.length === 0) return [];
    const columns = await this.#ask(views.map(({ name }) => viewColumns(name ?? '')));
    return views.map((view, at) => viewObject(view, columns[at]));
  }
}

/** A database that never counted has no table for it. */
function rowsIfAny(outcome: RunOutcome | undefined): readonly Row[] {
  return outcome?.ok === true ? outcome.rows : [];
}

function byKey([left]: readonly [string, unknown], [right]: readonly [string, unknown]): number {
  return left < right ? -1 : 1;
}
