import type { RangeVar } from 'libpg-query';
import { relationName } from './names.ts';

/**
 * Calls `visit` with the name and body of every node under `root`. Without recursion: trees can be thousands of levels
 * deep. The order is no particular one.
 */
export function walkTree(root: unknown, visit: (name: string, body: unknown) => void): void {
  const open: unknown[] = [root];
  while (open.length > 0) {
    const value = open.pop();
    if (typeof value !== 'object' || value === null) continue;
    for (const [name, body] of Object.entries(value)) {
      if (typeof body !== 'object' || body === null) continue;
      visit(name, body);
      open.push(body);
    }
  }
}

/** Relations that a query reads, sorted; names that it defines itself (`WITH`) are left out. */
export function relationsRead(root: unknown): string[] {
  const names = new Set<string>();
  const own = new Set<string>();
  walkTree(root, (name, body) => {
    if (name === 'RangeVar') names.add(relationName(body as RangeVar));
    if (name === 'CommonTableExpr')
      own.add(relationName({ relname: (body as { ctename?: string }).ctename ?? '' }));
  });
  return [...names].filter((name) => !own.has(name)).sort();
}

/** Functions that an expression calls, by their bare names, sorted. */
export function functionsCalled(root: unknown): string[] {
  const names = new Set<string>();
  walkTree(root, (name, body) => {
    if (name !== 'FuncCall') return;
    const { funcname = [] } = body as { funcname?: { String?: { sval?: string } }[] };
    names.add(funcname.at(-1)?.String?.sval ?? '');
  });
  return [...names].sort();
}
