/** One kind of change: the schema before it, and the change. */
export interface Case {
  readonly title: string;
  readonly base: string;
  readonly up: string;
}

type Row = readonly [title: string, up: string];

/** Cases that share the schema before. */
export function cases(base: string, rows: readonly Row[]): Case[] {
  return rows.map(([title, up]) => ({ title, base, up }));
}

/** Two tables with the usual things on them. */
export const USERS = `
  CREATE TABLE users (id bigserial PRIMARY KEY, email varchar(50) DEFAULT 'x' NOT NULL, age int, note text,
    balance numeric(10,2), born timestamp, data json, CHECK (age > 0));
  CREATE UNIQUE INDEX users_email_key ON users (email);
  CREATE TABLE orders (id int PRIMARY KEY, user_id bigint REFERENCES users ON DELETE CASCADE, total numeric, placed date NOT NULL DEFAULT '2020-01-01');
  CREATE INDEX orders_user_idx ON orders (user_id) WHERE total > 0;`;
