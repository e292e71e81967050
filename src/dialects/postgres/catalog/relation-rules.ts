import type { Family, ReadScope } from './family.ts';
import { comment, letters, qualified, within } from './sql.ts';

const ENABLED = { O: 'origin', D: 'disabled', R: 'replica', A: 'always' };

/** Triggers that people created; the engine's own ones belong to constraints. */
export const TRIGGERS: Family = {
  name: 'triggers',
  classId: 2620,
  kind: 'trigger',
  group: 'relation',
  parts: ['trigger'],
  select: ({ relations }: ReadScope) => `SELECT t.oid::text AS id, r.oid::text AS home,
  r.name || '.' || quote_ident(t.tgname) AS name, r.name AS relation,
  pg_get_triggerdef(t.oid) AS definition, ${letters('t.tgenabled', ENABLED)} AS enabled,
  ${qualified('n', 'p.proname')} || '(' || oidvectortypes(p.proargtypes) || ')' AS function,
  t.tgparentid <> 0 AS inherited, ${comment(2620, 't.oid')} AS comment
FROM relation r JOIN pg_trigger t ON t.tgrelid = r.oid AND NOT t.tgisinternal
  JOIN pg_proc p ON p.oid = t.tgfoid JOIN pg_namespace n ON n.oid = p.pronamespace
WHERE ${within(relations, 'r.oid')}`,
};

/** Rewrite rules other than the one that makes a view. */
export const RULES: Family = {
  name: 'rules',
  classId: 2618,
  kind: 'rule',
  group: 'relation',
  parts: ['rewrite'],
  select: ({ relations }: ReadScope) => `SELECT w.oid::text AS id, r.oid::text AS home,
  r.name || '.' || quote_ident(w.rulename) AS name, r.name AS relation,
  pg_get_ruledef(w.oid) AS definition, ${letters('w.ev_enabled', ENABLED)} AS enabled, ${comment(2618, 'w.oid')} AS comment
FROM relation r JOIN pg_rewrite w ON w.ev_class = r.oid AND w.rulename <> '_RETURN'
WHERE ${within(relations, 'r.oid')}`,
};

const COMMANDS = { r: 'select', a: 'insert', w: 'update', d: 'delete', '*': 'all' };

/** Row-level security policies. */
export const POLICIES: Family = {
  name: 'policies',
  classId: 3256,
  kind: 'policy',
  group: 'relation',
  parts: ['policy'],
  select: ({ relations }: ReadScope) => `SELECT p.oid::text AS id, r.oid::text AS home,
  r.name || '.' || quote_ident(p.polname) AS name, r.name AS relation,
  ${letters('p.polcmd', COMMANDS)} AS command, p.polpermissive AS permissive,
  (SELECT json_agg(CASE WHEN o = 0 THEN 'public' ELSE quote_ident(pg_get_userbyid(o)) END ORDER BY pg_get_userbyid(o)) FROM unnest(p.polroles) o) AS roles,
  pg_get_expr(p.polqual, p.polrelid) AS using, pg_get_expr(p.polwithcheck, p.polrelid) AS check,
  ${comment(3256, 'p.oid')} AS comment
FROM relation r JOIN pg_policy p ON p.polrelid = r.oid
WHERE ${within(relations, 'r.oid')}`,
};

/** Extended statistics objects. */
export const STATISTICS: Family = {
  name: 'statistics',
  classId: 3381,
  kind: 'statistics',
  group: 'relation',
  parts: ['statistics'],
  select: ({ relations }: ReadScope) => `SELECT s.oid::text AS id, r.oid::text AS home,
  ${qualified('n', 's.stxname')} AS name, r.name AS relation, pg_get_statisticsobjdef(s.oid) AS definition,
  nullif(s.stxstattarget, -1) AS target, quote_ident(pg_get_userbyid(s.stxowner)) AS owner, ${comment(3381, 's.oid')} AS comment
FROM relation r JOIN pg_statistic_ext s ON s.stxrelid = r.oid JOIN pg_namespace n ON n.oid = s.stxnamespace
WHERE ${within(relations, 'r.oid')}`,
};
