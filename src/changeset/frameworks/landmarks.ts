import { compareText } from '../../lib/version-order.ts';
import type { LayoutId } from '../../model/layout.ts';
import type { RepositoryFile } from '../../model/ports.ts';
import { baseName, folderOf, isBelow } from '../path-parts.ts';

/** Folders whose SQL files are migrations because of another file that stands there; outer ones first. */
export interface Landmarks {
  /** With a master changelog of Liquibase. */
  readonly changelogs: readonly string[];
  /** With a `sqitch.plan`. */
  readonly plans: readonly string[];
  /** With migrations in Ruby, whose result is dumped as SQL. */
  readonly dumps: readonly string[];
}

/** `db.changelog-master.yaml`, `changelog-root.xml`, `dbchangelog.xml`, `master-changelog.json`. */
const CHANGELOG =
  /^(?:db[._-]?changelog|database[._-]?changelog|changelog[._-](?:master|root|main)|(?:master|root)[._-]?changelog).*\.(?:xml|ya?ml|json)$/i;

const RUBY_MIGRATION = /^\d{14}_\w+\.rb$/;

/** What stands where; `layout` and `folder` are what a person named. */
export function landmarksOf(
  files: readonly RepositoryFile[],
  { layout, folder }: { readonly layout: LayoutId | null; readonly folder: string },
): Landmarks {
  const paths = files.map(({ path }) => path);
  const withName = (matches: (name: string) => boolean): string[] =>
    paths.filter((path) => matches(baseName(path))).map(folderOf);
  const dumps = paths.filter((path) => RUBY_MIGRATION.test(baseName(path))).map(folderOf);
  return {
    changelogs: outermost([
      ...withName((name) => CHANGELOG.test(name)),
      ...(layout === 'liquibase' ? [folder] : []),
    ]),
    plans: outermost(withName((name) => name === 'sqitch.plan')),
    dumps: outermost(dumps.filter((path) => baseName(path) === 'migrate').map(folderOf)),
  };
}

function outermost(folders: readonly string[]): string[] {
  const all = [...new Set(folders)].sort(compareText);
  return all.filter((folder) => !all.some((other) => other !== folder && isBelow(folder, other)));
}
