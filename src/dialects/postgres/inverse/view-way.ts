import type { CatalogObject } from '../../../model/catalog.ts';
import { agree, isFact, listFact, textFact } from './facts.ts';
import { optionChanges, optionClause } from './option-changes.ts';
import type { Pair } from './pairing.ts';
import { sqlName } from './sql-names.ts';
import type { Way } from './way.ts';

function withOptions(view: CatalogObject): string {
  const options = listFact(view, 'options').map(optionClause);
  return options.length === 0 ? '' : ` WITH (${options.join(', ')})`;
}

function definition(view: CatalogObject): string {
  return (textFact(view, 'definition') ?? '').trim().replace(/;$/, '');
}

function createView(view: CatalogObject): string {
  if (view.kind === 'view') return `CREATE VIEW ${sqlName(view)}${withOptions(view)} AS ${definition(view)}`;
  const data = isFact(view, 'populated') ? '' : ' WITH NO DATA';
  const tablespace = textFact(view, 'tablespace');
  const place = tablespace === null ? '' : ` TABLESPACE ${tablespace}`;
  return `CREATE MATERIALIZED VIEW ${sqlName(view)}${withOptions(view)}${place} AS ${definition(view)}${data}`;
}

/** REPLACE may change what columns say, and add some at the end; nothing else. */
function isReplaceable({ before, now }: Pair): boolean {
  if (before.kind !== 'view' || now.kind !== 'view') return false;
  const [wanted, present] = [before, now].map((view) =>
    listFact(view, 'columns').map((name, at) => `${name} ${listFact(view, 'columnTypes')[at] ?? ''}`),
  );
  return present?.every((column, at) => column === wanted?.[at]) === true;
}

/** Views and materialized views. */
export const VIEW_WAY: Way = {
  kinds: ['view', 'materialized-view'],
  create: (view) => [createView(view)],
  drop: (view) => [`DROP ${view.kind === 'view' ? 'VIEW' : 'MATERIALIZED VIEW'} ${sqlName(view)}`],
  alter: ({ before, now }) => {
    const word = before.kind === 'view' ? 'VIEW' : 'MATERIALIZED VIEW';
    const replaced = agree(before, now, 'definition')
      ? []
      : [createView(before).replace('CREATE VIEW', 'CREATE OR REPLACE VIEW')];
    const populated = agree(before, now, 'populated')
      ? []
      : [`REFRESH MATERIALIZED VIEW ${sqlName(before)}${isFact(before, 'populated') ? '' : ' WITH NO DATA'}`];
    const options =
      replaced.length > 0 && listFact(before, 'options').length > 0 ? [] : optionChanges(before, now);
    return [
      ...replaced,
      ...options.map((action) => `ALTER ${word} ${sqlName(before)} ${action}`),
      ...populated,
    ];
  },
  isMadeAgain: (pair) => {
    const { before, now } = pair;
    if (before.kind !== now.kind) return true;
    return !agree(before, now, 'definition') && !isReplaceable(pair);
  },
};
