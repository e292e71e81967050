/** Splits SQL at the commas that stand outside of strings, quoted names, parentheses and brackets. */
export function splitList(sql: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let part = '';
  for (const [token] of sql.matchAll(/'[^']*(?:''[^']*)*'|"[^"]*(?:""[^"]*)*"|[\s\S]/g)) {
    if (token === '(' || token === '[') depth += 1;
    if (token === ')' || token === ']') depth -= 1;
    if (token === ',' && depth === 0) {
      parts.push(part.trim());
      part = '';
    } else part += token;
  }
  return part.trim() === '' ? parts : [...parts, part.trim()];
}

/** What stands in the parentheses that open at the first `(` from `start` on; null when they do not close. */
export function inParentheses(sql: string, start = 0): string | null {
  const open = sql.indexOf('(', start);
  if (open === -1) return null;
  let depth = 0;
  let inside = '';
  for (const [token] of sql.slice(open).matchAll(/'[^']*(?:''[^']*)*'|"[^"]*(?:""[^"]*)*"|[\s\S]/g)) {
    if (token === ')') depth -= 1;
    if (depth === 0 && token === ')') return inside;
    if (depth > 0) inside += token;
    if (token === '(') depth += 1;
  }
  return null;
}
