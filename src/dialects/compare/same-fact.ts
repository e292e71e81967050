import type { Fact } from '../../model/catalog.ts';

/** True when both facts say the same; keys of records in any order. */
export function isSameFact(left: Fact, right: Fact): boolean {
  if (left === right) return true;
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return false;
  if (Array.isArray(left) || Array.isArray(right)) return isSameList(left, right);
  return isSameRecord(left as Readonly<Record<string, Fact>>, right as Readonly<Record<string, Fact>>);
}

function isSameList(left: Fact, right: Fact): boolean {
  if (!Array.isArray(left) || !Array.isArray(right) || left.length !== right.length) return false;
  return left.every((item: Fact, at) => isSameFact(item, right[at] as Fact));
}

function isSameRecord(left: Readonly<Record<string, Fact>>, right: Readonly<Record<string, Fact>>): boolean {
  const keys = new Set([...Object.keys(left), ...Object.keys(right)]);
  return [...keys].every((key) => isSameFact(left[key] ?? null, right[key] ?? null));
}

const QUOTED = /'[^']*(?:''[^']*)*'|"[^"]*(?:""[^"]*)*"/g;

/** White space as single blanks and none around punctuation; what stands in quotes stays as it is. */
function withoutLayout(sql: string): string {
  const quoted = sql.match(QUOTED) ?? [];
  const bare = sql.split(QUOTED).map((part) => part.replace(/\s+/g, ' ').replace(/ ?([(),;]) ?/g, '$1'));
  return bare
    .map((part, at) => part + (quoted[at] ?? ''))
    .join('')
    .trim();
}

/** Words and signs with which parentheses decide what is meant. */
const BINDING = /\b(?:OR|NOT|CASE|IN|SELECT)\b|[-+*/%^|&<>]{1}(?![=>])|::/i;

/** True when two SQL texts differ in layout only, or in parentheses where these mean nothing: `a AND (b AND c)`. */
export function isSameSql(left: string, right: string): boolean {
  const [one, other] = [withoutLayout(left), withoutLayout(right)];
  if (one === other) return true;
  if (BINDING.test(one) || BINDING.test(other)) return false;
  return one.replace(/[()]/g, '') === other.replace(/[()]/g, '');
}
