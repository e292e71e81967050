import { afterAll, describe, expect, test } from '@jest/globals';
import { buildAction } from '../action/run-action.ts';
import { removeFolders } from '../git/checkout.ts';
import { history, PHONE } from './history.ts';
import { runHoldpoint, type Run } from './run-holdpoint.ts';

buildAction();
afterAll(removeFolders);

function review(change: Parameters<typeof history>[0], ...args: string[]): Promise<Run> {
  return runHoldpoint(['review', 'migrations', '--since', '0001', ...args], { cwd: history(change) });
}

function bytes(...parts: readonly (string | number)[]): Uint8Array {
  return Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.of(part))));
}

describe('files that hold nothing to run are not a go', () => {
  test.concurrent.each([
    ['an empty file', ''],
    ['comments only', '-- later\n/* or\n   never */\n'],
    ['a byte order mark only', '\ufeff'],
  ])('%s', async (_, text) => {
    const { code, stdout } = await review({ '0002_nothing.sql': text });

    expect(code).toBe(2);
    expect(stdout).toMatch(/^HOLD\n {2}- What .*0002_nothing\.sql is meant to do is unknown\./);
    expect(stdout).toContain('It holds no statement.');
  });
});

describe('encodings', () => {
  const crlf = PHONE.replaceAll('\n', '\r\n');

  test.concurrent.each([
    ['a byte order mark', `\ufeff${PHONE}`],
    ['CRLF', crlf],
    ['both', `\ufeff${crlf}`],
  ])('%s is read as what it is, with the right lines', async (_, text) => {
    const { code, stdout } = await review({ '0002_phone.sql': text });

    expect(code).toBe(0);
    expect(stdout).toMatch(/^ +1 +SET lock_timeout/m);
    expect(stdout).toMatch(/^ +2 +ALTER TABLE customers/m);
  });

  test.concurrent.each([
    ['invalid UTF-8', bytes(PHONE, "COMMENT ON TABLE customers IS '", 0xe9, "';\n"), 'is not valid UTF-8'],
    ['NUL', bytes(PHONE, "COMMENT ON TABLE customers IS '", 0, "';\n"), 'holds a NUL byte'],
    ['UTF-16', bytes(0xff, 0xfe, 'S', 0, ';', 0), 'is UTF-16, save it as UTF-8'],
  ])('%s is a no-go that names the place; the other migration is still reported', async (...row) => {
    const [, content, words] = row;
    const { code, stdout } = await review({ '0002_bad.sql': content, '0003_phone.sql': PHONE });

    expect(code).toBe(1);
    expect(stdout.replaceAll(/\s+/g, ' ')).toContain(`the file ${words}`);
    expect(stdout).toMatch(/^ +2 +ALTER TABLE customers .* expand +reads and writes/m);
  });
});

describe('sizes', () => {
  test.concurrent('a file of 10 MB is run, and its report stays short', async () => {
    const comment = `COMMENT ON TABLE customers IS '${'long '.repeat(2 * 1024 * 1024)}';\n`;
    const { code, stdout } = await review({ '0002_long.sql': `${PHONE}${comment}` });

    expect(code).toBe(0);
    expect(stdout).toMatch(/^GO\n {2}- 3 statements ran/);
    expect(stdout.length).toBeLessThan(2_000);
  });

  test.concurrent(
    'a file of very many statements is stopped by the clock and reported as far as it ran',
    async () => {
      const rows = Array.from(
        { length: 2_000 },
        (_, id) => `INSERT INTO customers VALUES (${id + 10_000}, 'x');`,
      );
      const { code, stdout } = await review(
        { '0002_many.sql': `${PHONE}${rows.join('\n')}` },
        ...['--deadline-seconds', '3'],
      );

      expect(code).toBe(2);
      expect(stdout.replaceAll(/\s+/g, ' ')).toContain('The rehearsal took longer than 3 s and was stopped.');
      expect(stdout.length).toBeLessThan(20_000);
    },
  );

  test.concurrent('5,000 migrations are read, and the last one is the change', async () => {
    const versions = Array.from({ length: 5_000 }, (_, index) => String(index + 2).padStart(4, '0'));
    const files = versions.map((version) => [`${version}_t.sql`, `CREATE TABLE t${version} (id bigint);\n`]);
    const folder = history(Object.fromEntries(files) as Record<string, string>);
    const args = ['review', 'migrations', '--since', '5000', '--no-rehearsal'];
    const { code, stdout } = await runHoldpoint(args, { cwd: folder });

    expect(code).toBe(2);
    expect(stdout).toMatch(/^5001_t\.sql$/m);
    expect(stdout).not.toContain('5000_t.sql');
  });
});
