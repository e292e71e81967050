import { describe, expect, test } from '@jest/globals';
import { Ajv } from 'ajv';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { buildAction } from '../action/run-action.ts';
import { runHoldpoint } from '../cli/run-holdpoint.ts';

buildAction();

const README = readFileSync('examples/README.md', 'utf8');
/** Rows of the table: what is shown, the command that a reader copies, the answer that it promises. */
const ROW =
  /^\| (.+?) +\| `node dist\/cli\.js (review examples\/([\w-]+)\/migrations --since \w+)` +\| ([\w-]+) +\|$/gm;
const EXAMPLES = [...README.matchAll(ROW)].map(([, title = '', command = '', folder = '', answer = '']) => ({
  title,
  command: command.split(' '),
  folder,
  answer,
}));
const EXIT_CODES: Readonly<Record<string, number>> = { go: 0, 'no-go': 1, hold: 2 };

const validate = new Ajv({ strict: true, strictTypes: false, allErrors: true }).compile(
  JSON.parse(readFileSync('docs/report.schema.json', 'utf8')) as object,
);

test('every folder with migrations is in the table, and promises a known answer', () => {
  const folders = readdirSync('examples').filter((name) => existsSync(`examples/${name}/migrations`));

  expect(EXAMPLES.map(({ folder }) => folder).sort()).toEqual(folders.sort());
  expect(EXAMPLES.length).toBeGreaterThanOrEqual(4);
  for (const { answer } of EXAMPLES) expect(EXIT_CODES).toHaveProperty([answer]);
});

describe.each(EXAMPLES)('$title', ({ command, folder, answer }) => {
  const code = EXIT_CODES[answer];

  test.concurrent('is commented as its golden file says, twice the same', async () => {
    const comment = [...command, '--format', 'markdown'];
    const [first, second] = await Promise.all([runHoldpoint(comment), runHoldpoint(comment)]);

    expect({ code: first.code, again: second.stdout }).toEqual({ code, again: first.stdout });
    expect(first.stdout).toBe(readFileSync(`examples/${folder}/comment.md`, 'utf8'));
  });

  test.concurrent('has a JSON report that the schema describes and that gives the same answer', async () => {
    const run = await runHoldpoint([...command, '--format', 'json']);
    const report = JSON.parse(run.stdout) as { verdict: { outcome: string } };

    expect(validate(report) ? [] : validate.errors).toEqual([]);
    expect({ code: run.code, outcome: report.verdict.outcome }).toEqual({ code, outcome: answer });
  });
});
