/** Statements that alter and drop, and what they change, in the words of `briefChange`. */
export const ALTER_AND_DROP: readonly (readonly [sql: string, changes: string])[] = [
  ['ALTER TABLE users RENAME TO people', 'rename users of=table to=people'],
  ['ALTER TABLE main.users RENAME TO "People"', 'rename users of=table to=People'],
  ['ALTER TABLE aux.users RENAME TO people', 'rename aux.users of=table to=aux.people'],
  [
    'ALTER TABLE users RENAME COLUMN email TO "e-mail"',
    'rename-column users.email @users column=email to="e-mail"',
  ],
  ['ALTER TABLE users RENAME email TO mail', 'rename-column users.email @users column=email to=mail'],
  ['ALTER TABLE users ADD COLUMN age', 'add-column users.age @users column=age type= fill=null'],
  ['ALTER TABLE users ADD age INT', 'add-column users.age @users column=age type=INT fill=null'],
  [
    'ALTER TABLE users ADD COLUMN age INT DEFAULT 0',
    'add-column users.age @users column=age type=INT hasDefault fill=once',
  ],
  [
    'ALTER TABLE users ADD COLUMN age INT NOT NULL DEFAULT (-1)',
    'add-column users.age @users column=age type=INT notNull hasDefault fill=once',
  ],
  [
    'ALTER TABLE users ADD COLUMN age INT NOT NULL',
    'add-column users.age @users column=age type=INT notNull fill=null',
  ],
  [
    'ALTER TABLE users ADD COLUMN age INT NULL DEFAULT NULL',
    'add-column users.age @users column=age type=INT fill=null',
  ],
  [
    'ALTER TABLE users ADD COLUMN age INT DEFAULT (NULL)',
    'add-column users.age @users column=age type=INT fill=null',
  ],
  [
    "ALTER TABLE users ADD COLUMN name TEXT DEFAULT 'none' COLLATE NOCASE",
    'add-column users.name @users column=name type=TEXT hasDefault fill=once',
  ],
  [
    'ALTER TABLE users ADD COLUMN active BOOLEAN NOT NULL DEFAULT TRUE',
    'add-column users.active @users column=active type=BOOLEAN notNull hasDefault fill=once',
  ],
  [
    'ALTER TABLE users ADD COLUMN kind DEFAULT plain',
    'add-column users.kind @users column=kind type= hasDefault fill=once',
  ],
  [
    'ALTER TABLE users ADD COLUMN born DEFAULT CURRENT_TIMESTAMP',
    'add-column users.born @users column=born type= hasDefault fill=per-row calls=current_timestamp',
  ],
  [
    'ALTER TABLE users ADD COLUMN token DEFAULT (lower(hex(randomblob(16))))',
    'add-column users.token @users column=token type= hasDefault fill=per-row calls=hex+lower+randomblob',
  ],
  [
    "ALTER TABLE users ADD COLUMN cast_age INT DEFAULT (CAST('3' AS INT))",
    'add-column users.cast_age @users column=cast_age type=INT hasDefault fill=once',
  ],
  [
    'ALTER TABLE users ADD COLUMN sum INT DEFAULT (1 + 2)',
    'add-column users.sum @users column=sum type=INT hasDefault fill=per-row',
  ],
  [
    'ALTER TABLE users ADD COLUMN full_name TEXT AS (first || last)',
    'add-column users.full_name @users column=full_name type=TEXT hasDefault fill=on-read',
  ],
  [
    'ALTER TABLE users ADD COLUMN full_name TEXT GENERATED ALWAYS AS (first || last) VIRTUAL',
    'add-column users.full_name @users column=full_name type=TEXT hasDefault fill=on-read',
  ],
  [
    'ALTER TABLE users ADD COLUMN full_name TEXT GENERATED ALWAYS AS (first || last) STORED',
    'add-column users.full_name @users column=full_name type=TEXT hasDefault fill=per-row',
  ],
  [
    'ALTER TABLE users ADD COLUMN age INT CHECK (age > 0)',
    'add-column users.age @users column=age type=INT fill=null | add-constraint users type=check columns=age',
  ],
  [
    'ALTER TABLE users ADD COLUMN age INT CONSTRAINT adult CHECK (age > 17) DEFAULT 18',
    'add-column users.age @users column=age type=INT hasDefault fill=once | add-constraint users.adult @users constraint=adult type=check columns=age',
  ],
  [
    'ALTER TABLE users ADD COLUMN team INT REFERENCES teams (id) ON DELETE SET NULL',
    'add-column users.team @users column=team type=INT fill=null | add-constraint users type=foreign-key columns=team references=teams vacuous',
  ],
  [
    'ALTER TABLE users ADD COLUMN team INT DEFAULT 1 CONSTRAINT users_team REFERENCES teams',
    'add-column users.team @users column=team type=INT hasDefault fill=once | add-constraint users.users_team @users constraint=users_team type=foreign-key columns=team references=teams',
  ],
  [
    'ALTER TABLE aux.users ADD COLUMN team REFERENCES teams',
    'add-column aux.users.team @aux.users column=team type= fill=null | add-constraint aux.users type=foreign-key columns=team references=aux.teams vacuous',
  ],
  [
    'ALTER TABLE users ADD COLUMN code UNIQUE',
    'add-column users.code @users column=code type= fill=null | add-constraint users type=unique columns=code',
  ],
  [
    'ALTER TABLE users ADD COLUMN code INTEGER PRIMARY KEY',
    'add-column users.code @users column=code type=INTEGER notNull fill=null | add-constraint users type=primary-key columns=code',
  ],
  [
    'ALTER TABLE users ADD COLUMN "order" VARCHAR ( 10 )',
    'add-column users."order" @users column="order" type=VARCHAR ( 10 ) fill=null',
  ],
  [
    'ALTER TABLE "Order Lines" ADD "unit price" [double  precision]',
    'add-column "Order Lines"."unit price" @"Order Lines" column="unit price" type=double  precision fill=null',
  ],
  ['ALTER TABLE users DROP COLUMN age', 'drop-column users.age @users column=age'],
  ['ALTER TABLE users DROP age', 'drop-column users.age @users column=age'],
  [
    'ALTER TABLE "Order Lines" DROP COLUMN "unit price"',
    'drop-column "Order Lines"."unit price" @"Order Lines" column="unit price"',
  ],
  [
    'ALTER TABLE users ADD CONSTRAINT adult CHECK (age > 17)',
    'add-constraint users.adult @users constraint=adult type=check',
  ],
  [
    'ALTER TABLE users ADD CONSTRAINT adult CHECK (age > 17) ON CONFLICT IGNORE',
    'add-constraint users.adult @users constraint=adult type=check',
  ],
  ['ALTER TABLE users ADD CHECK (age > 17)', 'add-constraint users type=check'],
  ['ALTER TABLE users DROP CONSTRAINT adult', 'drop-constraint users.adult @users constraint=adult'],
  ['ALTER TABLE users ALTER COLUMN age SET NOT NULL', 'set-not-null users.age @users column=age'],
  ['ALTER TABLE users ALTER age SET NOT NULL ON CONFLICT FAIL', 'set-not-null users.age @users column=age'],
  ['ALTER TABLE users ALTER COLUMN age DROP NOT NULL', 'drop-not-null users.age @users column=age'],
  ['ALTER TABLE users ALTER age DROP NOT NULL', 'drop-not-null users.age @users column=age'],
  ['DROP TABLE users', 'drop users of=table'],
  ['DROP TABLE IF EXISTS main.users', 'drop users of=table'],
  ['DROP TABLE aux.users', 'drop aux.users of=table'],
  ['DROP TABLE temp.users', 'drop temp.users of=table'],
  ['DROP INDEX users_email', 'drop-index users_email @-'],
  ['DROP INDEX IF EXISTS "users by email"', 'drop-index "users by email" @-'],
  ['DROP VIEW active_users', 'drop active_users of=view'],
  ['DROP VIEW IF EXISTS aux.active_users', 'drop aux.active_users of=view'],
  ['DROP TRIGGER touch', 'drop touch @- of=trigger'],
  ['DROP TRIGGER IF EXISTS main.touch', 'drop touch @- of=trigger'],
];
