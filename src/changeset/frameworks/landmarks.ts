import { compareText } from '../../lib/version-order.ts';
import type { LayoutId } from '../../model/layout.ts';
import type { RepositoryFile } from '../../model/ports.ts';
import { isTelling } from '../telling-names.ts';
import { baseName, folderOf, isBelow } from '../path-parts.ts';

/** Folders whose SQL files are migrations because of another file that stands there; outer ones first. */
export interface Landmarks {
  /** With a master changelog of Liquibase. */
  readonly changelogs: readonly string[];
  /** With a `sqitch.plan`. */
  readonly plans: readonly string[];
  /** Single files that are changelogs by their first line, and the folders of their projects. */
  readonly formatted: ReadonlyMap<string, string>;
  /** With migrations in Ruby, whose result is dumped as SQL. */
  readonly dumps: readonly string[];
}

/** `db.changelog-master.yaml`, `changelog-root.xml`, `dbchangelog.xml`, `master-changelog.json`. */
const CHANGELOG =
  /^(?:db[._-]?changelog|database[._-]?changelog|changelog[._-](?:master|root|main)|(?:master|root)[._-]?changelog).*\.(?:xml|ya?ml|json)$/i;

const RUBY_MIGRATION = /^\d{14}_\w+\.rb$/;

/** What stands where; `layout` and `folder` are what a person named, `formatted` are files of formatted SQL. */
export function landmarksOf(
  files: readonly RepositoryFile[],
  { layout, folder }: { readonly layout: LayoutId | null; readonly folder: string },
  formatted: readonly string[] = [],
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
    formatted: new Map(formatted.map((path) => [path, projectOf(path, folder)])),
    plans: outermost(withName((name) => name === 'sqitch.plan')),
    dumps: outermost(dumps.filter((path) => baseName(path) === 'migrate').map(folderOf)),
  };
}

/** The outermost folder whose name says that it is about a database, so that changelogs beside each other are one history. */
function projectOf(path: string, searched: string): string {
  const own = folderOf(path);
  const parts = own.split('/');
  const around = parts.map((_, index) => parts.slice(0, index + 1).join('/'));
  return (
    around.find(
      (folder) => (folder === searched || isBelow(folder, searched)) && isTelling(baseName(folder)),
    ) ?? own
  );
}

function outermost(folders: readonly string[]): string[] {
  const all = [...new Set(folders)].sort(compareText);
  return all.filter((folder) => !all.some((other) => other !== folder && isBelow(folder, other)));
}
