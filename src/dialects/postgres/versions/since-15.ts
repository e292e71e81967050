import type { TypeName } from 'libpg-query';
import { scalarText } from '../parse/changes/parts.ts';
import { relationName, stringsOf } from '../parse/names.ts';
import { anywhere, inNode, onPartitioned } from './feature.ts';
import type { Feature } from './feature.ts';
import { commandsOf, hasCommand, hasOption } from './parts.ts';

/** New in PostgreSQL 15; https://www.postgresql.org/docs/15/release-15.html */
export const SINCE_15: readonly Feature[] = [
  {
    id: 'merge',
    name: '`MERGE`',
    since: 15,
    page: 'sql-merge',
    instead: 'Use `INSERT … ON CONFLICT DO UPDATE`, or `UPDATE` and `INSERT` in one transaction.',
    signs: [inNode('MergeStmt')],
  },
  {
    id: 'nulls-not-distinct',
    name: '`NULLS NOT DISTINCT`',
    since: 15,
    page: 'sql-createtable',
    instead: 'Add a partial unique index for the rows that hold NULL.',
    signs: [
      inNode('Constraint', ({ nulls_not_distinct: notDistinct }) => notDistinct === true),
      inNode('IndexStmt', ({ nulls_not_distinct: notDistinct }) => notDistinct === true),
    ],
  },
  {
    id: 'security-invoker',
    name: 'The view option `security_invoker`',
    since: 15,
    page: 'sql-createview',
    instead: 'Leave it out and give the view an owner with only the rights that its readers may have.',
    signs: [
      inNode('ViewStmt', ({ options }) => hasOption(options, ['security_invoker'])),
      inNode('AlterTableStmt', (body) =>
        commandsOf(body).some(
          ({ def }) => def !== undefined && 'List' in def && hasOption(def.List.items, ['security_invoker']),
        ),
      ),
    ],
  },
  {
    id: 'publication-filter',
    name: 'A publication with a row filter or a column list',
    since: 15,
    page: 'sql-createpublication',
    instead: 'Publish whole tables.',
    signs: [
      inNode('PublicationObjSpec', ({ pubtable }) => {
        const { whereClause, columns = [] } = pubtable ?? {};
        return whereClause !== undefined || columns.length > 0;
      }),
    ],
  },
  {
    id: 'publication-schema',
    name: 'A publication of `TABLES IN SCHEMA`',
    since: 15,
    page: 'sql-createpublication',
    instead: 'Name every table.',
    signs: [inNode('PublicationObjSpec', ({ pubobjtype }) => pubobjtype?.includes('TABLES_IN') === true)],
  },
  {
    id: 'delete-set-columns',
    name: '`ON DELETE SET` with a list of columns',
    since: 15,
    page: 'sql-createtable',
    instead: 'Set the columns in a trigger.',
    signs: [inNode('Constraint', ({ fk_del_set_cols: columns = [] }) => columns.length > 0)],
  },
  {
    id: 'set-access-method',
    name: '`ALTER TABLE … SET ACCESS METHOD`',
    since: 15,
    page: 'sql-altertable',
    instead: 'Create a new table with the access method and copy the rows.',
    signs: [inNode('AlterTableStmt', (body) => hasCommand(body, 'AT_SetAccessMethod'))],
  },
  {
    id: 'unlogged-sequence',
    name: 'An unlogged sequence',
    since: 15,
    page: 'sql-createsequence',
    instead: 'Use an ordinary sequence.',
    signs: [
      inNode('CreateSeqStmt', ({ sequence }) => sequence?.relpersistence === 'u'),
      inNode(
        'AlterTableStmt',
        (body) =>
          body.objtype === 'OBJECT_SEQUENCE' &&
          (hasCommand(body, 'AT_SetLogged') || hasCommand(body, 'AT_SetUnLogged')),
      ),
    ],
  },
  {
    id: 'copy-header-match',
    name: '`COPY … (HEADER MATCH)`',
    since: 15,
    page: 'sql-copy',
    instead: 'Write `HEADER` and check the first line of the file beforehand.',
    signs: [inNode('CopyStmt', ({ options }) => hasOption(options, ['header'], 'match'))],
  },
  {
    id: 'numeric-scale',
    name: 'A scale of `numeric` that is negative or larger than the precision',
    since: 15,
    page: 'datatype-numeric',
    instead: 'Use a precision that holds all digits, and round in a check or a trigger.',
    signs: [anywhere((body) => hasUnusualScale(body))],
  },
  {
    id: 'grant-parameter',
    name: 'A privilege on a server parameter',
    since: 15,
    page: 'sql-grant',
    instead: 'Let a superuser set the parameter for the role: `ALTER ROLE … SET`.',
    signs: [inNode('GrantStmt', ({ objtype }) => objtype === 'OBJECT_PARAMETER_ACL')],
  },
  {
    id: 'refresh-database-collation',
    name: '`ALTER DATABASE … REFRESH COLLATION VERSION`',
    since: 15,
    page: 'sql-alterdatabase',
    instead: 'Leave it out; older servers do not record the version.',
    signs: [inNode('AlterDatabaseRefreshCollStmt')],
  },
  {
    id: 'cluster-partitioned',
    name: '`CLUSTER` of a partitioned table',
    since: 15,
    page: 'sql-cluster',
    instead: 'Cluster every partition by itself.',
    signs: [
      onPartitioned('ClusterStmt', ({ relation }) =>
        relation === undefined ? null : relationName(relation),
      ),
    ],
  },
];

/** Bodies of types have names; those of other nodes never have both these and modifiers. */
function hasUnusualScale({ names, typmods = [] }: TypeName): boolean {
  if (!Array.isArray(names) || stringsOf(names).at(-1) !== 'numeric' || typmods.length !== 2) return false;
  const [precision = 0, scale = 0] = typmods.map((node) => Number(scalarText(node)));
  return scale < 0 || scale > precision;
}
