import type { Case } from './case.ts';
import { cases, USERS } from './case.ts';

const VIEWED = `${USERS}
  CREATE VIEW adults AS SELECT id, email, age FROM users WHERE age >= 18;
  CREATE VIEW adult_emails AS SELECT email FROM adults;
  CREATE MATERIALIZED VIEW totals AS SELECT user_id, sum(total) AS total FROM orders GROUP BY user_id;
  CREATE UNIQUE INDEX totals_user ON totals (user_id);
  COMMENT ON VIEW adults IS 'grown';
  GRANT SELECT ON adults TO PUBLIC;`;
const ENUM = `CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy');
  CREATE TABLE people (id int PRIMARY KEY, mood mood NOT NULL DEFAULT 'ok', moods mood[] DEFAULT '{sad}');
  CREATE INDEX people_mood ON people (mood);
  CREATE INDEX people_sad ON people (id) WHERE mood = 'sad';
  CREATE VIEW happy AS SELECT id FROM people WHERE mood = 'happy';
  ALTER TABLE people ADD CONSTRAINT people_mood_check CHECK (mood <> 'sad' OR id > 0);`;
const PARTS = `CREATE TABLE events (id int NOT NULL, at date NOT NULL, note text, PRIMARY KEY (id, at)) PARTITION BY RANGE (at);
  CREATE INDEX events_note ON events (note);
  CREATE TABLE events_a PARTITION OF events FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
  CREATE TABLE events_b PARTITION OF events FOR VALUES FROM ('2021-01-01') TO ('2022-01-01');`;
const TRIGGERED = `${USERS}
  CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
  CREATE TRIGGER touch BEFORE UPDATE OF email ON users FOR EACH ROW WHEN (OLD.age IS NOT NULL) EXECUTE FUNCTION touch();
  COMMENT ON TRIGGER touch ON users IS 'touches';`;
const SECURED = `${USERS} CREATE ROLE app; CREATE ROLE reporting;
  ALTER TABLE users ENABLE ROW LEVEL SECURITY;
  CREATE POLICY own ON users AS PERMISSIVE FOR UPDATE TO app USING (age > 1) WITH CHECK (age > 2);
  GRANT SELECT, INSERT ON users TO app; GRANT UPDATE (email) ON users TO app; GRANT SELECT ON orders TO reporting WITH GRANT OPTION;`;
const QUOTED = `CREATE SCHEMA "Sales"; CREATE TYPE "Sales"."Kind" AS ENUM ('A b', 'it''s');
  CREATE TABLE "Sales"."User" ("Id" serial PRIMARY KEY, "createdBy" text DEFAULT 'a''b', "order" "Sales"."Kind" DEFAULT 'A b');
  CREATE INDEX "User_createdBy_idx" ON "Sales"."User" ("createdBy");`;

/** Views, types, partitions, triggers, security and the rest. */
export const OBJECT_CASES: readonly Case[] = [
  ...cases(VIEWED, [
    [
      'type under views',
      'DROP VIEW adult_emails; DROP VIEW adults; ALTER TABLE users ALTER COLUMN email TYPE text; CREATE VIEW adults AS SELECT id, email, age FROM users WHERE age >= 18; CREATE VIEW adult_emails AS SELECT email FROM adults',
    ],
    ['replace a view', 'CREATE OR REPLACE VIEW adults AS SELECT id, email, age FROM users WHERE age >= 21'],
    [
      'replace a view with one more column',
      'CREATE OR REPLACE VIEW adults AS SELECT id, email, age, note FROM users WHERE age >= 21',
    ],
    [
      'view over a new column',
      'ALTER TABLE users ADD COLUMN nick text; CREATE OR REPLACE VIEW adults AS SELECT id, email, age, nick FROM users',
    ],
    ['drop a view', 'DROP VIEW adults CASCADE'],
    ['drop a column under views', 'ALTER TABLE users DROP COLUMN age CASCADE'],
    ['drop a materialized view', 'DROP MATERIALIZED VIEW totals'],
    [
      'change a materialized view',
      'DROP MATERIALIZED VIEW totals; CREATE MATERIALIZED VIEW totals AS SELECT user_id, count(*) AS total FROM orders GROUP BY user_id WITH NO DATA',
    ],
    ['refresh with no data', 'REFRESH MATERIALIZED VIEW totals WITH NO DATA'],
    ['rename a view', 'ALTER VIEW adults RENAME TO grown'],
    ['rename a view column', 'ALTER VIEW adults RENAME COLUMN email TO mail'],
    ['rename a column under views', 'ALTER TABLE users RENAME COLUMN email TO mail'],
    ['rename a table under views', 'ALTER TABLE users RENAME TO members'],
    ['view options', 'ALTER VIEW adults SET (security_barrier = true)'],
    [
      'view column default and comment',
      `ALTER VIEW adults ALTER COLUMN age SET DEFAULT 3; COMMENT ON COLUMN adults.age IS 'a'; GRANT SELECT (age) ON adults TO PUBLIC`,
    ],
    ['drop the table under views', 'DROP TABLE users CASCADE'],
    [
      'create views over views',
      'CREATE VIEW one AS SELECT * FROM adults; CREATE VIEW two AS SELECT * FROM one; CREATE MATERIALIZED VIEW three AS SELECT * FROM two',
    ],
  ]),
  ...cases(ENUM, [
    ['add an enum value', `ALTER TYPE mood ADD VALUE 'great'`],
    ['add an enum value in between', `ALTER TYPE mood ADD VALUE 'meh' BEFORE 'ok'`],
    ['rename an enum value', `ALTER TYPE mood RENAME VALUE 'ok' TO 'fine'`],
    ['rename an enum', 'ALTER TYPE mood RENAME TO feeling'],
    [
      'replace an enum',
      `DROP VIEW happy; ALTER TABLE people DROP CONSTRAINT people_mood_check; DROP INDEX people_sad;
      ALTER TYPE mood RENAME TO mood_old; CREATE TYPE mood AS ENUM ('sad', 'happy');
      ALTER TABLE people ALTER mood DROP DEFAULT, ALTER mood TYPE mood USING mood::text::mood, ALTER moods DROP DEFAULT, ALTER moods TYPE mood[] USING moods::text[]::mood[]; DROP TYPE mood_old`,
    ],
    [
      'enum column to text',
      `DROP VIEW happy; ALTER TABLE people DROP CONSTRAINT people_mood_check; DROP INDEX people_sad; ALTER TABLE people ALTER mood DROP DEFAULT, ALTER mood TYPE text`,
    ],
    [
      'use a new enum',
      `CREATE TYPE level AS ENUM ('a'); ALTER TABLE people ADD COLUMN level level DEFAULT 'a'`,
    ],
    ['drop an enum', 'DROP TYPE mood CASCADE'],
    [
      'text column to a new enum',
      `ALTER TABLE people ADD COLUMN k text; ALTER TABLE people ALTER k TYPE mood USING k::mood`,
    ],
    ['enum comment', `COMMENT ON TYPE mood IS 'm'`],
  ]),
  ...cases(
    `CREATE DOMAIN posint AS int DEFAULT 1 CHECK (VALUE > 0); CREATE TYPE addr AS (street text, zip varchar(5)); CREATE TABLE t (a posint, b addr, c int);`,
    [
      [
        'create a domain',
        'CREATE DOMAIN short AS varchar(5) COLLATE "C" NOT NULL; ALTER TABLE t ADD COLUMN s short',
      ],
      [
        'domain default and check',
        'ALTER DOMAIN posint SET DEFAULT 2; ALTER DOMAIN posint DROP CONSTRAINT posint_check; ALTER DOMAIN posint ADD CONSTRAINT small CHECK (VALUE < 100) NOT VALID',
      ],
      ['domain not null', 'ALTER DOMAIN posint SET NOT NULL; ALTER DOMAIN posint DROP DEFAULT'],
      ['drop a domain', 'DROP DOMAIN posint CASCADE'],
      ['rename a domain', 'ALTER DOMAIN posint RENAME TO natural_number'],
      ['int to a domain', 'ALTER TABLE t ALTER c TYPE posint'],
      ['add an attribute', 'ALTER TYPE addr ADD ATTRIBUTE country text COLLATE "C"'],
      ['drop an attribute', 'ALTER TYPE addr DROP ATTRIBUTE zip'],
      ['rename an attribute', 'ALTER TYPE addr RENAME ATTRIBUTE zip TO plz'],
      [
        'create a composite and a range type',
        'CREATE TYPE point3 AS (x int, y int); CREATE TYPE floatrange AS RANGE (SUBTYPE = float8); ALTER TABLE t ADD r floatrange',
      ],
      ['drop a composite type', 'DROP TYPE addr CASCADE'],
    ],
  ),
  ...cases(PARTS, [
    [
      'create a partition',
      `CREATE TABLE events_c PARTITION OF events FOR VALUES FROM ('2022-01-01') TO ('2023-01-01')`,
    ],
    ['create a default partition', 'CREATE TABLE events_d PARTITION OF events DEFAULT'],
    ['drop a partition', 'DROP TABLE events_a'],
    ['detach a partition', 'ALTER TABLE events DETACH PARTITION events_a'],
    [
      'attach a table',
      `CREATE TABLE events_c (id int NOT NULL, at date NOT NULL, note text); ALTER TABLE events ATTACH PARTITION events_c FOR VALUES FROM ('2022-01-01') TO ('2023-01-01')`,
    ],
    ['add a column to a partitioned table', 'ALTER TABLE events ADD COLUMN extra int DEFAULT 3'],
    ['index a partitioned table', 'CREATE INDEX fresh ON events (at)'],
    ['drop a partitioned index', 'DROP INDEX events_note'],
    ['drop a partitioned primary key', 'ALTER TABLE events DROP CONSTRAINT events_pkey'],
    ['drop a partitioned table', 'DROP TABLE events'],
    [
      'partition trigger',
      'CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$; CREATE TRIGGER f AFTER INSERT ON events FOR EACH ROW EXECUTE FUNCTION f()',
    ],
    [
      'new partitioned table over an old one',
      `ALTER TABLE events_a RENAME TO old_a; ALTER TABLE events DETACH PARTITION old_a; CREATE TABLE logs (id int NOT NULL, at date NOT NULL, note text) PARTITION BY RANGE (at); ALTER TABLE logs ATTACH PARTITION old_a FOR VALUES FROM ('2020-01-01') TO ('2021-01-01')`,
    ],
    ['retype a partitioned column', 'ALTER TABLE events ALTER COLUMN note TYPE varchar(10)'],
    [
      'foreign key of a partitioned table',
      'CREATE TABLE k (id int PRIMARY KEY); ALTER TABLE events ADD FOREIGN KEY (id) REFERENCES k',
    ],
  ]),
  ...cases(
    'CREATE TABLE parent (id int PRIMARY KEY, v int NOT NULL, CHECK (v > 0)); CREATE TABLE child (c text) INHERITS (parent); CREATE TABLE lone (id int NOT NULL, v int NOT NULL, CONSTRAINT parent_v_check CHECK (v > 0));',
    [
      ['add a parent', 'ALTER TABLE lone INHERIT parent'],
      ['remove a parent', 'ALTER TABLE child NO INHERIT parent'],
      ['drop an inheriting table', 'DROP TABLE child'],
      ['drop a parent', 'DROP TABLE parent CASCADE'],
      ['add a column to a parent', 'ALTER TABLE parent ADD COLUMN x int'],
      ['drop a column of a parent', 'ALTER TABLE parent DROP COLUMN v'],
    ],
  ),
  ...cases(TRIGGERED, [
    [
      'create a trigger',
      'CREATE TRIGGER again AFTER INSERT ON orders FOR EACH STATEMENT EXECUTE FUNCTION touch()',
    ],
    ['drop a trigger', 'DROP TRIGGER touch ON users'],
    ['disable a trigger', 'ALTER TABLE users DISABLE TRIGGER touch'],
    ['enable a trigger always', 'ALTER TABLE users ENABLE ALWAYS TRIGGER touch'],
    ['rename a trigger', 'ALTER TRIGGER touch ON users RENAME TO poke'],
    [
      'type under a trigger',
      'DROP TRIGGER touch ON users; ALTER TABLE users ALTER COLUMN email TYPE text; CREATE TRIGGER touch BEFORE UPDATE OF email ON users FOR EACH ROW WHEN (OLD.age IS NOT NULL) EXECUTE FUNCTION touch()',
    ],
    [
      'constraint trigger',
      'CREATE CONSTRAINT TRIGGER ct AFTER INSERT ON users DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION touch()',
    ],
    [
      'replace a function',
      'CREATE OR REPLACE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN OLD; END $$',
    ],
    ['drop a function with its trigger', 'DROP FUNCTION touch() CASCADE'],
    [
      'create an event trigger',
      'CREATE FUNCTION e() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN END $$; CREATE EVENT TRIGGER watch ON sql_drop EXECUTE FUNCTION e(); DROP EVENT TRIGGER watch',
    ],
    [
      'function as a default',
      `CREATE FUNCTION code() RETURNS text LANGUAGE sql AS 'SELECT ''x'''; ALTER TABLE users ALTER COLUMN note SET DEFAULT code()`,
    ],
    [
      'function in a check',
      `CREATE FUNCTION fine(int) RETURNS bool IMMUTABLE LANGUAGE sql AS 'SELECT true'; ALTER TABLE users ADD CHECK (fine(age)); CREATE INDEX ON users (fine(age))`,
    ],
    [
      'function over a new table',
      `CREATE TABLE logs (id int); CREATE FUNCTION all_logs() RETURNS SETOF logs LANGUAGE sql AS 'SELECT * FROM logs'`,
    ],
    [
      'function with a body that binds',
      'CREATE FUNCTION total() RETURNS numeric BEGIN ATOMIC SELECT sum(total) FROM orders; END',
    ],
    [
      'change a return type',
      `CREATE FUNCTION n() RETURNS int LANGUAGE sql AS 'SELECT 1'; DROP FUNCTION n(); CREATE FUNCTION n() RETURNS bigint LANGUAGE sql AS 'SELECT 1::bigint'`,
    ],
    [
      'procedure and aggregate',
      `CREATE PROCEDURE go(a int) LANGUAGE sql AS 'SELECT 1'; CREATE AGGREGATE mysum(int) (SFUNC = int4pl, STYPE = int, INITCOND = '0')`,
    ],
    ['function options', 'ALTER FUNCTION touch() SECURITY DEFINER SET search_path = public'],
    ['function privileges', 'REVOKE EXECUTE ON FUNCTION touch() FROM PUBLIC'],
  ]),
  ...cases(SECURED, [
    ['create a policy', 'CREATE POLICY more ON users AS RESTRICTIVE FOR ALL TO PUBLIC USING (age < 100)'],
    ['drop a policy', 'DROP POLICY own ON users'],
    ['alter a policy', 'ALTER POLICY own ON users TO reporting USING (age > 5)'],
    ['rename a policy', 'ALTER POLICY own ON users RENAME TO mine'],
    ['disable row security', 'ALTER TABLE users DISABLE ROW LEVEL SECURITY'],
    [
      'grant',
      'GRANT DELETE, TRUNCATE ON users TO app; GRANT SELECT ON ALL TABLES IN SCHEMA public TO PUBLIC',
    ],
    ['revoke', 'REVOKE ALL ON users FROM app; REVOKE ALL ON orders FROM reporting'],
    ['revoke from the owner', 'REVOKE DELETE ON users FROM postgres'],
    [
      'grant option',
      'REVOKE GRANT OPTION FOR SELECT ON orders FROM reporting; GRANT INSERT ON users TO app WITH GRANT OPTION',
    ],
    [
      'column privileges',
      'GRANT SELECT (email, age) ON users TO reporting; REVOKE UPDATE (email) ON users FROM app',
    ],
    [
      'schema and sequence privileges',
      'GRANT CREATE ON SCHEMA public TO app; GRANT USAGE ON SEQUENCE users_id_seq TO app',
    ],
    [
      'default privileges',
      'ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON TABLES TO app; ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC',
    ],
    [
      'default privileges and a table',
      'ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON TABLES TO app; DROP TABLE orders',
    ],
    ['drop a table with privileges', 'DROP TABLE users CASCADE'],
    [
      'create a role',
      'CREATE ROLE fresh LOGIN CREATEDB CONNECTION LIMIT 3; GRANT app TO fresh; GRANT SELECT ON users TO fresh',
    ],
    ['alter a role', 'ALTER ROLE app LOGIN NOINHERIT'],
    ['rename a role', 'ALTER ROLE app RENAME TO application'],
    [
      'role settings',
      `ALTER ROLE app SET lock_timeout = '2s'; ALTER ROLE app SET search_path = public, pg_catalog`,
    ],
    [
      'type under a policy',
      'DROP POLICY own ON users; ALTER TABLE users DROP CONSTRAINT users_age_check; ALTER TABLE users ALTER age TYPE bigint; CREATE POLICY own ON users FOR UPDATE TO app USING (age > 1) WITH CHECK (age > 2)',
    ],
  ]),
  ...cases(
    'CREATE SEQUENCE s INCREMENT 5 CACHE 3; CREATE TABLE t (id int, v int); CREATE SCHEMA a; CREATE TABLE a.u (id serial, m int);',
    [
      ['create a sequence', 'CREATE SEQUENCE fresh AS int MINVALUE 5 MAXVALUE 500 CYCLE OWNED BY t.id'],
      ['alter a sequence', 'ALTER SEQUENCE s AS int INCREMENT 2 MAXVALUE 1000 CYCLE CACHE 1'],
      ['own a sequence', 'ALTER SEQUENCE s OWNED BY t.id'],
      ['drop a sequence', 'DROP SEQUENCE s'],
      ['rename a sequence', 'ALTER SEQUENCE s RENAME TO s2'],
      ['restart a sequence', 'ALTER SEQUENCE s START 50 RESTART'],
      [
        'create a schema with things',
        'CREATE SCHEMA b; CREATE TABLE b.t (id int PRIMARY KEY); CREATE VIEW b.v AS SELECT * FROM b.t',
      ],
      ['drop a schema', 'DROP SCHEMA a CASCADE'],
      ['rename a schema', 'ALTER SCHEMA a RENAME TO b'],
      [
        'move a table and rename it',
        'ALTER TABLE t SET SCHEMA a; ALTER TABLE a.t RENAME TO tt; ALTER TABLE a.tt ADD COLUMN w int',
      ],
      [
        'move a sequence, a function, a type',
        `CREATE TYPE k AS ENUM ('x'); ALTER TYPE k SET SCHEMA a; ALTER SEQUENCE s SET SCHEMA a`,
      ],
      [
        'operator and cast',
        `CREATE FUNCTION eq(t, t) RETURNS bool LANGUAGE sql AS 'SELECT true'; CREATE OPERATOR === (FUNCTION = eq, LEFTARG = t, RIGHTARG = t); CREATE CAST (t AS text) WITH INOUT`,
      ],
      [
        'text search',
        `CREATE TEXT SEARCH CONFIGURATION plain (COPY = simple); CREATE COLLATION german (provider = icu, locale = 'de')`,
      ],
      [
        'extension',
        'CREATE EXTENSION hstore; ALTER TABLE t ADD COLUMN h hstore; CREATE INDEX ON t USING gin (h)',
      ],
      ['extension in a schema', 'CREATE EXTENSION citext SCHEMA a; ALTER TABLE t ADD COLUMN h a.citext'],
    ],
  ),
  ...cases(
    'CREATE TABLE g (a int, b int GENERATED ALWAYS AS (a + 1) STORED, id int GENERATED BY DEFAULT AS IDENTITY (INCREMENT 2 START 7)); CREATE RULE r AS ON UPDATE TO g WHERE OLD.a > 3 DO INSTEAD NOTHING; CREATE STATISTICS st ON a, b FROM g; CREATE PUBLICATION p FOR TABLE g;',
    [
      ['drop an expression', 'ALTER TABLE g ALTER COLUMN b DROP EXPRESSION'],
      ['change an expression', 'ALTER TABLE g ALTER COLUMN b SET EXPRESSION AS (a * 2)'],
      [
        'type under a generated column',
        'ALTER TABLE g DROP COLUMN b; DROP RULE r ON g; ALTER TABLE g ALTER COLUMN a TYPE bigint; ALTER TABLE g ADD COLUMN b int GENERATED ALWAYS AS (a + 1) STORED',
      ],
      ['drop an identity', 'ALTER TABLE g ALTER COLUMN id DROP IDENTITY'],
      ['identity always', 'ALTER TABLE g ALTER COLUMN id SET GENERATED ALWAYS SET INCREMENT 3'],
      ['drop a rule', 'DROP RULE r ON g'],
      ['disable a rule', 'ALTER TABLE g DISABLE RULE r'],
      ['drop statistics', 'DROP STATISTICS st'],
      ['statistics target', 'ALTER STATISTICS st SET STATISTICS 10'],
      [
        'alter a publication',
        "CREATE TABLE h (id int); ALTER PUBLICATION p ADD TABLE h; ALTER PUBLICATION p SET (publish = 'insert')",
      ],
      ['publication of a schema', 'ALTER PUBLICATION p SET TABLES IN SCHEMA public'],
      ['drop a publication', 'DROP PUBLICATION p'],
      ['drop the table', 'DROP TABLE g'],
    ],
  ),
  ...cases(QUOTED, [
    ['quoted column', 'ALTER TABLE "Sales"."User" ADD COLUMN "Weird ""name""" int'],
    ['drop a quoted column', 'ALTER TABLE "Sales"."User" DROP COLUMN "createdBy"'],
    [
      'rename a quoted table',
      'ALTER TABLE "Sales"."User" RENAME TO "Member"; ALTER TABLE "Sales"."Member" RENAME "order" TO "Order"',
    ],
    ['quoted enum value', `ALTER TYPE "Sales"."Kind" ADD VALUE 'New one'`],
    ['drop a quoted table', 'DROP TABLE "Sales"."User"'],
    ['drop a quoted index', 'DROP INDEX "Sales"."User_createdBy_idx"'],
    ['drop a quoted schema', 'DROP SCHEMA "Sales" CASCADE'],
  ]),
];
