const HEADER = /^[\s\uFEFF]*--[ \t]*liquibase[ \t]+formatted[ \t]+sql\b/i;

/**
 * Whether a text is formatted SQL of Liquibase, which its first line says whatever the file is called.
 * https://docs.liquibase.com/concepts/changelogs/sql-format.html
 */
export function isFormattedSql(text: string): boolean {
  return HEADER.test(text);
}
