import type { FamilyGroup, ReadScope } from './family.ts';
import { FIRST_USER_OID, within } from './sql.ts';

/** One dependency: class, object, sub-object → class, object, sub-object, all OIDs. */
export type DependencyRow = readonly [number, string, number, number, string, number];

const USED = `d.refclassid::int, d.refobjid::text, d.refobjsubid`;
const CONDITION = `d.deptype IN ('n', 'a') AND d.refobjid >= ${FIRST_USER_OID}`;

interface Source {
  /** System catalog `p` in which the users live. */
  readonly catalog: string;
  readonly classId: number;
  readonly relation: string;
  /** The user as class, object and sub-object. */
  readonly user: string;
  readonly condition?: string;
}

const OWN = (classId: number): string => `${classId}, p.oid::text, 0`;

/** Where the dependencies of a family's objects come from; a default's count as its column's. */
const SOURCES: Readonly<Record<string, readonly Source[]>> = {
  columns: [
    { catalog: 'pg_attrdef', classId: 2604, relation: 'adrelid', user: '1259, p.adrelid::text, p.adnum' },
    {
      catalog: 'pg_class',
      classId: 1259,
      relation: 'oid',
      user: '1259, p.oid::text, d.objsubid',
      condition: `d.objsubid > 0 AND p.relkind IN ('r', 'p', 'f')`,
    },
  ],
  tables: [
    {
      catalog: 'pg_class',
      classId: 1259,
      relation: 'oid',
      user: OWN(1259),
      condition: `d.objsubid = 0 AND p.relkind IN ('r', 'p', 'f')`,
    },
  ],
  sequences: [
    {
      catalog: 'pg_class',
      classId: 1259,
      relation: 'oid',
      user: OWN(1259),
      condition: `p.relkind = 'S'`,
    },
  ],
  views: [
    {
      catalog: 'pg_rewrite',
      classId: 2618,
      relation: 'ev_class',
      user: '1259, p.ev_class::text, 0',
      condition: `p.rulename = '_RETURN'`,
    },
  ],
  rules: [
    {
      catalog: 'pg_rewrite',
      classId: 2618,
      relation: 'ev_class',
      user: OWN(2618),
      condition: `p.rulename <> '_RETURN'`,
    },
  ],
  indexes: [
    { catalog: 'pg_index', classId: 1259, relation: 'indrelid', user: '1259, p.indexrelid::text, 0' },
  ],
  constraints: [{ catalog: 'pg_constraint', classId: 2606, relation: 'conrelid', user: OWN(2606) }],
  triggers: [{ catalog: 'pg_trigger', classId: 2620, relation: 'tgrelid', user: OWN(2620) }],
  policies: [{ catalog: 'pg_policy', classId: 3256, relation: 'polrelid', user: OWN(3256) }],
  statistics: [{ catalog: 'pg_statistic_ext', classId: 3381, relation: 'stxrelid', user: OWN(3381) }],
};

function sourceSql(source: Source, relations: ReadScope['relations']): string {
  const { catalog, classId, relation, user, condition = 'true' } = source;
  const id = catalog === 'pg_index' ? 'indexrelid' : 'oid';
  return `SELECT json_build_array(${user}, ${USED}) AS row FROM ${catalog} p JOIN pg_depend d ON d.classid = ${classId} AND d.objid = p.${id}
    WHERE p.${relation} >= ${FIRST_USER_OID} AND ${within(relations, `p.${relation}`)} AND ${CONDITION} AND ${condition}`;
}

/** What the objects of a family depend on; null for a family that is told with its group. */
export function familyDependencies(family: string, relations: ReadScope['relations']): string | null {
  const sources = SOURCES[family];
  if (sources === undefined) return null;
  const rows = sources.map((source) => sourceSql(source, relations)).join(' UNION ALL ');
  return `SELECT coalesce(json_agg(row), '[]') FROM (${rows}) s`;
}

/** Classes of pg_depend by group: functions; types; operators, casts, publications and the like. */
const CLASSES: Readonly<Partial<Record<FamilyGroup, string>>> = {
  functions: '1255',
  types: '1247',
  rare: '2617, 2605, 3466, 6104, 6106, 3602, 3600, 1417, 2328, 2616',
};

/** What the objects of a group that is read as a whole depend on; null when nothing is asked. */
export function groupDependencies(group: FamilyGroup): string | null {
  const classes = CLASSES[group];
  if (classes === undefined) return null;
  return `SELECT coalesce(json_agg(json_build_array(d.classid::int, d.objid::text, d.objsubid, ${USED})), '[]')
    FROM pg_depend d WHERE d.classid IN (${classes}) AND d.objid >= ${FIRST_USER_OID} AND ${CONDITION}`;
}
