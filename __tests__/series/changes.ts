import type { Change } from './laboratory.ts';

const USERS = `CREATE TABLE users (
  id bigint PRIMARY KEY,
  email text NOT NULL UNIQUE,
  full_name text,
  age integer,
  created_at timestamp NOT NULL DEFAULT now()
);
CREATE INDEX users_full_name_idx ON users (lower(full_name)) WHERE age > 3;
CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint NOT NULL REFERENCES users (id), total numeric(10, 2) NOT NULL);`;

/** Structural changes, each as the one migration that people write. */
export const CHANGES: readonly Change[] = [
  {
    title: 'rename a column',
    base: USERS,
    up: 'ALTER TABLE users RENAME COLUMN email TO email_address;',
  },
  {
    title: 'rename a column with a default, an index, a check and a view over it',
    base: `${USERS}
ALTER TABLE users ADD COLUMN state text NOT NULL DEFAULT 'new' CHECK (state <> 'gone');
COMMENT ON COLUMN users.state IS 'where it is';
CREATE INDEX users_state_idx ON users (state, id);
CREATE VIEW fresh_users AS SELECT id, state FROM users WHERE state = 'new';`,
    up: 'ALTER TABLE users RENAME COLUMN state TO status;',
  },
  {
    title: 'rename a column that other tables refer to',
    base: USERS,
    up: 'ALTER TABLE users RENAME COLUMN id TO user_id;',
  },
  {
    title: 'rename a table',
    base: USERS,
    up: 'ALTER TABLE users RENAME TO people;',
  },
  {
    title: 'widen the key that other tables refer to',
    base: `CREATE TABLE users (id serial PRIMARY KEY, name text);
CREATE TABLE orders (id bigint PRIMARY KEY, user_id integer NOT NULL REFERENCES users (id));`,
    up: 'ALTER TABLE users ALTER COLUMN id TYPE bigint;',
  },
  {
    title: 'widen an identity',
    base: 'CREATE TABLE users (id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text);',
    up: 'ALTER TABLE users ALTER COLUMN id TYPE bigint;',
  },
  {
    title: 'shorten a text',
    base: 'CREATE TABLE users (id bigint PRIMARY KEY, name varchar(100) NOT NULL);',
    up: 'ALTER TABLE users ALTER COLUMN name TYPE varchar(50);',
  },
  {
    title: 'make a text a number',
    base: 'CREATE TABLE users (id bigint PRIMARY KEY, age text);',
    up: 'ALTER TABLE users ALTER COLUMN age TYPE integer USING age::integer;',
  },
  {
    title: 'make a timestamp one with a time zone',
    base: USERS,
    up: "ALTER TABLE users ALTER COLUMN created_at TYPE timestamptz USING created_at AT TIME ZONE 'UTC';",
  },
  {
    title: 'require a column that the migration fills',
    base: USERS,
    up: `UPDATE users SET full_name = 'unknown' WHERE full_name IS NULL;
ALTER TABLE users ALTER COLUMN full_name SET NOT NULL;`,
  },
  {
    title: 'require a column',
    base: USERS,
    up: 'ALTER TABLE users ALTER COLUMN full_name SET NOT NULL;',
  },
  {
    title: 'drop a column',
    base: USERS,
    up: 'ALTER TABLE users DROP COLUMN email;',
  },
  {
    title: 'drop a column with a comment, an index and numbers of its own',
    base: `CREATE TABLE users (id bigint PRIMARY KEY, card text NOT NULL, place bigserial);
COMMENT ON COLUMN users.card IS 'as printed';
CREATE INDEX users_card_idx ON users (card, place);`,
    up: 'ALTER TABLE users DROP COLUMN card, DROP COLUMN place;',
  },
  {
    title: 'drop a table',
    base: USERS,
    up: 'DROP TABLE orders;',
  },
  {
    title: 'add a required column',
    base: USERS,
    up: `ALTER TABLE users ADD COLUMN locale text;
UPDATE users SET locale = lower(email);
ALTER TABLE users ALTER COLUMN locale SET NOT NULL;`,
  },
  {
    title: 'split a column',
    base: USERS,
    up: `ALTER TABLE users ADD COLUMN first_name text;
ALTER TABLE users ADD COLUMN last_name text;
UPDATE users SET first_name = split_part(full_name, ' ', 1), last_name = split_part(full_name, ' ', 2);
ALTER TABLE users DROP COLUMN full_name;`,
    down: `ALTER TABLE users ADD COLUMN full_name text;
UPDATE users SET full_name = first_name || ' ' || last_name;
ALTER TABLE users DROP COLUMN first_name, DROP COLUMN last_name;`,
  },
  {
    title: 'merge columns',
    base: 'CREATE TABLE users (id bigint PRIMARY KEY, first_name text NOT NULL, last_name text NOT NULL);',
    up: `ALTER TABLE users ADD COLUMN name text;
UPDATE users SET name = concat_ws(' ', first_name, nullif(last_name, ''));
ALTER TABLE users ALTER COLUMN name SET NOT NULL;
ALTER TABLE users DROP COLUMN first_name, DROP COLUMN last_name;`,
    down: `UPDATE users SET first_name = split_part(name, ' ', 1), last_name = substr(name, length(split_part(name, ' ', 1)) + 2);`,
  },
  {
    title: 'replace a column by another',
    base: 'CREATE TABLE orders (id bigint PRIMARY KEY, price numeric(10, 2) NOT NULL);',
    up: `ALTER TABLE orders ADD COLUMN price_cents integer;
UPDATE orders SET price_cents = (price * 100)::integer;
ALTER TABLE orders ALTER COLUMN price_cents SET NOT NULL;
ALTER TABLE orders DROP COLUMN price;`,
    down: 'UPDATE orders SET price = price_cents / 100.0;',
  },
  {
    title: 'take a value out of an enumerated type',
    base: `CREATE TYPE mood AS ENUM ('good', 'bad', 'odd');
CREATE TABLE days (id bigint PRIMARY KEY, mood mood NOT NULL DEFAULT 'good');`,
    up: `ALTER TABLE days ALTER COLUMN mood DROP DEFAULT;
ALTER TYPE mood RENAME TO mood_old;
CREATE TYPE mood AS ENUM ('good', 'bad');
ALTER TABLE days ALTER COLUMN mood TYPE mood USING (CASE mood::text WHEN 'odd' THEN 'bad' ELSE mood::text END)::mood;
ALTER TABLE days ALTER COLUMN mood SET DEFAULT 'good';
DROP TYPE mood_old;`,
  },
  {
    title: 'add a unique constraint',
    base: 'CREATE TABLE users (id bigint PRIMARY KEY, email text NOT NULL);',
    up: 'ALTER TABLE users ADD CONSTRAINT users_email_key UNIQUE (email);',
  },
  {
    title: 'add a foreign key',
    base: `CREATE TABLE users (id bigint PRIMARY KEY);
CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint);`,
    up: 'ALTER TABLE orders ADD CONSTRAINT orders_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE;',
  },
  {
    title: 'add a check',
    base: USERS,
    up: 'ALTER TABLE orders ADD CONSTRAINT orders_total_check CHECK (total >= 0);',
  },
  {
    title: 'change a default and the rows that have none',
    base: USERS,
    up: `ALTER TABLE users ALTER COLUMN age SET DEFAULT 18;
UPDATE users SET age = 18 WHERE age IS NULL;`,
  },
  {
    title: 'rename two columns of two tables',
    base: USERS,
    up: `ALTER TABLE users RENAME COLUMN age TO years;
ALTER TABLE orders RENAME COLUMN total TO amount;`,
  },
  {
    title: 'add a column that differs from row to row',
    base: USERS,
    up: 'ALTER TABLE users ADD COLUMN token uuid NOT NULL DEFAULT gen_random_uuid();',
  },
  {
    title: 'make a new column the key',
    base: 'CREATE TABLE users (id bigserial PRIMARY KEY, name text);',
    up: `ALTER TABLE users ADD COLUMN uuid uuid NOT NULL DEFAULT gen_random_uuid();
ALTER TABLE users DROP CONSTRAINT users_pkey;
ALTER TABLE users ADD PRIMARY KEY (uuid);`,
  },
  {
    title: 'make a new column the key in place of one that goes',
    base: 'CREATE TABLE users (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text);',
    up: `ALTER TABLE users ADD COLUMN uuid uuid DEFAULT gen_random_uuid();
ALTER TABLE users DROP CONSTRAINT users_pkey, ADD PRIMARY KEY (uuid);
ALTER TABLE users DROP COLUMN id;`,
  },
  {
    title: 'make a column that the migration fills the key in place of one that code numbers',
    base: 'CREATE TABLE users (id bigint PRIMARY KEY, code text NOT NULL UNIQUE);',
    up: `ALTER TABLE users ADD COLUMN slug text;
UPDATE users SET slug = 'user-' || code;
ALTER TABLE users DROP COLUMN id;
ALTER TABLE users ADD CONSTRAINT users_slug PRIMARY KEY (slug);`,
  },
  {
    title: 'add a column to the key',
    base: 'CREATE TABLE users (id bigint PRIMARY KEY, tenant_id bigint, name text);',
    up: `UPDATE users SET tenant_id = 0 WHERE tenant_id IS NULL;
ALTER TABLE users DROP CONSTRAINT users_pkey;
ALTER TABLE users ADD PRIMARY KEY (tenant_id, id);`,
  },
  {
    title: 'put a table in the place of another one',
    base: `CREATE TABLE users (id serial PRIMARY KEY, name text NOT NULL, age integer, score integer DEFAULT 3);
CREATE INDEX users_name_idx ON users (name);`,
    up: `CREATE TABLE users_new (
  id bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
  full_name text NOT NULL,
  age bigint,
  score integer DEFAULT 3,
  joined_on date DEFAULT '2020-01-01'
);
CREATE INDEX users_new_name_idx ON users_new (full_name);
INSERT INTO users_new (id, full_name, age, score) SELECT u.id, u.name, u.age::bigint, u.score FROM users u;
SELECT setval('users_new_id_seq', (SELECT max(id) FROM users_new));
DROP TABLE users;
ALTER TABLE users_new RENAME TO users;
ALTER INDEX users_new_name_idx RENAME TO users_name_idx;
ALTER TABLE users RENAME CONSTRAINT users_new_pkey TO users_pkey;`,
  },
  {
    title: 'put a table in the place of one that others refer to',
    base: `CREATE TABLE users (id bigint PRIMARY KEY, name text);
CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint REFERENCES users (id), total integer);`,
    up: `CREATE TABLE users_next (id bigint PRIMARY KEY, name text, nick text);
INSERT INTO users_next (id, name) SELECT id, name FROM users;
ALTER TABLE orders DROP CONSTRAINT orders_user_id_fkey;
DROP TABLE users;
ALTER TABLE users_next RENAME TO users;
ALTER TABLE orders ADD CONSTRAINT orders_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id);`,
  },
  {
    title: 'put a partitioned table in the place of one that is not',
    base: 'CREATE TABLE events (id bigint PRIMARY KEY, tenant bigint NOT NULL, payload jsonb, sent boolean NOT NULL DEFAULT false);',
    up: `CREATE TABLE events_by_tenant (id bigint, tenant bigint NOT NULL, payload jsonb, sent boolean NOT NULL DEFAULT false, PRIMARY KEY (id, tenant)) PARTITION BY HASH (tenant);
CREATE TABLE events_0 PARTITION OF events_by_tenant FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE events_1 PARTITION OF events_by_tenant FOR VALUES WITH (MODULUS 2, REMAINDER 1);
INSERT INTO events_by_tenant SELECT * FROM events;
DROP TABLE events;
ALTER TABLE events_by_tenant RENAME TO events;`,
  },
  {
    title: 'split columns off into a table of their own',
    base: 'CREATE TABLE users (id bigint PRIMARY KEY, name text, street text, city text);',
    up: `CREATE TABLE addresses (user_id bigint PRIMARY KEY REFERENCES users (id), street text, town text);
INSERT INTO addresses SELECT id, street, city FROM users;
ALTER TABLE users DROP COLUMN street, DROP COLUMN city;`,
  },
  {
    title: 'split columns off into a table for the rows that have them',
    base: 'CREATE TABLE users (id bigint PRIMARY KEY, name text, street text, city text);',
    up: `CREATE TABLE addresses (
  user_id bigint PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
  street text NOT NULL,
  city text
);
CREATE INDEX addresses_city_idx ON addresses (city);
INSERT INTO addresses (user_id, street, city) SELECT u.id, u.street, u.city FROM users u WHERE u.street IS NOT NULL;
ALTER TABLE users DROP COLUMN street;
ALTER TABLE users DROP COLUMN city;`,
  },
  {
    title: 'split columns off into a table with a key of its own',
    base: 'CREATE TABLE users (id bigint PRIMARY KEY, name text, street text, city text);',
    up: `CREATE TABLE addresses (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  user_id bigint NOT NULL UNIQUE REFERENCES users (id),
  street text,
  city text,
  kind text NOT NULL DEFAULT 'home'
);
INSERT INTO addresses (user_id, street, city) SELECT id, street, city FROM users WHERE street IS NOT NULL OR city IS NOT NULL;
ALTER TABLE users DROP COLUMN street, DROP COLUMN city;`,
  },
  {
    title: 'merge a table whose rows need a value',
    base: `CREATE TABLE users (id bigint PRIMARY KEY, name text);
CREATE TABLE addresses (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  user_id bigint NOT NULL UNIQUE REFERENCES users (id) ON DELETE CASCADE,
  street text NOT NULL,
  city text
);`,
    up: `ALTER TABLE users ADD COLUMN street text;
ALTER TABLE users ADD COLUMN city text;
UPDATE users AS u SET street = addresses.street, city = addresses.city FROM addresses WHERE u.id = addresses.user_id;
DROP TABLE addresses;`,
  },
  {
    title: 'merge a table into another one',
    base: `CREATE TABLE users (id bigint PRIMARY KEY, name text);
CREATE TABLE addresses (user_id bigint PRIMARY KEY REFERENCES users (id), street text, city text);
CREATE INDEX addresses_city_idx ON addresses (city);`,
    up: `ALTER TABLE users ADD COLUMN street text, ADD COLUMN city text;
UPDATE users SET street = a.street, city = a.city FROM addresses a WHERE a.user_id = users.id;
CREATE INDEX users_city_idx ON users (city);
DROP TABLE addresses;`,
  },
  {
    title: 'move a column to another table',
    base: `CREATE TABLE accounts (id bigint PRIMARY KEY, name text);
CREATE TABLE users (id bigint PRIMARY KEY, account_id bigint UNIQUE REFERENCES accounts (id), plan text);`,
    up: `ALTER TABLE accounts ADD COLUMN plan text;
UPDATE accounts SET plan = u.plan FROM users u WHERE u.account_id = accounts.id;
ALTER TABLE users DROP COLUMN plan;`,
  },
  {
    title: 'make a serial an identity',
    base: 'CREATE TABLE users (id serial PRIMARY KEY, name text);',
    up: `ALTER TABLE users ALTER COLUMN id DROP DEFAULT;
DROP SEQUENCE users_id_seq;
ALTER TABLE users ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY;
SELECT setval(pg_get_serial_sequence('users', 'id'), (SELECT max(id) FROM users));`,
  },
];
