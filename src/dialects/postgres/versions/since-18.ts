import type { AlterTableStmt, Constraint } from 'libpg-query';
import { relationName } from '../parse/names.ts';
import { inNode, onPartitioned } from './feature.ts';
import type { Feature } from './feature.ts';
import { constraintIn, hasCommand, hasOption } from './parts.ts';
import { returnsOldOrNew } from './returns-old-or-new.ts';

/** New in PostgreSQL 18; https://www.postgresql.org/docs/18/release-18.html */
export const SINCE_18: readonly Feature[] = [
  {
    id: 'virtual-column',
    name: 'A virtual generated column',
    since: 18,
    page: 'ddl-generated-columns',
    instead: 'Write `STORED`, which rewrites the table, or compute the value in a view.',
    signs: [
      inNode(
        'Constraint',
        ({ contype, generated_kind: kind }) => contype === 'CONSTR_GENERATED' && kind === 'v',
      ),
    ],
  },
  {
    id: 'not-enforced',
    name: 'A constraint that is `NOT ENFORCED`, or made so',
    since: 18,
    page: 'sql-createtable',
    instead: 'Use `NOT VALID`, which at least holds new rows to the constraint, or leave it out.',
    signs: [
      inNode('Constraint', isNotEnforced),
      inNode('ATAlterConstraint', ({ alterEnforceability }) => alterEnforceability === true),
    ],
  },
  {
    id: 'not-null-constraint',
    name: 'A `NOT NULL` constraint of a table',
    since: 18,
    page: 'sql-altertable',
    instead:
      'Use `ALTER COLUMN … SET NOT NULL`, after validating a check `IS NOT NULL` that was added `NOT VALID`.',
    signs: [
      inNode('AlterTableStmt', (body) =>
        hasCommand(body, 'AT_AddConstraint', ({ def }) => isNotNull(constraintIn(def))),
      ),
      inNode('CreateStmt', ({ tableElts = [] }) => tableElts.some((node) => isNotNull(constraintIn(node)))),
    ],
  },
  {
    id: 'not-null-no-inherit',
    name: '`NOT NULL … NO INHERIT`',
    since: 18,
    page: 'sql-createtable',
    instead: 'Leave `NO INHERIT` out; on older servers children can drop the constraint.',
    signs: [
      inNode('Constraint', (body) => isNotNull(body) && body.is_no_inherit === true),
      inNode('ATAlterConstraint', ({ alterInheritability }) => alterInheritability === true),
    ],
  },
  {
    id: 'temporal-constraint',
    name: 'A constraint `WITHOUT OVERLAPS` or with a `PERIOD`',
    since: 18,
    page: 'sql-createtable',
    instead:
      'Use an exclusion constraint with the operator `&&`, and a trigger in the place of the foreign key.',
    signs: [
      inNode(
        'Constraint',
        ({ without_overlaps: without, fk_with_period: own, pk_with_period: other }) =>
          without === true || own === true || other === true,
      ),
    ],
  },
  {
    id: 'returning-old-new',
    name: '`RETURNING` with `OLD` or `NEW`',
    since: 18,
    page: 'dml-returning',
    instead: 'Read the old values in a `WITH` query that locks the rows first.',
    signs: [
      inNode('InsertStmt', returnsOldOrNew),
      inNode('UpdateStmt', returnsOldOrNew),
      inNode('DeleteStmt', returnsOldOrNew),
      inNode('MergeStmt', returnsOldOrNew),
    ],
  },
  {
    id: 'partitioned-not-valid-key',
    name: 'A foreign key that is `NOT VALID` on a partitioned table',
    since: 18,
    page: 'sql-altertable',
    instead:
      'Add the key to every partition `NOT VALID`, validate each, and then add it to the partitioned table.',
    signs: [
      onPartitioned('AlterTableStmt', (body) =>
        relationWith(
          body,
          hasCommand(body, 'AT_AddConstraint', ({ def }) => isUncheckedKey(constraintIn(def))),
        ),
      ),
    ],
  },
  {
    id: 'partitioned-only-drop',
    name: '`ALTER TABLE ONLY … DROP CONSTRAINT` on a partitioned table',
    since: 18,
    page: 'sql-altertable',
    instead: 'Leave `ONLY` out.',
    signs: [
      onPartitioned('AlterTableStmt', (body) =>
        relationWith(body, body.relation?.inh !== true && hasCommand(body, 'AT_DropConstraint')),
      ),
    ],
  },
  {
    id: 'vacuum-only',
    name: '`VACUUM` or `ANALYZE` with `ONLY`',
    since: 18,
    page: 'sql-vacuum',
    instead: 'Leave `ONLY` out.',
    signs: [inNode('VacuumRelation', ({ relation }) => relation !== undefined && relation.inh !== true)],
  },
  {
    id: 'foreign-table-like',
    name: '`CREATE FOREIGN TABLE (LIKE …)`',
    since: 18,
    page: 'sql-createforeigntable',
    instead: 'Write out the columns.',
    signs: [
      inNode('CreateForeignTableStmt', ({ base }) =>
        (base?.tableElts ?? []).some((node) => 'TableLikeClause' in node),
      ),
    ],
  },
  {
    id: 'large-object-defaults',
    name: 'Default privileges for large objects',
    since: 18,
    page: 'sql-alterdefaultprivileges',
    instead: 'Grant the privileges on every large object after it is made.',
    signs: [inNode('AlterDefaultPrivilegesStmt', ({ action }) => action?.objtype === 'OBJECT_LARGEOBJECT')],
  },
  {
    id: 'copy-reject-limit',
    name: '`COPY … (REJECT_LIMIT …)`',
    since: 18,
    page: 'sql-copy',
    instead: 'Copy into a staging table and count there.',
    signs: [inNode('CopyStmt', ({ options }) => hasOption(options, ['reject_limit']))],
  },
  {
    id: 'publish-generated',
    name: 'The publication option `publish_generated_columns`',
    since: 18,
    page: 'sql-createpublication',
    instead: 'Leave it out; the subscriber computes generated columns itself.',
    signs: [
      inNode('CreatePublicationStmt', ({ options }) => hasOption(options, ['publish_generated_columns'])),
      inNode('AlterPublicationStmt', ({ options }) => hasOption(options, ['publish_generated_columns'])),
    ],
  },
];

function isNotNull(constraint: Constraint | null): boolean {
  return constraint?.contype === 'CONSTR_NOTNULL';
}

/** The grammar leaves `is_enforced` out where it is false; a column's constraint has the word as one of its own. */
function isNotEnforced({ contype, is_enforced: isEnforced }: Constraint): boolean {
  if (contype === 'CONSTR_ATTR_NOT_ENFORCED' || contype === 'CONSTR_ATTR_ENFORCED') return true;
  return (contype === 'CONSTR_CHECK' || contype === 'CONSTR_FOREIGN') && isEnforced !== true;
}

function isUncheckedKey(constraint: Constraint | null): boolean {
  return constraint?.contype === 'CONSTR_FOREIGN' && constraint.skip_validation === true;
}

function relationWith(body: AlterTableStmt, isOne: boolean): string | null {
  return isOne ? relationName(body.relation) : null;
}
