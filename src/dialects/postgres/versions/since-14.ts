import { stringsOf, relationName } from '../parse/names.ts';
import { anywhere, inNode, onPartitioned } from './feature.ts';
import type { Feature } from './feature.ts';
import { hasCommand, hasOption } from './parts.ts';

/** New in PostgreSQL 14; https://www.postgresql.org/docs/14/release-14.html */
export const SINCE_14: readonly Feature[] = [
  {
    id: 'detach-concurrently',
    name: '`DETACH PARTITION … CONCURRENTLY`',
    since: 14,
    page: 'sql-altertable',
    instead:
      'Detach without `CONCURRENTLY` under a short `lock_timeout`; it keeps readers and writers out only for an instant.',
    signs: [
      inNode('AlterTableStmt', (body) => hasCommand(body, 'AT_DetachPartitionFinalize')),
      inNode('PartitionCmd', ({ concurrent }) => concurrent === true),
    ],
  },
  {
    id: 'replace-trigger',
    name: '`CREATE OR REPLACE TRIGGER`',
    since: 14,
    page: 'sql-createtrigger',
    instead: 'Drop the trigger if it exists and create it anew, both in one transaction.',
    signs: [inNode('CreateTrigStmt', ({ replace }) => replace === true)],
  },
  {
    id: 'column-compression',
    name: 'The `COMPRESSION` of a column',
    since: 14,
    page: 'sql-createtable',
    instead: 'Leave it out; older servers know only `pglz`.',
    signs: [
      inNode('ColumnDef', ({ compression }) => compression !== undefined),
      inNode('AlterTableStmt', (body) => hasCommand(body, 'AT_SetCompression')),
    ],
  },
  {
    id: 'expression-statistics',
    name: '`CREATE STATISTICS` on an expression',
    since: 14,
    page: 'sql-createstatistics',
    instead: 'Make an index on the expression; `ANALYZE` then keeps statistics for it.',
    signs: [inNode('StatsElem', ({ expr }) => expr !== undefined)],
  },
  {
    id: 'sql-body',
    name: 'A function body in SQL syntax (`BEGIN ATOMIC`, `RETURN`)',
    since: 14,
    page: 'sql-createfunction',
    instead: 'Write the body as a string: `AS $$ … $$`.',
    signs: [inNode('CreateFunctionStmt', ({ sql_body: body }) => body !== undefined)],
  },
  {
    id: 'procedure-out',
    name: 'A procedure with an `OUT` parameter',
    since: 14,
    page: 'sql-createprocedure',
    instead: 'Use an `INOUT` parameter.',
    signs: [
      inNode(
        'CreateFunctionStmt',
        ({ is_procedure: isProcedure, parameters = [] }) =>
          isProcedure === true &&
          parameters.some(
            (node) => 'FunctionParameter' in node && node.FunctionParameter.mode === 'FUNC_PARAM_OUT',
          ),
      ),
    ],
  },
  {
    id: 'reindex-tablespace',
    name: '`REINDEX (TABLESPACE …)`',
    since: 14,
    page: 'sql-reindex',
    instead: 'Move the index with `ALTER INDEX … SET TABLESPACE`.',
    signs: [inNode('ReindexStmt', ({ params }) => hasOption(params, ['tablespace']))],
  },
  {
    id: 'reindex-partitioned',
    name: '`REINDEX` of a partitioned table',
    since: 14,
    page: 'sql-reindex',
    instead: 'Reindex every partition by itself.',
    signs: [
      onPartitioned('ReindexStmt', ({ kind, relation }) =>
        kind === 'REINDEX_OBJECT_TABLE' ? relationName(relation) : null,
      ),
    ],
  },
  {
    id: 'vacuum-toast',
    name: 'The `VACUUM` options `PROCESS_TOAST` and `INDEX_CLEANUP auto`',
    since: 14,
    page: 'sql-vacuum',
    instead: 'Leave them out.',
    signs: [
      inNode(
        'VacuumStmt',
        ({ options }) =>
          hasOption(options, ['process_toast']) || hasOption(options, ['index_cleanup'], 'auto'),
      ),
    ],
  },
  {
    id: 'subscription-publication',
    name: '`ALTER SUBSCRIPTION … ADD` or `DROP PUBLICATION`',
    since: 14,
    page: 'sql-altersubscription',
    instead: 'Name all publications: `SET PUBLICATION`.',
    signs: [inNode('AlterSubscriptionStmt', ({ kind }) => /(?:ADD|DROP)_PUBLICATION$/.test(kind ?? ''))],
  },
  {
    id: 'search-cycle',
    name: 'A `SEARCH` or `CYCLE` clause',
    since: 14,
    page: 'queries-with',
    instead: 'Carry the path along in a column of the recursive query.',
    signs: [
      inNode(
        'CommonTableExpr',
        ({ search_clause: search, cycle_clause: cycle }) => search !== undefined || cycle !== undefined,
      ),
    ],
  },
  {
    id: 'join-using-alias',
    name: 'An alias of `JOIN … USING`',
    since: 14,
    page: 'sql-select',
    instead: 'Name the columns by one of the two tables.',
    signs: [inNode('JoinExpr', ({ join_using_alias: alias }) => alias !== undefined)],
  },
  {
    id: 'group-by-distinct',
    name: '`GROUP BY DISTINCT`',
    since: 14,
    page: 'sql-select',
    instead: 'Write out the grouping sets, each once.',
    signs: [inNode('SelectStmt', ({ groupDistinct }) => groupDistinct === true)],
  },
  {
    id: 'granted-by',
    name: '`GRANTED BY` for privileges on objects',
    since: 14,
    page: 'sql-grant',
    instead: 'Leave it out; only the current user can be named there.',
    signs: [inNode('GrantStmt', ({ grantor }) => grantor !== undefined)],
  },
  {
    id: 'current-role',
    name: '`CURRENT_ROLE` in the place of a role',
    since: 14,
    page: 'sql-alterrole',
    instead: 'Write `CURRENT_USER`, which is the same.',
    signs: [anywhere(({ roletype }) => roletype === 'ROLESPEC_CURRENT_ROLE')],
  },
  {
    id: 'subscript-key',
    name: "A `jsonb` value by subscript (`data['key']`)",
    since: 14,
    page: 'datatype-json',
    instead: 'Read with `->` and write with `jsonb_set`.',
    signs: [inNode('A_Indices', ({ uidx }) => isKey(uidx))],
  },
  {
    id: 'brin-multi',
    name: 'A BRIN operator class of the kinds `bloom` and `minmax_multi`',
    since: 14,
    page: 'brin-builtin-opclasses',
    instead: 'Use the default operator class, or a B-tree index.',
    signs: [
      inNode('IndexElem', ({ opclass }) =>
        /_(?:bloom|minmax_multi)_ops$/.test(stringsOf(opclass).at(-1) ?? ''),
      ),
    ],
  },
  {
    id: 'spgist-include',
    name: 'An SP-GiST index with `INCLUDE`',
    since: 14,
    page: 'sql-createindex',
    instead: 'Leave the included columns out.',
    signs: [
      inNode(
        'IndexStmt',
        ({ accessMethod, indexIncludingParams = [] }) =>
          accessMethod === 'spgist' && indexIncludingParams.length > 0,
      ),
    ],
  },
];

/** A text that is no number; arrays take numbers only. */
function isKey(node: unknown): boolean {
  const constant = (node as { A_Const?: { sval?: { sval?: string } } } | undefined)?.A_Const?.sval?.sval;
  return constant !== undefined && !/^\s*[-+]?\d+\s*$/.test(constant);
}
