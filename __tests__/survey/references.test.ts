import { afterAll, describe, expect, test } from '@jest/globals';
import { removeFolders } from '../git/checkout.ts';
import { DROP_FAX, linesOf, reviewed, shop, SHIPPED, USES_FAX } from './shop.ts';

afterAll(removeFolders);

const drops = (sql: string): Record<string, string> => ({ 'db/migrations/0002_change.sql': `${sql}\n` });

describe('code that uses what goes', () => {
  test('a line of the head that still reads a dropped column blocks, and is told by component', async () => {
    const code = { ...SHIPPED, 'src/routes/users.ts': `const a = 1;\n${USES_FAX}` };
    const seen = await reviewed(shop([[30, code]], DROP_FAX));

    expect(seen.rules).toContain('still-referenced');
    expect(seen.messages['still-referenced']).toBe(
      'users.fax is dropped while 1 line of the code at the head still uses it: src/routes/users.ts:2.',
    );
    expect(seen.rules).not.toContain('contract-too-early');
    expect(linesOf(seen)).toEqual(['src/routes/users.ts:2 sure']);
    expect(linesOf(seen, 'base')).toEqual(['src/routes/users.ts:2 sure']);
    expect(seen.checklist.find(({ id }) => id === 'code-paths-identified')).toMatchObject({
      state: 'proved',
      evidence: 'Code that uses users.fax: routes src/routes/users.ts.',
    });
  });

  test('a last use that the change itself takes out is of the base only', async () => {
    const code = { ...SHIPPED, 'src/jobs/fax.js': USES_FAX };
    const seen = await reviewed(shop([[30, code]], { ...DROP_FAX, 'src/jobs/fax.js': null }));

    expect(linesOf(seen)).toEqual([]);
    expect(linesOf(seen, 'base')).toEqual(['src/jobs/fax.js:1 sure']);
    expect(seen.rules).not.toContain('still-referenced');
    expect(seen.messages['contract-too-early']).toContain(
      'uses it until this very change: src/jobs/fax.js:1',
    );
  });

  test('a renamed column is found in camel case', async () => {
    const code = {
      ...SHIPPED,
      'app/user.ts': 'const user = await find(id);\nsend(user.emailAddress);\n',
      'app/other.ts': 'export const emailAddresses = [];\n',
    };
    const sql = 'ALTER TABLE users RENAME COLUMN email_address TO mail;';
    const seen = await reviewed(shop([[30, code]], drops(sql)));

    expect(linesOf(seen)).toEqual(['app/user.ts:2 sure']);
    expect(seen.messages['still-referenced']).toContain('users.email_address is renamed to mail');
  });

  test('migrations, vendored and generated files and documents are left out', async () => {
    const left = {
      'node_modules/shop/index.js': USES_FAX,
      'vendor/shop.rb': USES_FAX,
      'dist/main.js': USES_FAX,
      'web/app.min.js': USES_FAX,
      'src/client.generated.ts': USES_FAX,
      'docs/fax.js': USES_FAX,
      'README.md': USES_FAX,
      'db/schema.rb': USES_FAX,
      'db/structure.sql': USES_FAX,
      'package-lock.json': USES_FAX,
      '__snapshots__/users.snap': USES_FAX,
      'other/migrations/0001_fax.js': USES_FAX,
      'src/main.js': "import('shop').then(({ start }) => start());\n",
    };
    const seen = await reviewed(shop([[30, { ...SHIPPED, ...left }]], DROP_FAX));

    expect(linesOf(seen)).toEqual([]);
    expect(seen.rules).not.toContain('still-referenced');
    expect(seen.checklist.find(({ id }) => id === 'code-paths-identified')).toMatchObject({
      state: 'proved',
    });
  });

  test('a common word never blocks, nor do comments, tests and other tables', async () => {
    const code = {
      ...SHIPPED,
      'src/users.js': "db.query('SELECT status FROM users');\n",
      'src/note.js': '// the fax of users is gone\n',
      'src/users.test.js': USES_FAX,
    };
    const sql = 'ALTER TABLE users DROP COLUMN status;\nALTER TABLE users DROP COLUMN fax;';
    const seen = await reviewed(shop([[30, code]], drops(sql)));

    expect(linesOf(seen)).toEqual([
      'src/note.js:1 likely',
      'src/users.js:1 likely',
      'src/users.test.js:1 likely',
    ]);
    expect(seen.rules).not.toContain('still-referenced');
  });

  test.each([
    [
      'Prisma',
      'prisma/schema.prisma',
      'model User {\n  id BigInt @id\n  fax String?\n}\nmodel Fax {\n  fax String\n}\n',
      [3],
    ],
    [
      'Django',
      'shop/models.py',
      'class User(models.Model):\n    fax = models.TextField()\n\nclass Other(models.Model):\n    pass\n',
      [2],
    ],
    [
      'SQLAlchemy',
      'shop/tables.py',
      "class Person(Thing):\n    __tablename__ = 'users'\n    fax = Column(Text)\n",
      [3],
    ],
    [
      'Active Record',
      'app/models/user.rb',
      'class User < ApplicationRecord\n  validates :fax, presence: true\nend\n',
      [2],
    ],
    [
      'TypeORM',
      'src/person.ts',
      "@Entity('users')\nexport class Person {\n  @Column({ name: 'fax' })\n  telefax: string;\n}\n",
      [3],
    ],
    [
      'Drizzle',
      'src/tables.ts',
      "export const people = pgTable('users', {\n  telefax: text('fax'),\n});\n",
      [2],
    ],
    ['Knex', 'src/find.ts', "await knex('users')\n  .where({ id })\n  .select('fax');\n", [3]],
  ])('%s', async (_, path, text, lines) => {
    const seen = await reviewed(shop([[30, { ...SHIPPED, [path]: text }]], DROP_FAX));

    const sure = linesOf(seen).filter((line) => line.endsWith(' sure'));
    expect(sure).toEqual(lines.map((line) => `${path}:${line} sure`));
  });

  test('a dropped table is found by its SQL and its model, and not by its word alone', async () => {
    const code = {
      ...SHIPPED,
      'src/list.py': "rows = run('select * from orders')\n",
      'app/models/order.rb': 'class Order < ApplicationRecord\nend\n',
      'src/menu.ts': "const orders = t('Your orders');\n",
    };
    const seen = await reviewed(shop([[30, code]], drops('DROP TABLE orders;')));

    expect(linesOf(seen)).toEqual([
      'app/models/order.rb:1 sure',
      'src/list.py:1 sure',
      'src/menu.ts:1 likely',
    ]);
  });

  test('a new type is told with its code and blocks nothing', async () => {
    const code = { ...SHIPPED, 'src/fax.js': USES_FAX };
    const seen = await reviewed(
      shop([[30, code]], drops('ALTER TABLE users ALTER COLUMN fax TYPE varchar(500);')),
    );

    expect(linesOf(seen)).toEqual(['src/fax.js:1 sure']);
    expect(seen.rules).not.toContain('still-referenced');
  });

  test('files that are not committed are searched; components can be told', async () => {
    const checkout = shop([[30, SHIPPED]], DROP_FAX);
    checkout.write({ 'desk/fax.js': USES_FAX, '.holdpoint.yml': "components: { reports: ['desk/**'] }\n" });
    const seen = await reviewed(checkout);

    expect(seen.surroundings?.references.references).toMatchObject([
      { path: 'desk/fax.js', component: 'reports' },
    ]);
  });

  test('what the database holds itself is told', async () => {
    const shipped = {
      'db/migrations/0001_users.sql': `${SHIPPED['db/migrations/0001_users.sql']}
CREATE VIEW contacts AS SELECT id, fax FROM users;
CREATE FUNCTION fax_of(bigint) RETURNS text LANGUAGE plpgsql AS $$ BEGIN RETURN (SELECT fax FROM users WHERE id = $1); END $$;
CREATE INDEX users_fax_lower ON users (lower(fax));
CREATE POLICY own ON users USING (fax IS NOT NULL);
`,
    };
    const seen = await reviewed(shop([[30, shipped]], drops('ALTER TABLE users DROP COLUMN fax CASCADE;')), {
      rehearsal: true,
    });

    expect(seen.surroundings?.dependants).toEqual([
      { object: 'users.fax', kind: 'function', name: 'fax_of(bigint)' },
      { object: 'users.fax', kind: 'index by expression', name: 'users_fax_lower' },
      { object: 'users.fax', kind: 'policy', name: 'users.own' },
      { object: 'users.fax', kind: 'view', name: 'contacts' },
    ]);
  });

  test('a change that takes nothing away is not looked around', async () => {
    const seen = await reviewed(shop([[30, SHIPPED]], drops('ALTER TABLE users ADD COLUMN note text;')));

    expect(seen.surroundings).toBeNull();
  });
});
