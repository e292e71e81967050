import { escaped, isRare } from './forms.ts';
import { declarationOf, namesTable } from './model-ranges.ts';
import type { Wanted } from './wanted.ts';

const ABOVE = 5;
const VERB = /\b(?:select|delete|insert|update|with|merge)\b/i;

/** Tells whether a line surely uses the table, given the lines around it. */
export type TableUse = (lines: readonly string[], index: number, form: string) => boolean;

/** SQL that names the table after a keyword; a query builder's call; the declaration of its model; a rare name. */
export function tableUse(wanted: Wanted): TableUse {
  const { exact } = wanted.table;
  const name = `(?:["\`]?\\w+["\`]?\\.)?["\`]?${escaped(exact)}["\`]?(?![\\w.(-])`;
  const loud = new RegExp(`\\b(?:FROM|JOIN|INTO|UPDATE|TABLE|TRUNCATE|REFERENCES|ONLY)\\s+${name}`, 'u');
  const quiet = new RegExp(`\\b(?:from|join|into|update|table|truncate)\\s+${name}`, 'iu');
  const calls = new RegExp(
    `\\b(?:from|into|table|knex|db|trx|join|leftJoin|innerJoin|rightJoin|selectFrom|insertInto|updateTable|deleteFrom)\\(\\s*['"\`](?:\\w+\\.)?${escaped(exact)}(?:\\s+as\\s+\\w+)?['"\`]`,
    'u',
  );
  const client = new RegExp(
    `\\bprisma\\w*\\.(?:${wanted.models.map((model) => escaped(model.charAt(0).toLowerCase() + model.slice(1))).join('|')})\\.`,
    'u',
  );
  const declared = [declarationOf(wanted), namesTable(wanted), loud, calls, client];
  const rare = isRare(exact);
  return (lines, index, form) => {
    const line = lines[index] ?? '';
    if (rare && form === exact) return true;
    if (declared.some((pattern) => pattern.test(line))) return true;
    return (
      quiet.test(line) && lines.slice(Math.max(0, index - ABOVE), index + 1).some((above) => VERB.test(above))
    );
  };
}
