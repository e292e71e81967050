/** Keywords that stay keywords wherever they stand, but for names of joins and `INDEXED`. */
const RESERVED: ReadonlySet<string> = new Set(
  `ADD ALL ALTER AND AS AUTOINCREMENT BETWEEN CASE CHECK COLLATE COMMIT CONSTRAINT CREATE DEFAULT DEFERRABLE DELETE
  DISTINCT DROP ELSE ESCAPE EXCEPT EXISTS FOREIGN FROM GROUP HAVING IN INDEX INSERT INTERSECT INTO IS ISNULL JOIN LIMIT
  NOT NOTHING NOTNULL NULL ON OR ORDER PRIMARY REFERENCES RETURNING SELECT SET TABLE THEN TO TRANSACTION UNION UNIQUE
  UPDATE USING VALUES WHEN WHERE`.split(/\s+/),
);

/** Keywords that are names where the grammar has no use for them: the `%fallback` of `src/parse.y`. */
const FALLING_BACK: ReadonlySet<string> = new Set(
  `ABORT ACTION AFTER ALWAYS ANALYZE ASC ATTACH BEFORE BEGIN BY CASCADE CAST COLUMN CONFLICT CURRENT CURRENT_DATE
  CURRENT_TIME CURRENT_TIMESTAMP DATABASE DEFERRED DESC DETACH DO EACH END EXCLUDE EXCLUSIVE EXPLAIN FAIL FIRST FOLLOWING
  FOR GENERATED GLOB GROUPS IF IGNORE IMMEDIATE INITIALLY INSTEAD KEY LAST LIKE MATCH MATERIALIZED NO NULLS OF OFFSET
  OTHERS PARTITION PLAN PRAGMA PRECEDING QUERY RAISE RANGE RECURSIVE REGEXP REINDEX RELEASE RENAME REPLACE RESTRICT
  ROLLBACK ROW ROWS SAVEPOINT TEMP TEMPORARY TIES TRIGGER UNBOUNDED VACUUM VIEW VIRTUAL WITH WITHOUT`.split(
    /\s+/,
  ),
);

/** Words in front of `JOIN`, which are names everywhere else. */
const JOINING: ReadonlySet<string> = new Set(['CROSS', 'FULL', 'INNER', 'LEFT', 'NATURAL', 'OUTER', 'RIGHT']);

/** Keywords only among certain neighbors; `grammar-tokens.ts` knows which. */
const AMONG_NEIGHBORS: ReadonlySet<string> = new Set(['FILTER', 'OVER', 'WINDOW']);

const KEYWORDS: ReadonlySet<string> = new Set([
  ...RESERVED,
  ...FALLING_BACK,
  ...JOINING,
  ...AMONG_NEIGHBORS,
  'INDEXED',
]);
const LONGEST = 'CURRENT_TIMESTAMP'.length;

/** The keyword that a word is, in capitals; null for a name. Letters outside of ASCII make no keyword. */
export function keywordOf(word: string): string | null {
  if (word.length > LONGEST) return null;
  const capitals = word.toUpperCase();
  return KEYWORDS.has(capitals) && /^\w+$/.test(word) ? capitals : null;
}

/** True when the keyword is a name where the grammar has no use for it. */
export function fallsBack(keyword: string): boolean {
  return FALLING_BACK.has(keyword);
}

/** True for `LEFT`, `NATURAL` and their like. */
export function joins(keyword: string): boolean {
  return JOINING.has(keyword);
}

/** Where these stand for themselves in an expression or at the beginning of a clause, they are no names. */
const NAMES_ONLY_SOMEWHERE: ReadonlySet<string> = new Set(
  `CAST COLUMN CURRENT_DATE CURRENT_TIME CURRENT_TIMESTAMP GLOB IF LIKE MATCH RAISE RECURSIVE REGEXP WITH`.split(
    ' ',
  ),
);

/** True when a name of this spelling has to stand in quotes somewhere. */
export function needsQuotes(name: string): boolean {
  const keyword = keywordOf(name);
  return keyword !== null && (!fallsBack(keyword) || NAMES_ONLY_SOMEWHERE.has(keyword));
}
