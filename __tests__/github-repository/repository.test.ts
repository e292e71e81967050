import { afterAll, afterEach, describe, expect, test } from '@jest/globals';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { githubClient } from '../../src/adapters/github/client.ts';
import { githubRepository } from '../../src/adapters/github/repository.ts';
import { openGitRepository } from '../../src/adapters/git/open-git-repository.ts';
import type { Repository, Side } from '../../src/model/ports.ts';
import { Problem } from '../../src/model/problem.ts';
import { createCheckout, importBranch, removeFolders, type Checkout } from '../git/checkout.ts';
import { ServedCheckout, type ServedOptions } from './served-checkout.ts';

const opened: ServedCheckout[] = [];
afterEach(async () => {
  for (const served of opened.splice(0)) await served.close();
});
afterAll(removeFolders);

interface Opened {
  readonly served: ServedCheckout;
  /** Through GitHub's API. */
  readonly remote: Repository;
  /** The same two commits in the checkout. */
  readonly local: Repository;
}

async function both(checkout: Checkout, options: ServedOptions = {}): Promise<Opened> {
  const { folder } = checkout;
  const served = await serve(folder, options);
  const commits = commitsOf(checkout);
  return {
    served,
    remote: await repositoryAt(served, commits),
    local: await openGitRepository({ folder, base: 'main', head: 'change' }),
  };
}

function commitsOf(checkout: Checkout): { readonly base: string; readonly head: string } {
  return { base: checkout.git('rev-parse', 'main'), head: checkout.git('rev-parse', 'change') };
}

async function serve(folder: string, options: ServedOptions): Promise<ServedCheckout> {
  const served = await ServedCheckout.open(folder, options);
  opened.push(served);
  return served;
}

function repositoryAt(
  { url }: ServedCheckout,
  commits: { readonly base: string; readonly head: string },
): Promise<Repository> {
  const client = githubClient({ token: 'token', apiUrl: url, pace: 'immediate' });
  return githubRepository(client, { owner: 'acme', repo: 'shop' }, commits);
}

/** Every file of a side with its content. */
async function everything(repository: Repository, side: Side): Promise<unknown> {
  const files = await repository.list(side, '.');
  const contents = await repository.read(side, files);
  return files.map(({ path, id }, index) => ({ path, id, bytes: Buffer.from(contents[index] ?? []) }));
}

/** Main goes on after the change has left it, so that base and merge base differ. */
function changed(files: Readonly<Record<string, string | Uint8Array | null>>): Checkout {
  const checkout = createCheckout();
  checkout.commit({ 'db/0001_a.sql': 'SELECT 1;\n', 'db/0002_b.sql': 'SELECT 2;\n', 'README.md': 'Shop' });
  checkout.git('switch', '--quiet', '--create', 'change');
  checkout.commit(files);
  checkout.git('switch', '--quiet', 'main');
  checkout.commit({ 'db/0003_later.sql': 'SELECT 3;\n' });
  return checkout;
}

async function problemOf(work: Promise<unknown>): Promise<Problem['facts']> {
  const error: unknown = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (error instanceof Problem) return error.facts;
  throw new Error(`No problem came, but ${String(error)}.`);
}

describe('both sides read as from a checkout', () => {
  test('names, contents and the merge base', async () => {
    const checkout = changed({
      'db/0002_b.sql': null,
      'db/0002_renamed.sql': 'SELECT 2;\n',
      'db/0004_größe 1.sql': 'SELECT 4;\n',
      'db/binary.sql': Uint8Array.from([0, 1, 255, 254]),
      'db/latin1.sql': Buffer.from('SELECT \u00e9;', 'latin1'),
      'db/empty.sql': '',
      'db/large.sql': `-- ${'x'.repeat(1_500_000)}\n`,
    });
    const { remote, local } = await both(checkout);

    expect(remote.base).toBe(local.base);
    expect(remote.head).toBe(local.head);
    for (const side of ['base', 'head'] as const)
      expect(await everything(remote, side)).toEqual(await everything(local, side));
    const [base, head] = [await remote.list('base', '.'), await remote.list('head', 'db')];
    expect(base.map(({ path }) => path)).toEqual(['README.md', 'db/0001_a.sql', 'db/0002_b.sql']);
    expect(head.map(({ path }) => path)).not.toContain('README.md');
  });

  test('links are followed within the commit, submodules left out', async () => {
    const checkout = changed({ 'sql/real.sql': 'SELECT 9;\n', 'sql/deep/more.sql': 'SELECT 10;\n' });
    checkout.git('switch', '--quiet', 'change');
    const links = {
      'db/0005_link.sql': '../sql/real.sql',
      'db/0006_chain.sql': '0005_link.sql',
      'db/0007_through.sql': '../linked/deep/more.sql',
      'db/0008_outside.sql': '../../../etc/passwd',
      'db/0009_absolute.sql': '/etc/passwd',
      'db/0010_nowhere.sql': 'gone.sql',
      'db/0011_circle.sql': '0011_circle.sql',
      'db/0012_folder.sql': '../sql',
      linked: 'sql',
    };
    for (const [path, target] of Object.entries(links)) symlinkSync(target, join(checkout.folder, path));
    const hash = checkout.git('rev-parse', 'HEAD');
    checkout.git('add', '--all');
    checkout.git('update-index', '--add', '--cacheinfo', `160000,${hash},vendor/part`);
    checkout.git('commit', '--quiet', '--message', 'Links');
    checkout.git('switch', '--quiet', '--force', 'main');
    const { remote, local } = await both(checkout);

    const seen = await everything(remote, 'head');
    expect(seen).toEqual(await everything(local, 'head'));
    const files = await remote.list('head', '.');
    const [real, link] = ['sql/real.sql', 'db/0006_chain.sql'].map((path) =>
      files.find((file) => file.path === path),
    );
    expect(link?.id).toBe(real?.id);
    expect(files.map(({ path }) => path)).not.toContain('vendor/part');
  });

  test('trees that are cut off are walked, and 3,500 files are all seen', async () => {
    const checkout = changed({});
    checkout.git('branch', '--delete', '--force', 'change');
    const many = Array.from(
      { length: 3500 },
      (_, index) => [`db/part${index % 7}/${index}.sql`, `SELECT ${index};\n`] as const,
    );
    importBranch(checkout, 'change', Object.fromEntries(many));
    const { remote, local, served } = await both(checkout, { cutAt: 600 });

    expect(await remote.list('head', '.')).toEqual(await local.list('head', '.'));
    expect(served.requests.filter((line) => line.includes('/git/trees/')).length).toBeGreaterThan(7);
    expect(served.mostAtOnce).toBeLessThanOrEqual(8);
  });

  test('a folder that GitHub cannot list is said', async () => {
    const { remote } = await both(changed({ 'db/0004.sql': '' }), { cutAt: 2 });

    expect(await problemOf(remote.list('head', '.'))).toMatchObject({
      code: 'tree-too-large',
      blame: 'usage',
    });
  });
});

describe('few requests', () => {
  const migrations = Object.fromEntries(
    Array.from({ length: 110 }, (_, index) => [`db/1${index}_x.sql`, `SELECT ${index};\n`]),
  );

  test('one comparison, two trees, contents a hundred at a time, nothing twice', async () => {
    const { remote, served } = await both(changed(migrations));
    for (const side of ['base', 'head', 'head'] as const) await everything(remote, side);

    const asked = served.requests.map((line) => line.replace(/[0-9a-f]{40}/g, 'SHA'));
    expect(asked).toEqual([
      'GET /repos/acme/shop/compare/SHA...SHA?per_page=1',
      'GET /repos/acme/shop/git/trees/SHA?recursive=1',
      'POST /graphql',
      'GET /repos/acme/shop/git/trees/SHA?recursive=1',
      'POST /graphql',
      'POST /graphql',
    ]);
  });

  test('without queries one by one, a few at a time', async () => {
    const { remote, local, served } = await both(changed(migrations), { graphql: false });

    expect(await everything(remote, 'head')).toEqual(await everything(local, 'head'));
    // 113 files, two of which another one equals.
    expect(served.requests.filter((line) => line.includes('/git/blobs/'))).toHaveLength(111);
    expect(served.mostAtOnce).toBeGreaterThan(1);
    expect(served.mostAtOnce).toBeLessThanOrEqual(8);
  });

  test('a reading that the rate limit would break off does not begin', async () => {
    const { remote, served } = await both(changed(migrations), { graphql: false, left: 100 });
    const { code, title } = await problemOf(everything(remote, 'head'));

    expect(code).toBe('github-rate-limited');
    expect(title).toContain(
      'takes 111 more requests, and GitHub answers only 100 until 2027-01-15T08:00:00.000Z',
    );
    expect(served.requests.filter((line) => line.includes('/git/blobs/'))).toEqual([]);
  });
});

describe('everything from there is data', () => {
  const entry = (path: string): object => ({
    path,
    mode: '100644',
    type: 'blob',
    sha: 'a'.repeat(40),
    size: 1,
  });

  test.each(['../../etc/passwd', '/etc/passwd', 'db//x.sql', 'db/./x.sql', 'db/x\0.sql'])(
    'a path that leads out is refused: %j',
    async (path) => {
      const checkout = changed({});
      const head = checkout.git('rev-parse', 'change');
      const body = { sha: head, truncated: false, tree: [entry('db/0001.sql'), entry(path)] };
      const { remote } = await both(checkout, { answers: { [`/git/trees/${head}`]: { status: 200, body } } });

      expect(await problemOf(remote.list('head', '.'))).toMatchObject({
        code: 'hostile-path',
        title: expect.stringContaining(JSON.stringify(path)),
      });
    },
  );

  test('a name with control characters is listed, and never read', async () => {
    const { remote } = await both(changed({ 'Icon\r': 'x', 'db/0004\u001b[31m.sql': 'SELECT 1;' }));
    const files = await remote.list('head', '.');

    expect(files.map(({ path }) => path)).toContain('Icon\r');
    const hostile = files.filter(({ path }) => path.includes('\u001b'));
    expect(hostile).toHaveLength(1);
    expect(await problemOf(remote.read('head', hostile))).toMatchObject({ code: 'hostile-path' });
  });

  test('a content that is not what the commit holds is asked for again, and never taken', async () => {
    const checkout = changed({ 'db/0004_x.sql': 'DROP TABLE users;\n' });
    const sha = checkout.git('rev-parse', 'change:db/0004_x.sql');
    const lied = await both(checkout, { texts: { [sha]: 'SELECT 1;\n' } });

    expect(await everything(lied.remote, 'head')).toEqual(await everything(lied.local, 'head'));

    const body = { sha, size: 3, encoding: 'base64', content: 'AAAA' };
    const damaged = await both(checkout, {
      graphql: false,
      answers: { [`/git/blobs/${sha}`]: { status: 200, body } },
    });
    expect(await problemOf(everything(damaged.remote, 'head'))).toMatchObject({ code: 'damaged-blob' });
  });
});

describe('what keeps us from reading is told', () => {
  test.each<[number, string, string, RegExp]>([
    [401, 'Bad credentials', 'github-unauthorized', /valid in GITHUB_TOKEN or GH_TOKEN/],
    [403, 'Resource not accessible by integration', 'github-forbidden', /`contents: read`/],
    [404, 'Not Found', 'github-missing', /private repository needs a token/],
    [429, 'API rate limit exceeded', 'github-rate-limited', /token of your own/],
    [404, 'No common ancestor between a and b.', 'no-merge-base', /branch that it goes to/],
    [500, 'Server Error', 'github-unavailable', /GITHUB_API_URL/],
  ])('%i %s', async (status, message, code, hint) => {
    const checkout = changed({});
    const commits = commitsOf(checkout);
    const served = await serve(checkout.folder, {
      answers: { [`/compare/${commits.base}...${commits.head}`]: { status, body: { message } } },
    });

    const facts = await problemOf(repositoryAt(served, commits));
    expect(facts).toMatchObject({ code, hint: expect.stringMatching(hint) });
    if (code !== 'no-merge-base') expect(facts.title).toContain(`${status}: ${message}`);
  });
});
