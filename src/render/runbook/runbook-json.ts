import { withoutCodeMarks } from '../../lib/code.ts';
import type { Runbook } from '../../model/runbook.ts';
import { runbookSchema } from './json/runbook-schema.ts';

/** What is run, named or looked up, not read: it stays as it is, to the byte. */
const VERBATIM: ReadonlySet<string> = new Set([
  ...['text', 'prepare', 'procedure', 'progress', 'skipped', 'cleanUp', 'query'],
  ...['path', 'place', 'relation', 'key', 'lost', 'tool', 'id', 'digest'],
]);

/** The runbook as described by `docs/runbook.schema.json`; sentences without the marks of code. */
export function runbookJson(runbook: Runbook): string {
  const whole: unknown = { format: 1, ...(plainly(runbook) as object) };
  return `${JSON.stringify(runbookSchema.parse(whole), null, 2)}\n`;
}

function plainly(value: unknown): unknown {
  if (typeof value === 'string') return withoutCodeMarks(value);
  if (Array.isArray(value)) return value.map(plainly);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, held]) => [key, VERBATIM.has(key) ? (held as unknown) : plainly(held)]),
  );
}
