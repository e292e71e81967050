import type { Constraint, ConstrType } from 'libpg-query';
import type { ChangeOf, ConstraintType } from '../../../../model/change.ts';
import { quoteIdentifier } from '../../quote.ts';
import { columnNames, relationName } from '../names.ts';

const TYPES: Readonly<Partial<Record<ConstrType, ConstraintType>>> = {
  CONSTR_PRIMARY: 'primary-key',
  CONSTR_UNIQUE: 'unique',
  CONSTR_FOREIGN: 'foreign-key',
  CONSTR_CHECK: 'check',
  CONSTR_NOTNULL: 'not-null',
  CONSTR_EXCLUSION: 'exclude',
};

/** The constraint that a definition adds to a relation; null for what is none (defaults, identity …). */
export function constraintAdded(
  constraint: Constraint,
  relation: string,
  column: string | null,
): ChangeOf<'add-constraint'> | null {
  const type = TYPES[constraint.contype ?? 'CONSTR_NULL'];
  if (type === undefined) return null;
  const name = constraint.conname === undefined ? null : quoteIdentifier(constraint.conname);
  return {
    kind: 'add-constraint',
    object: name === null ? relation : `${relation}.${name}`,
    relation,
    constraint: name,
    type,
    notValid: constraint.skip_validation === true || (constraint.is_enforced !== true && isEnforceable(type)),
    usingIndex: constraint.indexname === undefined ? null : quoteIdentifier(constraint.indexname),
    columns: column === null ? constrainedColumns(constraint) : [column],
    references: constraint.pktable === undefined ? null : relationName(constraint.pktable),
  };
}

/** Only these can be NOT ENFORCED; for the others the grammar does not say. */
function isEnforceable(type: ConstraintType): boolean {
  return type === 'check' || type === 'foreign-key';
}

function constrainedColumns({ contype, keys, fk_attrs, exclusions }: Constraint): string[] {
  if (contype === 'CONSTR_FOREIGN') return columnNames(fk_attrs);
  if (contype !== 'CONSTR_EXCLUSION') return columnNames(keys);
  return (exclusions ?? []).flatMap((pair) => {
    const element = 'List' in pair ? pair.List.items?.[0] : undefined;
    const name = element !== undefined && 'IndexElem' in element ? element.IndexElem.name : undefined;
    return name === undefined ? [] : [quoteIdentifier(name)];
  });
}

/** Tables that foreign keys among these definitions point at. */
export function referencedTables(constraints: readonly Constraint[]): string[] {
  return constraints.flatMap(({ pktable }) => (pktable === undefined ? [] : [relationName(pktable)]));
}
