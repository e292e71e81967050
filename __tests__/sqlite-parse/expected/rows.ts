/** Statements on rows, and what they change, in the words of `briefChange`. */
export const ROWS: readonly (readonly [sql: string, changes: string])[] = [
  ["INSERT INTO users VALUES (1, 'a'), (2, 'b')", 'insert-rows users bounded=literal'],
  [
    "INSERT INTO users (id, name) VALUES (1, 'a') RETURNING id, name AS called, *",
    'insert-rows users bounded=literal',
  ],
  ['INSERT OR IGNORE INTO main.users AS u (id) VALUES (1)', 'insert-rows users bounded=literal'],
  ['INSERT OR REPLACE INTO users SELECT * FROM old_users', 'insert-rows users bounded=all reads=old_users'],
  ['INSERT INTO users DEFAULT VALUES', 'insert-rows users bounded=literal'],
  ['INSERT INTO users DEFAULT VALUES RETURNING id', 'insert-rows users bounded=literal'],
  ['REPLACE INTO users SELECT 1, 2', 'insert-rows users bounded=literal'],
  [
    'INSERT INTO users SELECT * FROM old_users WHERE active',
    'insert-rows users bounded=filtered reads=old_users',
  ],
  [
    'INSERT INTO users SELECT * FROM old_users LIMIT 100',
    'insert-rows users bounded=literal reads=old_users',
  ],
  [
    'INSERT INTO users SELECT * FROM old_users LIMIT 10, 100',
    'insert-rows users bounded=literal reads=old_users',
  ],
  [
    'INSERT INTO users SELECT * FROM old_users LIMIT -1 OFFSET 10',
    'insert-rows users bounded=all reads=old_users',
  ],
  ['INSERT INTO users SELECT * FROM users WHERE id > 3', 'insert-rows users bounded=filtered'],
  [
    'INSERT INTO users SELECT 1 UNION ALL SELECT id FROM others WHERE id > 3',
    'insert-rows users bounded=filtered reads=others',
  ],
  [
    'INSERT INTO users SELECT id FROM a UNION SELECT id FROM b LIMIT 5',
    'insert-rows users bounded=literal reads=a+b',
  ],
  [
    'INSERT INTO users SELECT * FROM (SELECT * FROM a LIMIT 5) AS x',
    'insert-rows users bounded=literal reads=a',
  ],
  ["INSERT INTO users SELECT * FROM json_each('[1]')", 'insert-rows users bounded=all'],
  [
    'INSERT INTO users WITH recent AS (SELECT * FROM old_users) SELECT * FROM recent',
    'insert-rows users bounded=all reads=old_users',
  ],
  [
    'WITH recent AS (SELECT * FROM old_users) INSERT INTO users SELECT * FROM recent',
    'insert-rows users bounded=all reads=old_users',
  ],
  ['INSERT INTO users VALUES (1) ON CONFLICT DO NOTHING', 'insert-rows users bounded=literal'],
  [
    'INSERT INTO users VALUES (1) ON CONFLICT (id) DO UPDATE SET name = excluded.name WHERE excluded.id > 1',
    'insert-rows users bounded=literal',
  ],
  [
    'INSERT INTO users SELECT * FROM a WHERE true ON CONFLICT (id, lower(name) COLLATE NOCASE DESC) WHERE id > 1 DO NOTHING ON CONFLICT DO UPDATE SET (a, b) = (1, 2) RETURNING *',
    'insert-rows users bounded=all reads=a',
  ],
  ['UPDATE users SET a = 1', 'update-rows users bounded=all'],
  ['UPDATE users SET a = 1 WHERE TRUE', 'update-rows users bounded=all'],
  ['UPDATE users SET a = 1 WHERE 1', 'update-rows users bounded=all'],
  ['UPDATE users SET a = 1 WHERE 1 = 1 AND true', 'update-rows users bounded=all'],
  ['UPDATE users SET a = 1 WHERE a IS NULL', 'update-rows users bounded=filtered'],
  [
    'UPDATE OR IGNORE users AS u INDEXED BY users_a SET a = 1, (b, c) = (SELECT 1, 2) WHERE u.id = 3 RETURNING *',
    'update-rows users bounded=filtered',
  ],
  [
    'UPDATE users SET team = t.name FROM teams AS t WHERE t.id = users.team_id',
    'update-rows users bounded=filtered reads=teams',
  ],
  [
    'UPDATE users SET team = t.name FROM teams t JOIN cities ON t.city = cities.id',
    'update-rows users bounded=all reads=cities+teams',
  ],
  [
    'UPDATE users SET n = (SELECT count(*) FROM posts WHERE posts.author = users.id)',
    'update-rows users bounded=all reads=posts',
  ],
  [
    'UPDATE users SET a = 1 WHERE id IN (SELECT id FROM users WHERE a IS NULL LIMIT 1000)',
    'update-rows users bounded=literal',
  ],
  [
    'UPDATE users SET a = 1 WHERE a IS NULL AND rowid IN (SELECT rowid FROM queue LIMIT 1000)',
    'update-rows users bounded=literal reads=queue',
  ],
  ['WITH x AS (SELECT 1) UPDATE users SET a = (SELECT * FROM x)', 'update-rows users bounded=all'],
  ['DELETE FROM users', 'delete-rows users bounded=all'],
  ['DELETE FROM users WHERE id = 1', 'delete-rows users bounded=filtered'],
  [
    'DELETE FROM main.users AS u NOT INDEXED WHERE u.id NOT IN (SELECT user FROM sessions) RETURNING id',
    'delete-rows users bounded=filtered reads=sessions',
  ],
  [
    'DELETE FROM aux.users WHERE EXISTS (SELECT 1 FROM bans)',
    'delete-rows aux.users bounded=filtered reads=bans',
  ],
  [
    'WITH RECURSIVE x(n) AS NOT MATERIALIZED (SELECT 1 UNION SELECT n + 1 FROM x), y AS MATERIALIZED (SELECT * FROM x, z) DELETE FROM users WHERE id IN y',
    'delete-rows users bounded=filtered reads=z',
  ],
  ['SELECT 1', 'query values @-'],
  ['SELECT count(*), changes() FROM users', 'query users'],
  ['SELECT load(1)', 'query load() @-'],
  [
    'SELECT * FROM users u, teams AS t LEFT OUTER JOIN cities c USING (city) NATURAL JOIN "Order Lines"',
    'query "Order Lines", cities, teams, users @- reads="Order Lines"+cities+teams+users',
  ],
  [
    'SELECT sum(a) FILTER (WHERE b) OVER (PARTITION BY c ORDER BY d ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW EXCLUDE TIES) FROM t',
    'query t',
  ],
  [
    'SELECT rank() OVER w FROM t WINDOW w AS (ORDER BY a GROUPS 2 PRECEDING), v AS (w RANGE BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING EXCLUDE NO OTHERS)',
    'query t',
  ],
  [
    'SELECT DISTINCT a.*, b AS c, group_concat(DISTINCT d ORDER BY e DESC NULLS FIRST) FROM a GROUP BY 1, 2 HAVING count(*) > 1 ORDER BY 1 COLLATE NOCASE LIMIT 3 OFFSET 2',
    'query a',
  ],
  [
    'SELECT a BETWEEN 1 AND 2 AND b NOT BETWEEN NOT c AND d OR e, a BETWEEN 1 AND 2 BETWEEN 3 AND 4 FROM t',
    'query t',
  ],
  ["SELECT a LIKE b ESCAPE '!' , a NOT GLOB b, a REGEXP b, a MATCH b FROM t", 'query t'],
  [
    'SELECT a IS NOT DISTINCT FROM b, a IS DISTINCT FROM b, a IS NOT NULL, a ISNULL, a NOTNULL, a NOT NULL FROM t',
    'query t',
  ],
  [
    'SELECT - - 1, ~a, NOT NOT a, 1 + NOT 2 = 3, a || b -> c ->> d, 1 << 2 >> 3 & 4 | 5, 5 % 2 / 1 * 3 FROM t',
    'query t',
  ],
  [
    'SELECT CAST(a AS VARCHAR(10)), CAST(a AS ), CASE a WHEN 1 THEN 2 ELSE 3 END, CASE WHEN a THEN b END FROM t',
    'query t',
  ],
  ['SELECT ?, ?12, :name, @name, $name, $ns::name(suffix)', 'query values @-'],
  [`SELECT 1, 1.5, .5, 5., 1e10, 0xFF, 1_000.000_1, x'CAFE', 'it''s', "a""b" FROM t`, 'query t'],
  [
    "SELECT a IN (), a IN (1, 2), a IN u, a NOT IN main.u, a IN json_each('[]'), (a, b) = (1, 2), (a, b) IN (SELECT 1, 2) FROM t",
    'query t, u @- reads=t+u',
  ],
  ['SELECT if(1, 2), replace(1, 2, 3), left.right, over, filter, window FROM left AS over', 'query "left"'],
  [
    'SELECT * FROM (a CROSS JOIN (b, c)) AS d JOIN (SELECT 1) INNER JOIN e ON d.x = e.x',
    'query a, b, c, e @- reads=a+b+c+e',
  ],
  ['VALUES (1, 2), (3, 4) UNION SELECT 5, 6 INTERSECT SELECT 7, 8 EXCEPT VALUES (9, 10)', 'query values @-'],
  ['WITH x AS (SELECT * FROM users) SELECT * FROM x, main.x', 'query users, x @- reads=users+x'],
  ['SELECT * FROM sqlite_schema', 'query sqlite_schema'],
  ['EXPLAIN SELECT * FROM users', 'query explain @- reads=users'],
  ['EXPLAIN QUERY PLAN DELETE FROM users WHERE id IN (SELECT id FROM bans)', 'query explain @- reads=bans'],
  ['EXPLAIN CREATE TRIGGER t AFTER INSERT ON users BEGIN SELECT 1; END', 'query explain @-'],
];
