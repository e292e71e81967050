import type { FamilyGroup, Part } from './family.ts';
import { FIRST_USER_OID } from './sql.ts';

/**
 * A row version is the pair of `xmin` and `ctid`: no two versions of one history share both, so that equal sums mean
 * equal rows. https://www.postgresql.org/docs/current/ddl-system-columns.html
 */
function version(alias: string): string {
  return `hashtext(${alias}.xmin::text || ${alias}.ctid::text)`;
}

/** System catalogs by part: the column that holds the relation's OID (an index's own one counts for its table). */
const SOURCES: readonly (readonly [part: Part, catalog: string, oid: string, condition?: string])[] = [
  ['class', 'pg_class', 'oid', `p.relkind <> 't'`],
  ['class', 'pg_inherits', 'inhrelid'],
  ['class', 'pg_partitioned_table', 'partrelid'],
  ['class', 'pg_foreign_table', 'ftrelid'],
  ['class', 'pg_description', 'objoid', 'p.classoid = 1259 AND p.objsubid = 0'],
  ['attribute', 'pg_attribute', 'attrelid', 'p.attnum > 0'],
  ['attribute', 'pg_attrdef', 'adrelid'],
  ['attribute', 'pg_description', 'objoid', 'p.classoid = 1259 AND p.objsubid > 0'],
  ['constraint', 'pg_constraint', 'conrelid'],
  ['index', 'pg_index', 'indexrelid'],
  ['trigger', 'pg_trigger', 'tgrelid'],
  ['policy', 'pg_policy', 'polrelid'],
  ['rewrite', 'pg_rewrite', 'ev_class'],
  ['sequence', 'pg_sequence', 'seqrelid'],
  ['statistics', 'pg_statistic_ext', 'stxrelid'],
];

/** What each group is made of; roles are compared by content, since their catalog is not open to everybody. */
function groupSources(server: number): Readonly<Record<Exclude<FamilyGroup, 'relation'>, readonly string[]>> {
  return {
    schemas: ['pg_namespace'],
    functions: [`pg_proc p WHERE p.oid >= ${FIRST_USER_OID}`],
    types: [
      `pg_type p WHERE p.oid >= ${FIRST_USER_OID} AND (p.typtype IN ('e', 'd', 'r', 'b') AND p.typcategory <> 'A' OR p.typtype = 'c')`,
      'pg_enum',
      `pg_constraint p WHERE p.contypid >= ${FIRST_USER_OID}`,
      `pg_attribute p WHERE p.attrelid IN (SELECT oid FROM pg_class WHERE relkind = 'c' AND oid >= ${FIRST_USER_OID})`,
    ],
    rest: ['pg_extension', 'pg_default_acl', 'pg_db_role_setting', 'pg_auth_members', 'pg_shdescription'],
    rare: [
      ...['pg_event_trigger', 'pg_publication', 'pg_publication_rel'],
      ...(server < 15 ? [] : ['pg_publication_namespace']),
      ...[
        'pg_collation',
        'pg_operator',
        'pg_opclass',
        'pg_opfamily',
        'pg_cast',
        'pg_ts_config',
        'pg_ts_dict',
      ].map((catalog) => `${catalog} p WHERE p.oid >= ${FIRST_USER_OID}`),
      `pg_amop p WHERE p.amopfamily >= ${FIRST_USER_OID}`,
      `pg_amproc p WHERE p.amprocfamily >= ${FIRST_USER_OID}`,
      `pg_ts_config_map p WHERE p.mapcfg >= ${FIRST_USER_OID}`,
      ...['pg_foreign_data_wrapper', 'pg_foreign_server'],
    ],
  };
}

/** Parts of relations, in the order in which they are asked for. */
export const PARTS: readonly Part[] = [...new Set(SOURCES.map(([part]) => part))];

function groupToken(sources: readonly string[]): string {
  const parts = sources.map(
    (source) => `SELECT ${version('p')} AS token FROM ${source.includes(' p ') ? source : `${source} p`}`,
  );
  return `SELECT coalesce(sum(token), 0) || '/' || count(*) FROM (${parts.join(' UNION ALL ')}) t`;
}

function sourcesOf(wanted: Part): (typeof SOURCES)[number][] {
  return SOURCES.filter(([part]) => part === wanted);
}

function rowsOf([, catalog, oid, condition]: (typeof SOURCES)[number]): string {
  return `${catalog} p WHERE p.${oid} >= ${FIRST_USER_OID} ${condition === undefined ? '' : `AND ${condition}`}`;
}

function relationToken(source: (typeof SOURCES)[number]): string {
  const [, , oid] = source;
  return `SELECT p.${oid} AS oid, sum(${version('p')}) AS token FROM ${rowsOf(source)} GROUP BY p.${oid}`;
}

/**
 * One row that tells whether anything changed since an earlier one: a token per part of all relations, one per group,
 * and `everything`, whose change asks for a full read (comments on small parts, membership of extensions).
 */
export function detectorSql(server: number): string {
  const parts = PARTS.map((part) => `(${groupToken(sourcesOf(part).map(rowsOf))}) AS "part ${part}"`);
  const groups = Object.entries(groupSources(server)).map(
    ([group, sources]) => `(${groupToken(sources)}) AS ${group}`,
  );
  const smallParts = [
    `pg_description p WHERE p.classoid <> 1259 AND p.objoid >= ${FIRST_USER_OID}`,
    `pg_depend p WHERE p.refclassid = 3079 AND p.deptype = 'e'`,
  ];
  return `SELECT ${[...parts, ...groups].join(',\n  ')},
  (SELECT sum(hashtext(r::text)) FROM pg_roles r)::text AS roles,
  (${groupToken(smallParts)}) AS everything`;
}

/**
 * One row about a part of all relations: `relations`, the OID and token of each, as plain text since writing JSON takes
 * longer than all the rest. A relation of several system catalogs is there several times; its tokens add up.
 */
export function partSql(part: Part): string {
  return `SELECT string_agg(oid || ' ' || token, ',') AS relations
  FROM (${sourcesOf(part).map(relationToken).join(' UNION ALL ')}) t`;
}

/** One row: `indexes`, the OIDs of each index and of its table. */
export const INDEXES_SQL = `SELECT string_agg(indexrelid || ' ' || indrelid, ',') AS indexes
  FROM pg_index WHERE indexrelid >= ${FIRST_USER_OID}`;
