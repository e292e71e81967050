import type { DialectId } from '../model/project.ts';
import { bareWords } from './mask-sql.ts';

/** More text than this per file tells nothing new. */
const ENOUGH = 65_536;
const ENOUGH_FILES = 300;

/** Words that one dialect has and the others do not; weight 1 for what is merely usual. */
const MARKS: readonly (readonly [dialect: DialectId, weight: number, mark: RegExp])[] = [
  ['postgres', 3, /\$\w*\$/],
  ['postgres', 3, /\w\)?::\s*\w/],
  ['postgres', 3, /\b(?:small|big)?serial\b|\bjsonb\b|\bbytea\b|\btimestamptz\b|\btsvector\b|\bcitext\b/i],
  ['postgres', 3, /\bconcurrently\b|\bcreate\s+extension\b|\bplpgsql\b|\bowner\s+to\b|\bnot\s+valid\b/i],
  [
    'postgres',
    3,
    /\busing\s+(?:gin|gist|brin|spgist)\b|\brow\s+level\s+security\b|\balter\s+table\s+only\b/i,
  ],
  ['postgres', 3, /\btimestamp\s+with(?:out)?\s+time\s+zone\b|\bcreate\s+(?:type|domain|policy)\b/i],
  [
    'postgres',
    1,
    /\buuid\b|\bvarying\b|\btext\s*\[\]|\bboolean\b|\btext\s+(?:not\s+null\s+)?primary\s+key\b/i,
  ],
  ['mysql', 3, /`/],
  ['mysql', 3, /\bengine\s*=|\bauto_increment\b|\bunsigned\b|\bon\s+duplicate\s+key\b|\bcharset\b/i],
  [
    'mysql',
    3,
    /\b(?:tiny|medium|long)(?:blob|text)\b|\btinyint\s*\(|\bmodify\s+column\b|\bdatetime\s*\(\d\)/i,
  ],
  ['mysql', 2, /\w\s+blob\b/i],
  ['sqlite', 4, /\bautoincrement\b|\bpragma\s+\w|\bwithout\s+rowid\b|\bcreate\s+virtual\s+table\b/i],
  ['sqlite', 4, /\bstrftime\s*\(|\bunixepoch\s*\(|\brandomblob\s*\(|\bjulianday\s*\(|\bsqlite_\w+/i],
  ['sqlite', 2, /\w\s+blob\b/i],
  ['sqlite', 1, /\btext\s+(?:not\s+null\s+)?primary\s+key\b/i],
];

/** A single weak mark says nothing against the usual dialect. */
const CONVINCING = 2;

/** The dialect that the statements themselves speak; null when they would do in several. */
export function dialectOfStatements(texts: readonly string[]): DialectId | null {
  const words = texts.slice(-ENOUGH_FILES).map((text) => bareWords(text.slice(0, ENOUGH)));
  const scores = new Map<DialectId, number>();
  for (const [dialect, weight, mark] of MARKS) {
    const found = words.some((text) => mark.test(text));
    if (found) scores.set(dialect, (scores.get(dialect) ?? 0) + weight);
  }
  const [first, second] = [...scores].sort(([, left], [, right]) => right - left);
  if (first === undefined || first[1] < CONVINCING || first[1] === second?.[1]) return null;
  return first[0];
}
