/** What a declared type makes of values. https://www.sqlite.org/datatype3.html#determination_of_column_affinity */
export function affinityOf(type: string, strict: boolean): string {
  const name = type.toUpperCase();
  if (strict && name === 'ANY') return 'ANY';
  if (name.includes('INT')) return 'INTEGER';
  if (/CHAR|CLOB|TEXT/.test(name)) return 'TEXT';
  if (name === '' || name.includes('BLOB')) return 'BLOB';
  return /REAL|FLOA|DOUB/.test(name) ? 'REAL' : 'NUMERIC';
}
