import type { CatalogObject } from '../../../model/catalog.ts';
import { listFact, textFact } from './facts.ts';
import { literal } from './sql-names.ts';
import type { Way } from './way.ts';

/** Settings that hold a list of names, which SET takes bare. https://www.postgresql.org/docs/current/sql-set.html */
const LISTS: ReadonlySet<string> = new Set([
  ...['search_path', 'temp_tablespaces', 'session_preload_libraries', 'local_preload_libraries'],
  'DateStyle',
]);

function settingTarget(setting: CatalogObject): string {
  const [role, database] = [textFact(setting, 'role'), textFact(setting, 'database')];
  if (role === null) return `DATABASE ${database ?? ''}`;
  return `ROLE ${role}${database === null ? '' : ` IN DATABASE ${database}`}`;
}

function settingChanges(before: CatalogObject, now: CatalogObject | null): string[] {
  const target = `ALTER ${settingTarget(before)}`;
  const [wanted, present] = [listFact(before, 'settings'), now === null ? [] : listFact(now, 'settings')];
  const nameOf = (item: string): string => item.slice(0, item.indexOf('='));
  const gone = present.filter((item) => !wanted.some((other) => nameOf(other) === nameOf(item)));
  return [
    ...gone.map((item) => `${target} RESET ${nameOf(item)}`),
    ...wanted
      .filter((item) => !present.includes(item))
      .map((item) => {
        const value = item.slice(item.indexOf('=') + 1);
        return `${target} SET ${nameOf(item)} TO ${LISTS.has(nameOf(item)) ? value : literal(value)}`;
      }),
  ];
}

/** Settings of roles and databases. */
export const SETTING_WAY: Way = {
  kinds: ['setting'],
  create: (setting) => settingChanges(setting, null),
  drop: (setting) => [`ALTER ${settingTarget(setting)} RESET ALL`],
  alter: ({ before, now }) => settingChanges(before, now),
  isMadeAgain: () => false,
};
