import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeAnnotations } from '../../src/adapters/runner/annotations.ts';
import { printForeignGroup } from '../../src/adapters/runner/foreign-text.ts';
import { linesOf } from '../../src/adapters/runner/inputs.ts';
import { writeJobSummary } from '../../src/adapters/runner/job-summary.ts';
import type { Annotation } from '../../src/model/report.ts';
import { workflowCommands } from './workflow-commands.ts';

let folder: string;
let printed: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'holdpoint-runner-'));
  printed = '';
  jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += String(text);
    return true;
  });
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

async function summaryOf(full: string): Promise<string> {
  const file = join(folder, 'summary');
  writeFileSync(file, '');
  await writeJobSummary({ GITHUB_STEP_SUMMARY: file }, { full, short: 'no-go', notes: ['Mind the token.'] });
  return readFileSync(file, 'utf8');
}

test('a summary that fits is written whole, with its notes', async () => {
  expect(await summaryOf('# Plan\n')).toBe('# Plan\n\nMind the token.\n');
});

test('a summary that the runner would drop gives way to its short form', async () => {
  const written = await summaryOf('ä'.repeat(600_000));
  expect(written).toMatch(
    /^no-go\n\nThe plan is too long for this page; the output `report` has all of it\./,
  );
  expect(written).toContain('Mind the token.');
});

test('where there is no summary none is written', async () => {
  await expect(writeJobSummary({}, { full: 'x', short: 'x', notes: [] })).resolves.toBeUndefined();
});

test('no more marks than the runner shows, and hostile texts stay texts', () => {
  const mark: Annotation = {
    path: 'a,b::c.sql',
    line: 3,
    endLine: 4,
    level: 'failure',
    title: 'Drop,file=/etc/passwd',
    message: 'line\n::set-output name=verdict::go',
  };
  expect(writeAnnotations(Array.from({ length: 12 }, () => mark))).toBe(2);
  const commands = workflowCommands(printed);
  expect(commands).toHaveLength(10);
  expect(commands[0]).toEqual({
    name: 'error',
    properties: { title: mark.title, file: mark.path, line: '3', endLine: '4' },
    message: mark.message,
  });
});

test('text of others cannot command the runner, not even by guessing', () => {
  printForeignGroup('Reasons', '::error::x\n##[add-mask]y\n::stop-commands::z\n::z::\n::error::still not');
  expect(workflowCommands(printed).map(({ name }) => name)).toEqual(['group', 'endgroup']);
});

test('an input of several lines', () => {
  expect(linesOf(' a \n\n b/c\r\n')).toEqual(['a', 'b/c']);
});
