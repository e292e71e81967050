import type { CatalogObject, Fact } from '../../../model/catalog.ts';
import type { ConstraintText } from './constraint-text.ts';
import { groupedBy, type TableFacts } from './facts.ts';
import { quoteIdentifier } from '../parse/names.ts';

/** A constraint before it has a name that nothing else of its table has. */
interface Unnamed {
  readonly kind: ConstraintText['kind'];
  readonly name: string | null;
  readonly columns: readonly string[];
  readonly facts: Readonly<Record<string, Fact>>;
}

/** How a constraint without a name is called, as other databases do it. */
const SUFFIXES: Readonly<Record<ConstraintText['kind'], string>> = {
  'primary-key': 'pkey',
  unique: 'key',
  check: 'check',
  'foreign-key': 'fkey',
};

/** The constraints of a table. One that has no name gets one of its columns and kind: `users_email_key`. */
export function constraintObjects(table: TableFacts): CatalogObject[] {
  const taken = new Set<string>();
  const ordinals = new Map<string, number>();
  const all = [...keys(table), ...checks(table), ...foreignKeys(table)];
  for (const { name } of all) if (name !== null) taken.add(name);
  return all.map(({ kind, name, columns, facts }) => {
    const ordinal = (ordinals.get(kind) ?? 0) + 1;
    ordinals.set(kind, ordinal);
    const own = name ?? freeName(nameFor(table, kind, columns), taken);
    return {
      kind: 'constraint',
      name: `${table.display}.${quoteIdentifier(own)}`,
      relation: table.display,
      id: `${table.known.id} ${kind} ${ordinal}`,
      facts: { type: kind, named: name !== null, columns: columns.map(quoteIdentifier), ...facts },
    };
  });
}

function nameFor({ name }: TableFacts, kind: ConstraintText['kind'], columns: readonly string[]): string {
  return [name, ...(kind === 'primary-key' ? [] : columns), SUFFIXES[kind]].join('_');
}

function freeName(wanted: string, taken: Set<string>): string {
  let name = wanted;
  for (let next = 1; taken.has(name); next++) name = `${wanted}${next}`;
  taken.add(name);
  return name;
}

/** Primary key and unique constraints: the columns by pragmas, the rest by the text. */
function keys({ columns, indexes, text }: TableFacts): Unnamed[] {
  const primary = columns
    .filter(({ pk }) => pk !== '0')
    .sort((left, right) => Number(left['pk']) - Number(right['pk']));
  const unique = [
    ...groupedBy(
      indexes.filter(({ origin }) => origin === 'u'),
      'index',
    ),
  ];
  return [
    ...(primary.length === 0 ? [] : [keyOf('primary-key', primary.map(nameOf), text.constraints)]),
    ...unique.map(([, parts]) => keyOf('unique', parts.map(nameOf), text.constraints)).reverse(),
  ];
}

function keyOf(
  kind: ConstraintText['kind'],
  columns: readonly string[],
  texts: readonly ConstraintText[],
): Unnamed {
  const wanted = columns.join('\0').toLowerCase();
  const text = texts.find((each) => each.kind === kind && each.columns.join('\0').toLowerCase() === wanted);
  return { kind, name: text?.name ?? null, columns, facts: { onConflict: text?.onConflict ?? null } };
}

function checks({ text }: TableFacts): Unnamed[] {
  return text.constraints
    .filter(({ kind }) => kind === 'check')
    .map(({ kind, name, columns, expression, onConflict }) => ({
      kind,
      name,
      columns,
      facts: { expression, onConflict },
    }));
}

/** Foreign keys; the pragma numbers them from the last to the first. */
function foreignKeys({ foreignKeys: rows, text }: TableFacts): Unnamed[] {
  const texts = text.constraints.filter(({ kind }) => kind === 'foreign-key');
  return [...groupedBy(rows, 'id').values()].reverse().map((parts, at) => {
    const [first] = parts;
    const referred = parts.map(({ to }) => to ?? null);
    const isImplied = referred.includes(null);
    return {
      kind: 'foreign-key',
      name: texts[at]?.name ?? null,
      columns: parts.map(({ from }) => from ?? ''),
      facts: {
        references: quoteIdentifier(first?.['target'] ?? ''),
        // Null stands for the primary key of the other table.
        referencedColumns: isImplied ? null : referred.map((column) => quoteIdentifier(column ?? '')),
        onUpdate: first?.['onUpdate'] ?? null,
        onDelete: first?.['onDelete'] ?? null,
        deferred: texts[at]?.deferred ?? false,
      },
    };
  });
}

function nameOf({ name }: TableFacts['columns'][number]): string {
  return name ?? '';
}
