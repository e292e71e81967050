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
];
