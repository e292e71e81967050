import type { Family, ReadScope } from './family.ts';
import { letters, qualified, within } from './sql.ts';

const TYPES = {
  p: 'primary-key',
  u: 'unique',
  f: 'foreign-key',
  c: 'check',
  n: 'not-null',
  x: 'exclude',
};

/** Table constraints, not-null ones included from version 18 on. https://www.postgresql.org/docs/current/catalog-pg-constraint.html */
export const CONSTRAINTS: Family = {
  name: 'constraints',
  classId: 2606,
  kind: 'constraint',
  group: 'relation',
  parts: ['constraint'],
  select: ({ version, relations }: ReadScope) => `SELECT o.oid::text AS id, r.oid::text AS home,
  r.name || '.' || quote_ident(o.conname) AS name, r.name AS relation,
  ${letters('o.contype', TYPES)} AS type, o.conkey AS columns,
  CASE WHEN o.confrelid <> 0 THEN ${qualified('fn', 'fc.relname')} END AS "references",
  o.confkey AS "referencedColumns", nullif(o.confrelid, 0)::text AS "referencedHome",
  pg_get_constraintdef(o.oid) AS definition, o.convalidated AS validated,
  ${version < 18 ? 'true' : 'o.conenforced'} AS enforced,
  o.condeferrable AS deferrable, o.condeferred AS deferred, o.connoinherit AND o.contype IN ('c', 'n') AS "noInherit",
  CASE WHEN o.contype IN ('p', 'u', 'x') THEN r.prefix || quote_ident(x.relname) END AS index,
  o.coninhcount > 0 AS inherited, d.description AS comment
FROM relation r JOIN pg_constraint o ON o.conrelid = r.oid
  LEFT JOIN pg_class fc ON fc.oid = o.confrelid LEFT JOIN pg_namespace fn ON fn.oid = fc.relnamespace
  LEFT JOIN pg_class x ON x.oid = o.conindid
  LEFT JOIN pg_constraint p ON p.oid = o.conparentid
  LEFT JOIN pg_description d ON d.classoid = 2606 AND d.objoid = o.oid
WHERE r.relkind IN ('r', 'p', 'f') AND o.contype IN ('p', 'u', 'f', 'c', 'n', 'x')
  AND p.conrelid IS DISTINCT FROM o.conrelid AND ${within(relations, 'r.oid')}`,
};
