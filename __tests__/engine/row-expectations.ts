/** Work and what it blocks, on the first relation named. */
export const ROW_CASES: readonly (readonly [sql: string, relation: string, work: string, blocks: string])[] =
  [
    ['UPDATE users SET age = 1', 'users', 'rows', 'writes'],
    ['UPDATE users SET age = 1 WHERE age IS NULL', 'users', 'rows', 'writes'],
    ["UPDATE users SET age = 1 WHERE name = 'a' AND note = 'b' AND age = 3", 'users', 'rows', 'writes'],
    ['UPDATE users SET age = 1 WHERE id > 1000', 'users', 'rows', 'writes'],
    ['UPDATE users SET age = 1 WHERE id % 2 = 0', 'users', 'rows', 'writes'],
    ['UPDATE users SET age = 1 WHERE id = 5', 'users', 'metadata', 'schema-changes'],
    ["UPDATE users SET age = 1 WHERE email = 'a'", 'users', 'metadata', 'schema-changes'],
    ['UPDATE users SET age = 1 WHERE id IN (1, 2, 3)', 'users', 'metadata', 'schema-changes'],
    ['UPDATE users SET age = 1 WHERE id BETWEEN 1 AND 1000', 'users', 'metadata', 'schema-changes'],
    [
      'UPDATE users SET age = 1 WHERE id IN (SELECT id FROM users WHERE age IS NULL ORDER BY id LIMIT 1000)',
      'users',
      'metadata',
      'schema-changes',
    ],
    ['UPDATE orders SET total = 1 WHERE id = 1 AND user_id = 2', 'orders', 'metadata', 'schema-changes'],
    ['UPDATE users SET age = o.total FROM orders o WHERE o.user_id = users.id', 'users', 'rows', 'writes'],
    ['UPDATE users SET age = o.total FROM orders o WHERE o.user_id = users.id', 'orders', 'scan', 'nothing'],
    ['UPDATE part SET k = 1', 'part1', 'rows', 'writes'],
    ['UPDATE sales."Big Deals" SET v = 1', 'sales."Big Deals"', 'rows', 'writes'],
    ['DELETE FROM users', 'users', 'rows', 'writes'],
    ['DELETE FROM orders WHERE id = 1', 'orders', 'metadata', 'schema-changes'],
    ["INSERT INTO orders VALUES (1, 2, 3, 'x')", 'orders', 'metadata', 'schema-changes'],
    ['INSERT INTO orders (id) SELECT id FROM users', 'orders', 'rows', 'schema-changes'],
    ['INSERT INTO orders (id) SELECT id FROM users', 'users', 'scan', 'nothing'],
    [
      'MERGE INTO orders o USING users u ON u.id = o.user_id WHEN MATCHED THEN UPDATE SET total = 0',
      'orders',
      'rows',
      'writes',
    ],
    ['SELECT * FROM users FOR UPDATE', 'users', 'scan', 'writes'],
    ['SELECT * FROM users FOR KEY SHARE', 'users', 'scan', 'nothing'],
    ['SELECT * FROM users WHERE id = 1 FOR UPDATE', 'users', 'metadata', 'schema-changes'],
    ['SELECT * FROM users LIMIT 10 FOR UPDATE', 'users', 'metadata', 'schema-changes'],
    ['SELECT count(*) FROM users', 'users', 'scan', 'nothing'],
    [
      'WITH gone AS (DELETE FROM lone WHERE v > 4 RETURNING id) INSERT INTO orders (id) SELECT id FROM gone',
      'lone',
      'rows',
      'writes',
    ],
    ['DO $$ BEGIN UPDATE users SET age = 1; END $$', 'users', 'rows', 'writes'],
    ["DO $$ BEGIN INSERT INTO orders VALUES (9, 2, 3, 'x'); END $$", 'orders', 'rows', 'schema-changes'],
  ];

/** Rows for the tables of the cases. */
export const ROWS: readonly string[] = [
  "INSERT INTO users (id, email, about, age) SELECT n, 'e' || n, 'about', n FROM generate_series(110, 112) n",
  "INSERT INTO orders SELECT n, n, n, 'c' FROM generate_series(210, 212) n",
  'INSERT INTO lone VALUES (10, 10)',
  'INSERT INTO part VALUES (10, 10)',
];
