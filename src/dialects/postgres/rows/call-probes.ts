import { code } from '../../../lib/code.ts';
import { objectsOf, type Catalog, type CatalogObject } from '../../../model/catalog.ts';
import type { Probe } from '../../../model/dialect.ts';
import { textFact } from '../../catalog/facts.ts';
import { literal, qualified } from './names.ts';
import { splitList } from './split-list.ts';

/** Code calls functions by name; those that return a trigger are called by the server alone. */
export function callProbes(catalog: Catalog): Probe[] {
  return objectsOf(catalog, 'function')
    .filter((routine) => !/^(event_)?trigger$/.test(textFact(routine, 'returns') ?? ''))
    .map((routine) => ({
      relation: routine.name,
      action: 'call',
      sql: callSql(routine),
      subject: `calls of ${code(routine.name)}`,
    }));
}

/** Types that no constant can be cast to, or whose arguments are written otherwise. */
const PSEUDO_TYPE = /(^|\.)("?any|internal$|record$|cstring$|trigger$|event_trigger$|.*_handler$)/;

/** A call that is looked up and not made, so that a function with more, optional arguments stands in for an old one. */
function callSql(routine: CatalogObject): string {
  const signature = textFact(routine, 'signature') ?? qualified(routine.name);
  const [, name = '', list = ''] = /^(.*?)\((.*)\)$/s.exec(signature) ?? [];
  const types = list === '' ? [] : splitList(list);
  if (!isPlain(routine) || types.some((type) => PSEUDO_TYPE.test(type)))
    return `SELECT ${literal(signature)}::regprocedure`;
  const values = types.map((type) => `NULL::${type}`);
  return `SELECT CASE WHEN false THEN ${name}(${values.join(', ')}) END`;
}

/** Called with one value for each argument, for one value. */
function isPlain(routine: CatalogObject): boolean {
  const isVariadic = /\bVARIADIC\b/.test(textFact(routine, 'arguments') ?? '');
  const isSet = /^(SETOF|TABLE)\b/.test(textFact(routine, 'returns') ?? '');
  return textFact(routine, 'functionKind') === 'function' && !isVariadic && !isSet;
}
