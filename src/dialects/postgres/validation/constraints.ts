import { code } from '../../../lib/code.ts';
import { findObject, objectsOf, type CatalogObject } from '../../../model/catalog.ts';
import { isFact, listFact, textFact } from '../../catalog/facts.ts';
import { identifiersIn } from '../rows/hints.ts';
import { bareParts, literal, qualified } from '../rows/names.ts';
import { conditionOf } from '../rows/value-type.ts';
import { columnOf } from '../../validation/column-of.ts';
import type { Difference } from '../../validation/difference.ts';
import { countQuery, type Query } from '../../validation/query.ts';

/** Rows that stand against constraints which are checked from now on, and constraints that stay unchecked. */
export function constraintQueries(difference: Difference): Query[] {
  const added = difference.added('constraint');
  const validated = difference
    .changed('constraint')
    .filter(({ was, is }) => !isFact(was, 'validated') && isFact(is, 'validated'))
    .map(({ is }) => is);
  const checked = [...added.filter((one) => isFact(one, 'validated')), ...validated];
  return [
    ...checked.flatMap((constraint) => orphans(difference, constraint) ?? []),
    ...checked.flatMap((constraint) => violations(difference, constraint) ?? []),
    ...added.filter((one) => needsValidation(difference, one)).map(validationState),
  ];
}

function orphans(difference: Difference, key: CatalogObject): Query | null {
  const [table, references] = [difference.earlierTable(key.relation), textFact(key, 'references')];
  const columns = listFact(key, 'columns');
  const parent = difference.earlierTable(references);
  if (textFact(key, 'type') !== 'foreign-key' || table === null || parent === null) return null;
  if (!difference.hadColumns(table, columns)) return null;
  const referenced = listFact(key, 'referencedColumns');
  const present = columns.map((column) => `child.${column} IS NOT NULL`);
  const same = columns.map((column, index) => `parent.${referenced[index] ?? column} = child.${column}`);
  return countQuery({
    when: 'before',
    title: `Rows of ${code(table)} whose ${code(columns.join(', '))} has no row in ${code(parent)}`,
    reason: `${code(key.name)} refers to ${code(parent)}`,
    of: 'orphans',
    from: `${qualified(table)} AS child WHERE ${present.join(' AND ')} AND NOT EXISTS (SELECT FROM ${qualified(parent)} AS parent WHERE ${same.join(' AND ')})`,
    expect: '0',
  });
}

function violations(difference: Difference, check: CatalogObject): Query | null {
  const condition = conditionOf(textFact(check, 'definition') ?? '');
  const table = difference.earlierTable(check.relation);
  if (textFact(check, 'type') !== 'check' || condition === null || table === null) return null;
  if (!difference.hadColumns(table, listFact(check, 'columns'))) return null;
  return countQuery({
    when: 'before',
    title: `Rows of ${code(table)} that violate ${code(columnOf(check))}`,
    reason: `${code(check.name)} demands ${code(condition)}`,
    of: 'violations',
    from: `${qualified(table)} WHERE NOT ${condition}`,
    expect: '0',
    offenders: { object: check.name, sql: `SELECT * FROM ${qualified(table)} WHERE NOT ${condition}` },
  });
}

function needsValidation(difference: Difference, constraint: CatalogObject): boolean {
  const checked = ['foreign-key', 'check'].includes(textFact(constraint, 'type') ?? '');
  const isInherited = isFact(constraint, 'inherited');
  return checked && !isInherited && difference.earlierTable(constraint.relation) !== null;
}

function validationState(constraint: CatalogObject): Query {
  const { object } = bareParts(constraint.relation ?? '');
  const isValidated = isFact(constraint, 'validated');
  const [subject, owner] = [code(columnOf(constraint)), code(constraint.relation ?? '')];
  const name = bareParts(columnOf(constraint)).object;
  const table = `${literal(qualified(constraint.relation ?? object))}::regclass`;
  return countQuery({
    when: 'after',
    title: isValidated
      ? `Constraint ${subject} of ${owner} is not validated`
      : `Constraint ${subject} of ${owner} still waits to be validated`,
    reason: `${subject} holds for old rows only when it is validated`,
    of: 'unvalidated',
    from: `pg_constraint WHERE conrelid = ${table} AND conname = ${literal(name)} AND NOT convalidated`,
    expect: isValidated ? '0' : null,
  });
}

/** Values that stand against a domain's new conditions, in every column of the domain. */
export function domainQueries(difference: Difference): Query[] {
  return difference.changed('domain').flatMap(({ was, is }) => {
    const known = new Set(validatedConditions(was));
    const fresh = validatedConditions(is).filter((condition) => !known.has(condition));
    const columns = objectsOf(difference.before, 'column').filter(
      (column) =>
        textFact(column, 'typeName') === was.name &&
        textFact(column, 'typeKind') === 'domain' &&
        findObject(difference.before, 'table', column.relation ?? '') !== null,
    );
    return columns.flatMap((column) => fresh.map((condition) => domainViolations(column, is, condition)));
  });
}

function domainViolations(column: CatalogObject, domain: CatalogObject, condition: string): Query {
  const relation = column.relation ?? '';
  return countQuery({
    when: 'before',
    title: `Rows of ${code(relation)} whose ${code(columnOf(column))} violates ${code(domain.name)}`,
    reason: `${code(domain.name)} demands ${code(condition)}`,
    of: 'violations',
    from: `(SELECT ${columnOf(column)} AS value FROM ${qualified(relation)}) AS stored WHERE NOT ${condition}`,
    expect: '0',
  });
}

function validatedConditions(domain: CatalogObject): string[] {
  const constraints = domain.facts['constraints'];
  if (!Array.isArray(constraints)) return [];
  return constraints.flatMap((constraint: unknown) => {
    if (typeof constraint !== 'object' || constraint === null) return [];
    if (!('definition' in constraint) || typeof constraint.definition !== 'string') return [];
    const isValidated = !('validated' in constraint) || constraint.validated === true;
    const condition = conditionOf(constraint.definition);
    return isValidated && condition !== null && identifiersIn(condition).size > 0 ? [condition] : [];
  });
}
