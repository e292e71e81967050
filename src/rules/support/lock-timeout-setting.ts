import { objectsOf, type Catalog, type CatalogObject } from '../../model/catalog.ts';
import { factText } from './cause.ts';
import { factList } from './fact-list.ts';
import { settingMilliseconds } from './setting-milliseconds.ts';

/**
 * `lock_timeout` that a new session gets by `ALTER ROLE` and `ALTER DATABASE` of earlier migrations, in milliseconds;
 * null when none is set. A role's setting counts for the role that owns the tables, and before the database's.
 * https://www.postgresql.org/docs/current/sql-alterrole.html
 */
export function lockTimeoutSetting(catalog: Catalog): number | null {
  const owners = new Set(objectsOf(catalog, 'table').map((table) => factText(table, 'owner')));
  const settings = objectsOf(catalog, 'setting').filter(
    (setting) => setting.facts['role'] === null || owners.has(factText(setting, 'role')),
  );
  const [first] = settings
    .flatMap((setting) => {
      const value = lockTimeoutOf(setting);
      return value === null ? [] : [{ value, weight: weightOf(setting) }];
    })
    .sort((left, right) => right.weight - left.weight);
  return first?.value ?? null;
}

function lockTimeoutOf(setting: CatalogObject): number | null {
  const entry = factList(setting, 'settings').find((text) => text.startsWith(NAME));
  return entry === undefined ? null : settingMilliseconds(entry.slice(NAME.length));
}

const NAME = 'lock_timeout=';

/** A role in one database, a role, a database. */
function weightOf({ facts }: CatalogObject): number {
  return (facts['role'] === null ? 0 : 2) + (facts['database'] === null ? 0 : 1);
}
