import type { CatalogObject } from '../../../model/catalog.ts';
import { agree, isFact, listFact, textFact, wordFact, wordOf } from './facts.ts';
import { literal } from './sql-names.ts';
import type { Way } from './way.ts';

/** Schemas. */
export const SCHEMA_WAY: Way = {
  kinds: ['schema'],
  create: (schema) => [`CREATE SCHEMA ${schema.name}`],
  drop: (schema) => [`DROP SCHEMA ${schema.name}`],
  alter: () => [],
  isMadeAgain: () => false,
};

/** Extensions; an older version is out of reach, since updates lead upwards only. */
export const EXTENSION_WAY: Way = {
  kinds: ['extension'],
  create: (extension) => [
    `CREATE EXTENSION ${extension.name} SCHEMA ${wordFact(extension, 'schema')} VERSION ${literal(wordFact(extension, 'version'))}`,
  ],
  drop: (extension) => [`DROP EXTENSION ${extension.name}`],
  alter: ({ before, now }) =>
    agree(before, now, 'schema')
      ? []
      : [`ALTER EXTENSION ${before.name} SET SCHEMA ${wordFact(before, 'schema')}`],
  isMadeAgain: () => false,
};

const FLAGS = ['SUPERUSER', 'NOINHERIT', 'CREATEROLE', 'CREATEDB', 'LOGIN', 'REPLICATION', 'BYPASSRLS'];

function attributes(role: CatalogObject): string {
  return textFact(role, 'attributes') ?? '';
}

function has(role: CatalogObject, flag: string): boolean {
  return ` ${attributes(role)} `.includes(` ${flag} `);
}

function opposite(flag: string): string {
  return flag.startsWith('NO') ? flag.slice(2) : `NO${flag}`;
}

function attributeChanges(before: CatalogObject, now: CatalogObject): string[] {
  const changes = FLAGS.filter((flag) => has(before, flag) !== has(now, flag)).map((flag) =>
    has(before, flag) ? flag : opposite(flag),
  );
  const limit = (role: CatalogObject): string =>
    /CONNECTION LIMIT (-?\d+)/.exec(attributes(role))?.[1] ?? '-1';
  const until = (role: CatalogObject): string =>
    /VALID UNTIL ('.*')/.exec(attributes(role))?.[1] ?? `'infinity'`;
  if (limit(before) !== limit(now)) changes.push(`CONNECTION LIMIT ${limit(before)}`);
  if (until(before) !== until(now)) changes.push(`VALID UNTIL ${until(before)}`);
  return changes;
}

function memberships(before: CatalogObject, now: CatalogObject | null): string[] {
  const [wanted, present] = [listFact(before, 'memberOf'), now === null ? [] : listFact(now, 'memberOf')];
  return [
    ...present.filter((role) => !wanted.includes(role)).map((role) => `REVOKE ${role} FROM ${before.name}`),
    ...wanted.filter((role) => !present.includes(role)).map((role) => `GRANT ${role} TO ${before.name}`),
  ];
}

/** Roles; passwords are never read and do not come back. */
export const ROLE_WAY: Way = {
  kinds: ['role'],
  create: (role) => [`CREATE ROLE ${role.name} ${attributes(role)}`.trim(), ...memberships(role, null)],
  drop: (role) => [`DROP ROLE ${role.name}`],
  alter: ({ before, now }) => {
    const changes = attributeChanges(before, now);
    return [
      ...(changes.length > 0 ? [`ALTER ROLE ${before.name} ${changes.join(' ')}`] : []),
      ...memberships(before, now),
    ];
  },
  isMadeAgain: () => false,
};

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

function published(publication: CatalogObject): string[] {
  return [...listFact(publication, 'tables'), ...listFact(publication, 'schemas')];
}

function publicationOptions(publication: CatalogObject): string {
  return `publish = ${literal(wordFact(publication, 'publishes'))}, publish_via_partition_root = ${wordFact(publication, 'viaRoot')}`;
}

/** Publications. */
export const PUBLICATION_WAY: Way = {
  kinds: ['publication'],
  create: (publication) => {
    const list = published(publication);
    const what = isFact(publication, 'allTables')
      ? ' FOR ALL TABLES'
      : list.length > 0
        ? ` FOR ${list.join(', ')}`
        : '';
    return [`CREATE PUBLICATION ${publication.name}${what} WITH (${publicationOptions(publication)})`];
  },
  drop: (publication) => [`DROP PUBLICATION ${publication.name}`],
  alter: ({ before, now }) => {
    const [wanted, present] = [published(before), published(now)];
    const steps: string[] = [];
    if (wanted.join() !== present.join()) {
      const added = wanted.length === 0 ? `DROP ${present.join(', ')}` : `SET ${wanted.join(', ')}`;
      steps.push(`ALTER PUBLICATION ${before.name} ${added}`);
    }
    if (publicationOptions(before) !== publicationOptions(now)) {
      steps.push(`ALTER PUBLICATION ${before.name} SET (${publicationOptions(before)})`);
    }
    return steps;
  },
  isMadeAgain: ({ before, now }) => !agree(before, now, 'allTables'),
};

/** Extended statistics. */
export const STATISTICS_WAY: Way = {
  kinds: ['statistics'],
  create: (statistics) => {
    const target = statistics.facts['target'] ?? null;
    const definition = textFact(statistics, 'definition') ?? '';
    const name = definition.split(' ')[2] ?? statistics.name;
    return [
      definition,
      ...(target === null ? [] : [`ALTER STATISTICS ${name} SET STATISTICS ${wordOf(target)}`]),
    ];
  },
  drop: (statistics) => [`DROP STATISTICS ${qualifiedStatistics(statistics)}`],
  alter: ({ before, now }) =>
    agree(before, now, 'target')
      ? []
      : [
          `ALTER STATISTICS ${qualifiedStatistics(before)} SET STATISTICS ${wordOf(before.facts['target'] ?? -1)}`,
        ],
  isMadeAgain: ({ before, now }) => !agree(before, now, 'definition'),
};

function qualifiedStatistics(statistics: CatalogObject): string {
  return (textFact(statistics, 'definition') ?? '').split(' ')[2] ?? statistics.name;
}
