/** Statements over few names, so that random sequences of them meet: many fail, and failing is rolled back. */
const TABLES = ['a', 'b', 'app.c'];
const COLUMNS = ['x', 'y', '"Z z"'];
const TYPES = ['int', 'bigint', 'text', 'varchar(20)', 'mood'];

function forColumns(table: string, column: string): string[] {
  const bare = table.replace('app.', '');
  return [
    `ALTER TABLE ${table} ADD COLUMN ${column} int DEFAULT 3`,
    `ALTER TABLE ${table} ADD COLUMN ${column} text NOT NULL DEFAULT 'v' UNIQUE`,
    `ALTER TABLE ${table} DROP COLUMN ${column}`,
    `ALTER TABLE ${table} DROP COLUMN ${column} CASCADE`,
    `ALTER TABLE ${table} RENAME COLUMN ${column} TO renamed`,
    `ALTER TABLE ${table} RENAME COLUMN renamed TO ${column}`,
    `ALTER TABLE ${table} ALTER COLUMN ${column} SET NOT NULL`,
    `ALTER TABLE ${table} ALTER COLUMN ${column} DROP NOT NULL`,
    `ALTER TABLE ${table} ALTER COLUMN ${column} DROP DEFAULT`,
    `ALTER TABLE ${table} ADD CONSTRAINT ${bare}_check CHECK (${column} IS NOT NULL)`,
    `ALTER TABLE ${table} ADD CONSTRAINT ${bare}_one UNIQUE (${column})`,
    `CREATE INDEX ${bare}_idx ON ${table} (${column}) WHERE ${column} IS NOT NULL`,
    `CREATE VIEW ${bare}_view AS SELECT id, ${column} FROM ${table}`,
    `COMMENT ON COLUMN ${table}.${column} IS 'told'`,
    `GRANT SELECT (${column}) ON ${table} TO PUBLIC`,
    ...TYPES.map((type) => `ALTER TABLE ${table} ALTER COLUMN ${column} TYPE ${type} USING NULL`),
  ];
}

function forTable(table: string): string[] {
  const bare = table.replace('app.', '');
  return [
    `CREATE TABLE ${table} (id serial PRIMARY KEY, x int, m mood DEFAULT 'ok')`,
    `CREATE TABLE ${table} (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, y text, g text GENERATED ALWAYS AS (y || '!') STORED)`,
    `DROP TABLE ${table}`,
    `DROP TABLE ${table} CASCADE`,
    `ALTER TABLE ${table} RENAME TO moved`,
    `ALTER TABLE moved RENAME TO ${bare}`,
    `ALTER TABLE ${bare} SET SCHEMA app`,
    `ALTER TABLE app.${bare} SET SCHEMA public`,
    `ALTER TABLE ${table} ADD CONSTRAINT ${bare}_fkey FOREIGN KEY (id) REFERENCES a (id)`,
    `ALTER TABLE ${table} DROP CONSTRAINT ${bare}_pkey CASCADE`,
    `DROP INDEX ${bare}_idx`,
    `ALTER INDEX ${bare}_idx RENAME TO ${bare}_idx2`,
    `DROP VIEW ${bare}_view`,
    `CREATE OR REPLACE VIEW ${bare}_view AS SELECT id FROM ${table}`,
    `CREATE MATERIALIZED VIEW ${bare}_sum AS SELECT count(*) AS n FROM ${table}`,
    `CREATE TRIGGER touch BEFORE UPDATE ON ${table} FOR EACH ROW EXECUTE FUNCTION touch()`,
    `ALTER TABLE ${table} DISABLE TRIGGER touch`,
    `ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`,
    `CREATE POLICY own ON ${table} USING (id > 0)`,
    `COMMENT ON TABLE ${table} IS 'told'`,
    `GRANT SELECT, INSERT ON ${table} TO PUBLIC`,
    `CREATE STATISTICS ${bare}_stats ON id, x FROM ${table}`,
  ];
}

/** Statements to draw from. */
export const STATEMENTS: readonly string[] = [
  ...TABLES.flatMap(forTable),
  ...TABLES.flatMap((table) => COLUMNS.flatMap((column) => forColumns(table, column))),
  `ALTER TYPE mood RENAME TO feeling`,
  `ALTER TYPE feeling RENAME TO mood`,
  `ALTER TYPE mood RENAME VALUE 'ok' TO 'fine'`,
  `ALTER TYPE mood ADD VALUE 'great'`,
  `CREATE OR REPLACE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN OLD; END'`,
  `DROP FUNCTION touch() CASCADE`,
  `CREATE SEQUENCE s OWNED BY a.id`,
  `ALTER SEQUENCE s INCREMENT 4`,
  `DROP SEQUENCE s`,
  `CREATE DOMAIN short AS varchar(9) CHECK (VALUE <> '')`,
  `ALTER TABLE a ADD COLUMN d short`,
  `DROP DOMAIN short CASCADE`,
  `ALTER SCHEMA app RENAME TO app2`,
  `ALTER SCHEMA app2 RENAME TO app`,
];

/** The schema that random sequences start from. */
export const START = `CREATE SCHEMA app; CREATE TYPE mood AS ENUM ('ok', 'sad');
  CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
  CREATE TABLE a (id serial PRIMARY KEY, x int, m mood DEFAULT 'ok' NOT NULL, CHECK (x > 0));
  CREATE TABLE b (id int PRIMARY KEY REFERENCES a, y text DEFAULT 'q');
  CREATE INDEX b_idx ON b (lower(y)) WHERE y IS NOT NULL;
  CREATE VIEW a_view AS SELECT id, x, m FROM a WHERE m = 'ok';
  CREATE VIEW top AS SELECT id FROM a_view;
  CREATE TABLE app.c (id int PRIMARY KEY, x varchar(20)); COMMENT ON TABLE app.c IS 'c';`;
