import { inNode } from './feature.ts';
import type { Feature } from './feature.ts';
import { hasCommand, hasOption } from './parts.ts';

/** New in PostgreSQL 16; https://www.postgresql.org/docs/16/release-16.html */
export const SINCE_16: readonly Feature[] = [
  {
    id: 'subquery-without-alias',
    name: 'A subquery in `FROM` without an alias',
    since: 16,
    page: 'sql-select',
    instead: 'Give the subquery a name.',
    signs: [inNode('RangeSubselect', ({ alias }) => alias === undefined)],
  },
  {
    id: 'column-storage',
    name: 'The `STORAGE` of a column in its definition',
    since: 16,
    page: 'sql-createtable',
    instead: 'Set it afterwards: `ALTER TABLE … ALTER COLUMN … SET STORAGE`.',
    signs: [inNode('ColumnDef', ({ storage_name: storage }) => storage !== undefined)],
  },
  {
    id: 'storage-default',
    name: '`SET STORAGE DEFAULT`',
    since: 16,
    page: 'sql-altertable',
    instead: 'Name the storage: `EXTENDED` for most types of variable length.',
    signs: [
      inNode('AlterTableStmt', (body) =>
        hasCommand(
          body,
          'AT_SetStorage',
          ({ def }) => def !== undefined && 'String' in def && def.String.sval === 'default',
        ),
      ),
    ],
  },
  {
    id: 'statistics-without-name',
    name: '`CREATE STATISTICS` without a name',
    since: 16,
    page: 'sql-createstatistics',
    instead: 'Give the statistics a name.',
    signs: [inNode('CreateStatsStmt', ({ defnames = [] }) => defnames.length === 0)],
  },
  {
    id: 'reindex-without-name',
    name: '`REINDEX DATABASE` or `SYSTEM` without a name',
    since: 16,
    page: 'sql-reindex',
    instead: 'Name the database.',
    signs: [
      inNode(
        'ReindexStmt',
        ({ kind, name }) =>
          (kind === 'REINDEX_OBJECT_DATABASE' || kind === 'REINDEX_OBJECT_SYSTEM') && name === undefined,
      ),
    ],
  },
  {
    id: 'json-constructors',
    name: 'An SQL/JSON constructor (`JSON_OBJECT`, `JSON_ARRAY` and their aggregates)',
    since: 16,
    page: 'functions-json',
    instead: 'Use `jsonb_build_object`, `jsonb_build_array`, `jsonb_object_agg` and `jsonb_agg`.',
    signs: [
      inNode('JsonObjectConstructor'),
      inNode('JsonArrayConstructor'),
      inNode('JsonArrayQueryConstructor'),
      inNode('JsonObjectAgg'),
      inNode('JsonArrayAgg'),
    ],
  },
  {
    id: 'is-json',
    name: '`IS JSON`',
    since: 16,
    page: 'functions-json',
    instead: 'Cast to `jsonb` in a function that catches the error.',
    signs: [inNode('JsonIsPredicate')],
  },
  {
    id: 'xmlserialize-indent',
    name: '`XMLSERIALIZE … INDENT`',
    since: 16,
    page: 'datatype-xml',
    instead: 'Leave `INDENT` out.',
    signs: [inNode('XmlSerialize', ({ indent }) => indent === true)],
  },
  {
    id: 'grant-role-options',
    name: 'The options `INHERIT` and `SET` of a granted role',
    since: 16,
    page: 'sql-grant',
    instead: 'Leave them out; `INHERIT` can be set for the whole role: `ALTER ROLE … NOINHERIT`.',
    signs: [inNode('GrantRoleStmt', ({ opt }) => hasOption(opt, ['inherit', 'set']))],
  },
  {
    id: 'collation-rules',
    name: 'A collation with `RULES`',
    since: 16,
    page: 'sql-createcollation',
    instead: 'Use a collation that ICU brings.',
    signs: [
      inNode(
        'DefineStmt',
        ({ kind, definition }) => kind === 'OBJECT_COLLATION' && hasOption(definition, ['rules']),
      ),
    ],
  },
  {
    id: 'copy-default',
    name: '`COPY … (DEFAULT …)`',
    since: 16,
    page: 'sql-copy',
    instead: 'Copy into a staging table and insert from there.',
    signs: [inNode('CopyStmt', ({ options }) => hasOption(options, ['default']))],
  },
  {
    id: 'vacuum-parts',
    name: 'The `VACUUM` options `PROCESS_MAIN`, `SKIP_DATABASE_STATS`, `ONLY_DATABASE_STATS` and `BUFFER_USAGE_LIMIT`',
    since: 16,
    page: 'sql-vacuum',
    instead: 'Leave them out.',
    signs: [
      inNode('VacuumStmt', ({ options }) =>
        hasOption(options, [
          'process_main',
          'skip_database_stats',
          'only_database_stats',
          'buffer_usage_limit',
        ]),
      ),
    ],
  },
];
