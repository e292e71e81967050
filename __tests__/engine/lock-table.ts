/** A schema with one of everything, for {@link LOCK_TABLE}. */
export const SCHEMA = `
CREATE TYPE mood AS ENUM ('sad', 'ok');
CREATE DOMAIN plain_number AS integer;
CREATE DOMAIN positive AS integer CHECK (VALUE > 0);
CREATE TABLE users (
  id serial PRIMARY KEY, email varchar(100) UNIQUE, name varchar(50), note text NOT NULL DEFAULT '',
  about varchar(50), title varchar(50), age integer, price numeric(10,2), seen timestamp, state mood, payload json,
  CONSTRAINT about_given CHECK (about IS NOT NULL));
CREATE INDEX users_name ON users (name);
CREATE INDEX users_title ON users (title);
CREATE INDEX users_age ON users (age);
CREATE TABLE orders (
  id integer PRIMARY KEY, user_id integer, total integer, code text,
  UNIQUE (id, user_id));
ALTER TABLE orders ADD CONSTRAINT total_positive CHECK (total > 0) NOT VALID;
CREATE INDEX orders_user ON orders (user_id);
CREATE TABLE items (id integer PRIMARY KEY, order_id integer REFERENCES orders (id), user_id integer);
ALTER TABLE items ADD CONSTRAINT items_user FOREIGN KEY (user_id) REFERENCES users (id) NOT VALID;
CREATE TABLE lone (id integer NOT NULL, v integer);
CREATE UNIQUE INDEX lone_key ON lone (id);
CREATE TABLE part (id integer NOT NULL, k integer) PARTITION BY RANGE (id);
CREATE TABLE part1 PARTITION OF part FOR VALUES FROM (0) TO (100);
CREATE TABLE part2 (id integer NOT NULL, k integer);
CREATE TABLE dpart (id integer NOT NULL) PARTITION BY RANGE (id);
CREATE TABLE dpart_rest PARTITION OF dpart DEFAULT;
CREATE VIEW names AS SELECT id, name FROM users;
CREATE MATERIALIZED VIEW totals AS SELECT user_id, sum(total) AS total FROM orders GROUP BY user_id;
CREATE UNIQUE INDEX totals_key ON totals (user_id);
CREATE UNLOGGED TABLE cache (id integer PRIMARY KEY);
CREATE SEQUENCE numbers;
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TRIGGER items_touch BEFORE UPDATE ON items FOR EACH ROW EXECUTE FUNCTION touch();
CREATE POLICY own ON items USING (true);
CREATE SCHEMA sales;
CREATE TABLE sales."Big Deals" (id integer PRIMARY KEY, v integer);`;
