/** Words that need quotes as a name, everywhere or somewhere. https://www.sqlite.org/lang_keywords.html */
const QUOTED: ReadonlySet<string> = new Set(
  `ADD ALL ALTER AND AS AUTOINCREMENT BETWEEN CASE CAST CHECK COLLATE COLUMN COMMIT CONSTRAINT CREATE CROSS CURRENT_DATE
  CURRENT_TIME CURRENT_TIMESTAMP DEFAULT DEFERRABLE DELETE DISTINCT DROP ELSE ESCAPE EXCEPT EXISTS FILTER FOREIGN FROM FULL
  GLOB GROUP HAVING IF IN INDEX INDEXED INNER INSERT INTERSECT INTO IS ISNULL JOIN LEFT LIKE LIMIT MATCH NATURAL NOT
  NOTHING NOTNULL NULL ON OR ORDER OUTER OVER PRIMARY RAISE RECURSIVE REFERENCES REGEXP RETURNING RIGHT SELECT SET TABLE
  THEN TO TRANSACTION UNION UNIQUE UPDATE USING VALUES WHEN WHERE WINDOW WITH`.split(/\s+/),
);

const PLAIN = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** The identifier as SQL writes it: in quotes only where it needs them. Capitals stay, as SQLite keeps them. */
export function quoteIdentifier(name: string): string {
  return PLAIN.test(name) && !QUOTED.has(name.toUpperCase()) ? name : `"${name.replaceAll('"', '""')}"`;
}
