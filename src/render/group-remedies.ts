import type { Finding, Remedy } from '../model/finding.ts';

export interface GroupRemedy extends Remedy {
  /** True when `sql` stands for statements and was run in their place. */
  readonly isSafeWay: boolean;
}

/** What running the SQL showed; null when it was not run in the place of anything. */
export function proofOf({ isSafeWay, rebuilds }: GroupRemedy): string | null {
  if (!isSafeWay) return null;
  if (rebuilds === undefined) return 'Rehearsed: ends in the same schema, blocks nothing for long.';
  const place = rebuilds === 'migration' ? ' in the place of the whole migration' : '';
  return `Rehearsed${place}: ends in the schema that is asked for, with the rows of all tables.`;
}

/** What to do instead of what the findings are about, in their order: each sentence and each piece of SQL once. */
export function groupRemedies(findings: readonly Finding[]): GroupRemedy[] {
  return findings
    .flatMap(({ remedy, statement }): GroupRemedy[] =>
      remedy === null ? [] : [{ ...remedy, isSafeWay: remedy.rehearsed && statement !== null }],
    )
    .reduce(tell, []);
}

/** The remedies with one more, as far as it says something new. */
function tell(told: GroupRemedy[], remedy: GroupRemedy): GroupRemedy[] {
  const said = new Set(told.flatMap(({ text }) => sentencesOf(text)));
  const [first = '', ...others] = sentencesOf(remedy.text);
  const news = [first, ...others].filter((sentence) => !said.has(sentence));
  const akin = told.find((earlier) => isAkin(earlier, remedy, news.length > 0 ? null : first));
  if (akin === undefined) {
    const text = news.length === 0 ? remedy.text : news.join(' ');
    return news.length === 0 && remedy.sql.length === 0 ? told : [...told, { ...remedy, text }];
  }
  const sql = [...akin.sql, ...remedy.sql.filter((statement) => !akin.sql.includes(statement))];
  const joined = { ...akin, sql, text: [akin.text, ...news].join(' ') };
  return told.map((earlier) => (earlier === akin ? joined : earlier));
}

/** Two remedies are one when they give the same SQL, or when the later one says nothing but what the earlier one does. */
function isAkin(earlier: GroupRemedy, later: GroupRemedy, repeated: string | null): boolean {
  // What was run as one is shown as it was run.
  const isSameSql = later.sql.length > 0 && earlier.sql.join('\n') === later.sql.join('\n');
  if (earlier.isSafeWay || later.isSafeWay) return isSameSql && earlier.isSafeWay === later.isSafeWay;
  return isSameSql || (repeated !== null && sentencesOf(earlier.text).includes(repeated));
}

function sentencesOf(text: string): string[] {
  return text.split(/(?<=[.]) +/);
}
