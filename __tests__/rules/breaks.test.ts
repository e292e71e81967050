import { describe, expect, it } from '@jest/globals';
import type { CatalogObject } from '../../src/model/catalog.ts';
import type { Finding } from '../../src/model/finding.ts';
import type { RehearsedStatement } from '../../src/model/rehearsal.ts';
import { judge } from '../../src/rules/judge.ts';
import { catalog, index, migration, object, probe, rehearsal, sqlError, statement, table } from './build.ts';

const users = catalog(...table('users', 'id', 'email'));
const [, , email] = [...users.values()];

function found(...statements: readonly RehearsedStatement[]): readonly Finding[] {
  return judge(rehearsal([migration(statements)]), { severities: new Map(), lockTimeoutDefault: 1 });
}

function told(...statements: readonly RehearsedStatement[]): string[] {
  return found(...statements).map(({ rule, object: name }) => `${rule} ${name}`);
}

function without(...names: readonly string[]): ReturnType<typeof catalog> {
  return catalog(...[...users.values()].filter(({ name }) => !names.includes(name)));
}

describe('a drop', () => {
  it('of a column is one finding with every query that it breaks', () => {
    const drop = statement({
      before: users,
      after: without('users.email'),
      broken: [
        probe('users', 'reads of users.email fail', 'column "email" does not exist'),
        probe('users', 'inserts into users fail', 'column "email" of relation "users" does not exist'),
      ],
      dataLoss: [{ kind: 'column', object: 'users.email', rows: 3 }],
    });

    expect(found(drop)).toMatchObject([
      {
        rule: 'drop-in-use',
        object: 'users.email',
        message:
          'Column `users.email` is dropped while code written for the shipped schema still runs: reads of users.email and inserts into users fail. What it holds is gone for good (3 synthetic rows in the rehearsal).',
      },
    ]);
  });

  it('of a table does not speak of its columns, constraints and indexes again', () => {
    const before = catalog(
      ...users.values(),
      index('users_pkey', 'users'),
      object('constraint', 'users.users_pkey'),
    );
    const drop = statement({ before, after: catalog(), broken: [probe('users', 'reads of users fail')] });

    expect(told(drop)).toEqual(['drop-in-use users']);
  });

  it('of an index does not speak of itself where its column goes next', () => {
    const before = catalog(...users.values(), index('users_email_key', 'users', { columns: ['email'] }));
    const upsert = probe('users', 'upserts on users (email) fail', 'there is no unique constraint');
    const first = statement({ before, after: users, broken: [upsert] });
    const then = statement({
      before: users,
      after: without('users.email'),
      broken: [probe('users', 'reads of users fail')],
    });

    expect(found(first, then)).toMatchObject([
      {
        object: 'users.email',
        message: expect.stringContaining('upserts on users (email) and reads of users fail'),
      },
    ]);
    expect(told(first)).toEqual(['drop-in-use users_email_key']);
  });

  it('of an index that no query needs is fine, and of one that a query needs is not', () => {
    const before = catalog(...users.values(), index('users_email_key', 'users', { columns: ['email'] }));
    const drop = { before, after: users };
    const upsert = probe(
      'users',
      'upserts into users by email fail',
      'there is no unique or exclusion constraint',
    );

    expect(told(statement(drop))).toEqual([]);
    expect(told(statement({ ...drop, broken: [upsert] }))).toEqual(['drop-in-use users_email_key']);
  });

  it('of a sequence explains the inserts that its default broke', () => {
    const before = catalog(...users.values(), object('sequence', 'users_ref'));
    const drop = statement({ before, after: users, broken: [probe('users', 'inserts into users fail')] });

    expect(told(drop)).toEqual(['drop-in-use users_ref']);
  });

  it('of a table explains its sequence as well', () => {
    const before = catalog(...users.values(), object('sequence', 'users_id_seq', { ownedBy: 'users.id' }));
    const broken = [probe('users_id_seq', 'new numbers of users_id_seq fail')];

    expect(told(statement({ before, after: catalog(), broken }))).toEqual(['drop-in-use users']);
  });

  it('of a view is fine when the view is there again, with its columns, before the commit', () => {
    const view = object('view', 'contacts', { columns: ['id', 'email'] });
    const wider = object('view', 'contacts', { columns: ['id', 'email', 'fax'] }, 'anew');
    const narrower = object('view', 'contacts', { columns: ['id'] }, 'anew');
    const before = catalog(...users.values(), view);
    const drop = statement({ before, after: users, broken: [probe('contacts', 'reads of contacts fail')] });
    const create = (by: CatalogObject): RehearsedStatement =>
      statement({ before: users, after: catalog(...users.values(), by) });

    expect(told(drop, create(wider))).toEqual([]);
    expect(told(drop, create(narrower))).toEqual(['drop-in-use contacts']);
    expect(told(drop, { ...create(wider), transaction: 1 })).toEqual(['drop-in-use contacts']);
  });

  it('of a trigger function is left to its triggers; of any other function it is not', () => {
    const touch = object('function', 'touch()', { definition: 'CREATE FUNCTION touch() RETURNS trigger …' });
    const total = object('function', 'total()', { definition: 'CREATE FUNCTION total() RETURNS integer …' });
    const drop = statement({ before: catalog(touch, total), after: catalog() });

    expect(told(drop)).toEqual(['drop-in-use total()']);
  });

  it('of something that the change itself brought is fine', () => {
    const scratch = catalog(...users.values(), ...table('scratch', 'id'));
    const create = statement({ before: users, after: scratch });
    const drop = statement({ before: scratch, after: users });

    expect(told(create, drop)).toEqual([]);
  });
});

describe('queries that broke before', () => {
  it('are told of every column that goes, with the answer for the first alone', () => {
    const reads = probe('users', 'reads of users fail', 'column "email" does not exist');
    const dropEmail = statement({ before: users, after: without('users.email'), broken: [reads] });
    const dropId = statement({ before: without('users.email'), after: without('users.email', 'users.id') });

    const [first, second] = found(dropEmail, dropId);

    expect(first?.message).toContain('reads of users fail');
    expect(second?.message).toContain('reads of users fail');
    expect(second?.evidence).toEqual([]);
  });
});

describe('row security', () => {
  it('that is switched on for several tables at once is told once', () => {
    const off = ['users', 'teams'].map((name) => object('table', name, { rowSecurity: false }));
    const on = ['users', 'teams'].map((name) => object('table', name, { rowSecurity: true }));
    const broken = ['users', 'teams'].map((name) => probe(name, `reads of ${name} find 0 of 3 rows`, null));

    expect(found(statement({ before: catalog(...off), after: catalog(...on), broken }))).toMatchObject([
      {
        rule: 'other-break',
        message:
          'Row security is switched on for `users` and `teams`; for roles that neither own the tables nor bypass it, reads of users find 0 of 3 rows and reads of teams find 0 of 3 rows.',
      },
    ]);
  });
});

describe('a rename', () => {
  const people = catalog(
    object('table', 'people', {}, 'users'),
    object('column', 'people.id', {}, 'users.id'),
    object('column', 'people.email', {}, 'users.email'),
  );
  const broken = [probe('users', 'reads of users fail', 'relation "users" does not exist')];

  it('of a table does not speak of its columns', () => {
    expect(told(statement({ before: users, after: people, broken }))).toEqual([
      'rename-breaks-running-code users',
    ]);
  });

  it('of a table is fine when a view has the old name at the commit', () => {
    const standIn = object('view', 'users', { columns: ['id', 'email'] }, 'view');
    const view = statement({ before: people, after: catalog(...people.values(), standIn) });

    expect(told(statement({ before: users, after: people, broken }), view)).toEqual([]);
  });

  it('of an index breaks nobody', () => {
    const before = catalog(...users.values(), index('old_idx', 'users'));
    const renamed: CatalogObject = { ...index('new_idx', 'users'), id: 'old_idx' };

    expect(told(statement({ before, after: catalog(...users.values(), renamed) }))).toEqual([]);
  });

  it('of a schema is told once, not for each table in it', () => {
    const before = catalog(object('schema', 'shop'), object('table', 'shop.goods', {}, 'goods'));
    const after = catalog(object('schema', 'store', {}, 'shop'), object('table', 'store.goods', {}, 'goods'));
    const rename = statement({ before, after, broken: [probe('shop.goods', 'reads of shop.goods fail')] });

    expect(told(rename)).toEqual(['rename-breaks-running-code shop']);
  });

  it('of an enumerated value names the value', () => {
    const mood = (...labels: readonly string[]): CatalogObject => object('enum', 'mood', { labels });
    const rename = statement({ before: catalog(mood('good', 'bad')), after: catalog(mood('good', 'poor')) });

    expect(found(rename)).toMatchObject([{ rule: 'rename-breaks-running-code', object: 'mood' }]);
    expect(found(rename)[0]?.message).toContain("`'bad' of mood` becomes `'poor'`");
  });
});

describe('one broken query', () => {
  it('is told at the object that it names, where one statement does several things', () => {
    const before = catalog(...table('users', 'id', 'email', 'fax'));
    const drop = statement({
      before,
      after: catalog(...table('users', 'id')),
      broken: [probe('users', 'reads of users.fax fail', 'column "fax" does not exist')],
    });

    const byObject = new Map(found(drop).map((finding) => [finding.object, finding.evidence]));

    expect([...byObject.keys()].sort()).toEqual(['users.email', 'users.fax']);
    expect(byObject.get('users.fax')).toHaveLength(1);
    expect(byObject.get('users.email')).toHaveLength(0);
  });

  it('is a type change where only the type differs, and nothing where no query minds', () => {
    const wide = object('column', 'users.email', { ...email?.facts, type: 'integer' });
    const change = { before: users, after: catalog(...[...users.values()].slice(0, 2), wide) };
    const broken = [probe('users', 'inserts into users fail', 'invalid input syntax for type integer')];

    expect(told(statement({ ...change, broken }))).toEqual(['type-change-breaks-running-code users.email']);
    expect(told(statement(change))).toEqual([]);
  });

  it('is an incompatible column where a required one came, and no second finding for the rows it cannot hold', () => {
    const tier = object('column', 'users.tier', { type: 'text', notNull: true, default: null });
    const add = statement({
      before: users,
      after: catalog(...users.values(), tier),
      broken: [probe('users', 'inserts into users fail', 'null value in column "tier"')],
      rowsTrial: { error: sqlError('23502', 'column "tier" contains null values'), dependsOnData: true },
    });

    expect(told(add)).toEqual(['incompatible-column users.tier']);
    expect(found(add)[0]?.message).toContain('fails as soon as `users` holds a row');
  });

  it('is some other break where nothing of the schema explains it', () => {
    const hidden = probe('users', 'reads of users find 0 of 3 rows', null);

    expect(told(statement({ before: users, broken: [hidden] }))).toEqual(['other-break users']);
  });

  it('is told as a loss of rows where rows are gone, and not as a break', () => {
    const truncate = statement({
      before: users,
      broken: [probe('users', 'reads of users find 0 of 3 rows', null)],
      dataLoss: [{ kind: 'rows', object: 'users', rows: 3 }],
    });

    expect(told(truncate)).toEqual(['rows-destroyed users']);
  });
});

describe('expand and contract of one table', () => {
  it('is told at the contraction, with both sides named', () => {
    const wider = catalog(...users.values(), ...table('users', 'mail').slice(1));
    const add = statement({ before: users, after: wider });
    const drop = statement({
      before: wider,
      after: catalog(...[...wider.values()].filter(({ name }) => name !== 'users.email')),
      broken: [probe('users', 'reads of users.email fail')],
    });

    const [, finding] = found(add, drop);

    expect(finding).toMatchObject({ rule: 'expand-and-contract-together', object: 'users', statement: 1 });
    expect(finding?.message).toContain('brings `users.mail` and breaks `users.email`');
  });
});
