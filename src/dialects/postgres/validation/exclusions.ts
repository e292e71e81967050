import type { Constraint, Node } from 'libpg-query';
import { code } from '../../../lib/code.ts';
import type { CatalogObject } from '../../../model/catalog.ts';
import { bodyOf } from '../backfill/changing.ts';
import { readGrammar } from '../parse/grammar.ts';
import { stringsOf } from '../parse/names.ts';
import { walkTree } from '../parse/tree-walk.ts';
import { quoteIdentifier } from '../quote.ts';
import { listFact, textFact } from '../../catalog/facts.ts';
import { qualified } from '../rows/names.ts';
import { columnOf } from '../../validation/column-of.ts';
import type { Difference } from '../../validation/difference.ts';
import { countQuery, type Query } from '../../validation/query.ts';

/** Pairs of rows that a new exclusion constraint refuses. */
export function exclusionQueries(difference: Difference): Query[] {
  return difference.added('constraint').flatMap((constraint) => {
    const table = difference.earlierTable(constraint.relation);
    if (textFact(constraint, 'type') !== 'exclude' || table === null) return [];
    if (!difference.hadColumns(table, listFact(constraint, 'columns'))) return [];
    const clashes = clashesOf(constraint);
    if (clashes === null) return [];
    return countQuery({
      when: 'before',
      title: `Pairs of rows of ${code(table)} that violate ${code(columnOf(constraint))}`,
      reason: `${code(constraint.name)} keeps such pairs out`,
      of: 'pairs',
      from: `${qualified(table)} AS one JOIN ${qualified(table)} AS other ON one.ctid < other.ctid AND ${clashes}`,
      expect: '0',
    });
  });
}

/** `one.room = other.room AND one.during && other.during`; null for expressions, and for a condition on the rows. */
function clashesOf(constraint: CatalogObject): string | null {
  const reading = readGrammar(`ALTER TABLE t ADD ${textFact(constraint, 'definition') ?? ''}`);
  const found: Constraint[] = [];
  walkTree(reading.ok ? reading.trees : [], (name, body) => {
    if (name === 'Constraint') found.push(body as Constraint);
  });
  const { exclusions = [], where_clause } = found[0] ?? {};
  const parts = exclusions.map(clash);
  if (where_clause !== undefined || parts.length === 0 || parts.includes(null)) return null;
  return parts.join(' AND ');
}

function clash(pair: Node): string | null {
  const [element, operator] = bodyOf(pair, 'List')?.items ?? [];
  const column = bodyOf(element, 'IndexElem')?.name;
  const words = stringsOf(bodyOf(operator, 'List')?.items);
  const symbol = words.at(-1);
  if (column === undefined || symbol === undefined) return null;
  const name = quoteIdentifier(column);
  const written = words.length > 1 ? `OPERATOR(${quoteIdentifier(words[0] ?? '')}.${symbol})` : symbol;
  return `one.${name} ${written} other.${name}`;
}
