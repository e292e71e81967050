import { objectsOf, type Catalog } from '../../model/catalog.ts';
import type { Contract } from '../../model/contract.ts';
import { anyOf, columnForms, isCommon, isRare, modelNames, tableForms, type Forms } from './forms.ts';
import { bareName } from './identifier.ts';

/** One object and how it is found in code. */
export interface Wanted {
  readonly contract: Contract;
  readonly own: Forms;
  /** Finds the object by any of its names. */
  readonly found: RegExp;
  readonly table: Forms;
  /** Finds its table, or the model of it. */
  readonly near: RegExp;
  readonly models: readonly string[];
  /** Finds other tables that have a column of the same name; null where there is none. */
  readonly rivals: RegExp | null;
  readonly isCommon: boolean;
  readonly isRare: boolean;
  /** Forms that name its successor just as well. */
  readonly ambiguous: ReadonlySet<string>;
}

const MOST_RIVALS = 50;

export function wantedOf(contract: Contract, shipped: Catalog): Wanted {
  const tableName = bareName(contract.table);
  const name = contract.column === null ? tableName : bareName(contract.column);
  const table = tableForms(tableName);
  const own = contract.column === null ? table : columnForms(name);
  const rivals = contract.column === null ? [] : rivalsOf(contract, shipped);
  const successor = contract.to === null ? [] : formsOfSuccessor(contract);
  return {
    contract,
    own,
    found: anyOf(own.all),
    table,
    near: anyOf(table.all),
    models: modelNames(tableName),
    rivals: rivals.length === 0 ? null : anyOf(rivals.flatMap((rival) => tableForms(rival).all)),
    isCommon: isCommon(name),
    isRare: isRare(name) && rivals.length === 0,
    ambiguous: new Set(successor),
  };
}

function formsOfSuccessor({ column, to }: Contract): readonly string[] {
  const name = bareName(to ?? '');
  return column === null ? tableForms(name).all : columnForms(name).all;
}

/** Other tables with a column of that name. */
function rivalsOf({ table, column }: Contract, shipped: Catalog): string[] {
  return objectsOf(shipped, 'column')
    .filter(
      ({ name, relation }) =>
        relation !== null && relation !== table && name === `${relation}.${column ?? ''}`,
    )
    .slice(0, MOST_RIVALS)
    .map(({ relation }) => bareName(relation ?? ''));
}

/**
 * What is asked of the search: names of the objects; for a column with a common name its table, since code that does not
 * name the table can be about anything.
 */
export function wordsOf(wanted: readonly Wanted[]): string[] {
  const words = wanted.flatMap(({ own, table, isCommon: common, contract }) =>
    common && contract.column !== null ? table.all : own.all,
  );
  return [...new Set(words)].sort();
}
