import { bytesInWords, secondsInWords } from '../lib/amounts.ts';
import { countOf } from '../lib/count-of.ts';
import type { StatementEstimate } from '../model/statistics.ts';

/** `≈ 4 min at 12 GB` for the work of a statement; null where nothing grows with a table. */
export function estimateWords({ relations, seconds, small }: StatementEstimate): string | null {
  const worked = relations.filter(({ works }) => works.length > 0);
  if (worked.length === 0) return null;
  if (worked.some(({ bytes }) => bytes === null)) return 'size unknown';
  const bytes = worked.reduce((sum, relation) => sum + (relation.bytes ?? 0), 0);
  const [first, second] = worked;
  if (seconds === null) return `time unknown at ${bytesInWords(bytes)}`;
  // Of a small table the number of rows says more than its bytes.
  const rows = small && second === undefined ? (first?.rows ?? null) : null;
  const at = rows === null ? bytesInWords(bytes) : countOf(rows, 'row');
  return seconds < 1 ? `< 1 s at ${at}` : `≈ ${secondsInWords(seconds)} at ${at}`;
}
