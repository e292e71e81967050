import type { AlterTableStmt, CreateStmt } from 'libpg-query';
import { relationName } from '../parse/names.ts';
import { inNode, onPartitioned } from './feature.ts';
import type { Feature } from './feature.ts';
import { constraintIn, hasCommand, hasOption } from './parts.ts';

/** New in PostgreSQL 17; https://www.postgresql.org/docs/17/release-17.html */
export const SINCE_17: readonly Feature[] = [
  {
    id: 'merge-returning',
    name: '`MERGE … RETURNING`',
    since: 17,
    page: 'sql-merge',
    instead: 'Use `INSERT … ON CONFLICT … RETURNING`, or read the rows afterwards.',
    signs: [inNode('MergeStmt', ({ returningClause }) => returningClause !== undefined)],
  },
  {
    id: 'merge-by-source',
    name: '`MERGE … WHEN NOT MATCHED BY SOURCE`',
    since: 17,
    page: 'sql-merge',
    instead: 'Change the rows without a match by an `UPDATE` or `DELETE … WHERE NOT EXISTS` of their own.',
    signs: [inNode('MergeWhenClause', ({ matchKind }) => matchKind === 'MERGE_WHEN_NOT_MATCHED_BY_SOURCE')],
  },
  {
    id: 'json-table',
    name: '`JSON_TABLE`',
    since: 17,
    page: 'functions-json',
    instead: 'Use `jsonb_to_recordset`, or `jsonb_path_query` in `FROM`.',
    signs: [inNode('JsonTable')],
  },
  {
    id: 'json-queries',
    name: 'An SQL/JSON query function (`JSON_EXISTS`, `JSON_QUERY`, `JSON_VALUE`)',
    since: 17,
    page: 'functions-json',
    instead: 'Use `jsonb_path_exists`, `jsonb_path_query` and `jsonb_path_query_first`.',
    signs: [inNode('JsonFuncExpr')],
  },
  {
    id: 'json-conversions',
    name: 'An SQL/JSON constructor (`JSON … UNIQUE KEYS`, `JSON_SCALAR`, `JSON_SERIALIZE`)',
    since: 17,
    page: 'functions-json',
    instead: 'Use casts, `to_json` and `to_jsonb`.',
    signs: [
      // Without that, it is a cast in the form of a call, which every version takes.
      inNode('JsonParseExpr', ({ unique_keys: unique }) => unique === true),
      inNode('JsonScalarExpr'),
      inNode('JsonSerializeExpr'),
    ],
  },
  {
    id: 'set-expression',
    name: '`ALTER COLUMN … SET EXPRESSION`',
    since: 17,
    page: 'sql-altertable',
    instead: 'Add a second generated column, move the readers over, and drop the first.',
    signs: [inNode('AlterTableStmt', (body) => hasCommand(body, 'AT_SetExpression'))],
  },
  {
    id: 'statistics-default',
    name: '`SET STATISTICS DEFAULT`',
    since: 17,
    page: 'sql-altertable',
    instead: 'Write `SET STATISTICS -1`, which is the same.',
    signs: [
      inNode('AlterTableStmt', (body) =>
        hasCommand(body, 'AT_SetStatistics', ({ def }) => def === undefined),
      ),
    ],
  },
  {
    id: 'access-method-default',
    name: '`SET ACCESS METHOD DEFAULT`',
    since: 17,
    page: 'sql-altertable',
    instead: 'Name the access method: `heap`.',
    signs: [
      inNode('AlterTableStmt', (body) =>
        hasCommand(body, 'AT_SetAccessMethod', ({ name }) => name === undefined),
      ),
    ],
  },
  {
    id: 'access-method-partitioned',
    name: 'The access method of a partitioned table',
    since: 17,
    page: 'sql-createtable',
    instead: 'Give every partition its access method.',
    signs: [
      inNode(
        'CreateStmt',
        ({ partspec, accessMethod }) => partspec !== undefined && accessMethod !== undefined,
      ),
      onPartitioned('AlterTableStmt', (body) => relationWith(body, hasCommand(body, 'AT_SetAccessMethod'))),
    ],
  },
  {
    id: 'exclusion-partitioned',
    name: 'An exclusion constraint on a partitioned table',
    since: 17,
    page: 'sql-createtable',
    instead: 'Add the constraint to every partition.',
    signs: [
      inNode('CreateStmt', (body) => body.partspec !== undefined && excludes(body)),
      onPartitioned('AlterTableStmt', (body) =>
        relationWith(
          body,
          hasCommand(
            body,
            'AT_AddConstraint',
            ({ def }) => constraintIn(def)?.contype === 'CONSTR_EXCLUSION',
          ),
        ),
      ),
    ],
  },
  {
    id: 'login-trigger',
    name: 'An event trigger `ON login`',
    since: 17,
    page: 'sql-createeventtrigger',
    instead: 'Do it in the application or in the connection pool.',
    signs: [inNode('CreateEventTrigStmt', ({ eventname }) => eventname === 'login')],
  },
  {
    id: 'maintain-privilege',
    name: 'The privilege `MAINTAIN`',
    since: 17,
    page: 'ddl-priv',
    instead: 'Let the owner of the table do the maintenance.',
    signs: [
      inNode('AccessPriv', ({ priv_name: name }, root) => name === 'maintain' && !('GrantRoleStmt' in root)),
    ],
  },
  {
    id: 'at-local',
    name: '`AT LOCAL`',
    since: 17,
    page: 'functions-datetime',
    instead: "Write `AT TIME ZONE current_setting('TimeZone')`.",
    signs: [
      inNode(
        'FuncCall',
        ({ funcname = [], funcformat, args = [] }) =>
          funcformat === 'COERCE_SQL_SYNTAX' &&
          args.length === 1 &&
          funcname.some((node) => 'String' in node && node.String.sval === 'timezone'),
      ),
    ],
  },
  {
    id: 'copy-errors',
    name: 'The `COPY` options `ON_ERROR` and `LOG_VERBOSITY`',
    since: 17,
    page: 'sql-copy',
    instead: 'Copy into a staging table of `text` columns and insert what can be converted.',
    signs: [inNode('CopyStmt', ({ options }) => hasOption(options, ['on_error', 'log_verbosity']))],
  },
  {
    id: 'builtin-collation',
    name: 'A collation of the provider `builtin`',
    since: 17,
    page: 'sql-createcollation',
    instead: 'Use the collation `C`, or one of ICU.',
    signs: [
      inNode(
        'DefineStmt',
        ({ kind, definition }) =>
          kind === 'OBJECT_COLLATION' && hasOption(definition, ['provider'], 'builtin'),
      ),
    ],
  },
];

function relationWith(body: AlterTableStmt, isOne: boolean): string | null {
  return isOne ? relationName(body.relation) : null;
}

function excludes({ tableElts = [] }: CreateStmt): boolean {
  return tableElts.some((node) => constraintIn(node)?.contype === 'CONSTR_EXCLUSION');
}
