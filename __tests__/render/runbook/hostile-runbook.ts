import type { Runbook } from '../../../src/model/runbook.ts';
import { RENAME_COLUMN } from './rename-column.ts';

/** Values of a closed set, and dates and keys that the types fix. */
const FIXED = new Set(['stage', 'kind', 'language', 'affected', 'class', 'blocks', 'outcome', 'state']);

/** A runbook in which every word that comes from outside is the hostile one. */
export function runbookWith(word: string, runbook: Runbook = RENAME_COLUMN): Runbook {
  const dependencies = runbook.current.dependencies.map((one) => ({ ...one, kind: word }));
  return {
    ...(spoiled(runbook, word) as Runbook),
    kind: runbook.kind,
    current: { ...(spoiled(runbook.current, word) as Runbook['current']), dependencies },
  };
}

function spoiled(value: unknown, word: string): unknown {
  if (typeof value === 'string') return word;
  if (Array.isArray(value)) return value.map((one) => spoiled(one, word));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, held]) => [
      key,
      FIXED.has(key) && key !== 'kind' ? (held as unknown) : spoiled(held, word),
    ]),
  );
}
