import type { CatalogObject } from '../../../model/catalog.ts';
import { objectsOf } from '../../../model/catalog.ts';
import {
  columnDefinition,
  columnSettings,
  identityClause,
  identitySequence,
  isNamed,
  notNullConstraint,
  typeClause,
} from './column-definition.ts';
import { agree, isFact, listFact, textFact, wordFact, wordOf } from './facts.ts';
import { filler } from './filler.ts';
import type { Moments, Pair } from './pairing.ts';
import { catchUp } from './sequence-way.ts';
import { localName, relationName } from './sql-names.ts';
import { castExpression } from './type-change.ts';
import type { Way } from './way.ts';

/** `ALTER TABLE public.users ALTER COLUMN email SET …`. */
function alterColumn(column: CatalogObject, action: string): string {
  return `ALTER TABLE ${relationName(column)} ALTER COLUMN ${localName(column)} ${action}`;
}

/** True when only a change of type brings the column back, which rewrites what depends on it. */
export function isTypeChanged({ before, now }: Pair): boolean {
  return !agree(before, now, 'type') || !agree(before, now, 'collation');
}

/** Type, with the default taken off before and put back after, since it may not cast. */
function typeSteps(pair: Pair): string[] {
  const { before, now } = pair;
  const bare = localName(before);
  const value = textFact(before, 'default');
  const actions: string[] = [];
  if (textFact(now, 'default') !== null) actions.push(`ALTER COLUMN ${bare} DROP DEFAULT`);
  const isSameType = agree(before, now, 'type');
  const using = isSameType ? '' : ` USING ${castExpression(bare, now, before)}`;
  actions.push(`ALTER COLUMN ${bare} TYPE ${typeClause(before)}${using}`);
  if (value !== null) actions.push(`ALTER COLUMN ${bare} SET DEFAULT ${value}`);
  return [`ALTER TABLE ${relationName(before)} ${actions.join(', ')}`];
}

function defaultSteps({ before, now }: Pair): string[] {
  if (agree(before, now, 'default')) return [];
  const value = textFact(before, 'default');
  return [alterColumn(before, value === null ? 'DROP DEFAULT' : `SET DEFAULT ${value}`)];
}

function notNullSteps({ before, now }: Pair, moments: Moments): string[] {
  if (agree(before, now, 'notNull')) return [];
  if (!isFact(before, 'notNull')) return [alterColumn(before, 'DROP NOT NULL')];
  const constraint = notNullConstraint(before, moments.before);
  const isPlain = constraint === null || (!isNamed(before, constraint) && isFact(constraint, 'validated'));
  if (isPlain) return [alterColumn(before, 'SET NOT NULL')];
  return [
    `ALTER TABLE ${relationName(before)} ADD CONSTRAINT ${localName(constraint)} ${wordFact(constraint, 'definition')}`,
  ];
}

/** An identity that is left over goes with its sequence, before anything is made. */
function identitySteps({ before, now }: Pair, moments: Moments): string[] {
  if (agree(before, now, 'identity')) return [];
  const identity = textFact(before, 'identity');
  if (identity === null) return [];
  if (textFact(now, 'identity') !== null) {
    return [alterColumn(before, `SET GENERATED ${identity === 'always' ? 'ALWAYS' : 'BY DEFAULT'}`)];
  }
  const sequence = identitySequence(before, moments.before);
  return [
    alterColumn(before, `ADD ${identityClause(before, moments.before)}`),
    ...(sequence === null ? [] : catchUp(sequence, before.name)),
  ];
}

function settingSteps({ before, now }: Pair): string[] {
  const steps: string[] = [];
  if (!agree(before, now, 'storage')) {
    steps.push(
      `SET STORAGE ${(textFact(before, 'storage') ?? textFact(before, 'typeStorage') ?? '').toUpperCase()}`,
    );
  }
  if (!agree(before, now, 'compression')) {
    steps.push(`SET COMPRESSION ${textFact(before, 'compression') ?? 'DEFAULT'}`);
  }
  if (!agree(before, now, 'statistics'))
    steps.push(`SET STATISTICS ${wordOf(before.facts['statistics'] ?? -1)}`);
  const [wanted, present] = [listFact(before, 'options'), listFact(now, 'options')];
  const gone = present.filter((option) => !wanted.some((other) => nameOf(other) === nameOf(option)));
  if (gone.length > 0) steps.push(`RESET (${gone.map(nameOf).join(', ')})`);
  const set = wanted.filter((option) => !present.includes(option));
  if (set.length > 0) steps.push(`SET (${set.join(', ')})`);
  return steps.map((step) => alterColumn(before, step));
}

function nameOf(option: string): string {
  return option.slice(0, option.indexOf('='));
}

/** True when some constraint or unique index wants the column's values to differ. */
function isUnique(column: CatalogObject, moments: Moments): boolean {
  return objectsOf(moments.before, 'index', column.relation ?? '').some(
    (index) => isFact(index, 'unique') && listFact(index, 'columns').includes(localName(column)),
  );
}

/** Columns of tables that stay. */
export const COLUMN_WAY: Way = {
  kinds: ['column'],
  create: (column, moments) => {
    const table = `ALTER TABLE ${relationName(column)}`;
    const settings = columnSettings(column).map((setting) => alterColumn(column, setting));
    const definition = columnDefinition(column, moments.before);
    const fill = filler(column, isUnique(column, moments));
    if (fill === null) return [`${table} ADD COLUMN ${definition}`, ...settings];
    return [
      `${table} ADD COLUMN ${definition} DEFAULT ${fill}`,
      alterColumn(column, 'DROP DEFAULT'),
      ...settings,
    ];
  },
  drop: (column) => [`ALTER TABLE ${relationName(column)} DROP COLUMN ${localName(column)}`],
  alter: (pair, moments) => {
    if (isFact(pair.before, 'inherited') && isFact(pair.now, 'inherited') && isTypeChanged(pair)) return [];
    const isExpressionChanged = !agree(pair.before, pair.now, 'expression');
    const beforeType = textFact(pair.before, 'identity') === null ? identitySteps(pair, moments) : [];
    const afterType = textFact(pair.before, 'identity') === null ? [] : identitySteps(pair, moments);
    return [
      ...beforeType,
      ...(isTypeChanged(pair) ? typeSteps(pair) : defaultSteps(pair)),
      ...(isExpressionChanged
        ? [alterColumn(pair.before, `SET EXPRESSION AS (${textFact(pair.before, 'expression') ?? ''})`)]
        : []),
      ...notNullSteps(pair, moments),
      ...afterType,
      ...settingSteps(pair),
    ];
  },
  isMadeAgain: ({ before, now }) => !agree(before, now, 'generated'),
};
