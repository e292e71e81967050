import { code } from '../../lib/code.ts';
import { compareText, compareVersions } from '../../lib/version-order.ts';
import { below } from '../path-parts.ts';
import type { SqlFile } from '../sql-file.ts';
import { isFormattedSql } from './formatted-sql.ts';
import { OWN_TRANSACTION, type Framework, type TextFile } from './framework.ts';
import { conditionsIn, readChangesets } from './liquibase-changesets.ts';

const INCLUDED = /\bfile["']?\s*[=:]\s*["']?([^"'\s,}]+\.sql)/gi;

/**
 * Liquibase, formatted SQL: `--changeset author:id` begins a migration, `--rollback` takes it back. Files run in the
 * order in which changelogs include them, else by name. One transaction per changeset, unless `runInTransaction:false`;
 * preconditions, contexts and labels are not asked, and told.
 * https://docs.liquibase.com/concepts/changelogs/sql-format.html
 */
export const liquibase: Framework = {
  id: 'liquibase',
  shapes: ['changelog', 'flat'],
  uniqueVersions: false,
  order: 'as-listed',
  late: () => 'Liquibase runs it late on databases that ran that one already',
  optOut: 'Give the statement a changeset of its own with `runInTransaction:false` after its `author:id`.',
  optOutOn: {
    sqlite: `Put \`runInTransaction:false\` after the \`author:id\` of the changeset, ${OWN_TRANSACTION}`,
  },
  detect: (files) => {
    const formatted = files.filter(isFormatted).length;
    const isChangelog = files.some(
      ({ place, path }) =>
        below(path, place.folder) === `${place.version}.sql` && place.name === place.version,
    );
    if (formatted === 0 && !isChangelog) return null;
    return `${formatted} of ${files.length} files begin with "--liquibase formatted sql"`;
  },
  read: (material) => {
    const files = inOrder(material.files, material.manifests);
    return {
      migrations: files.filter(isFormatted).flatMap((file) => readChangesets(file, material)),
      assumptions: files.filter(isFormatted).flatMap((file) => conditionsIn(file, material)),
      leftOver: files
        .filter((file) => !isFormatted(file))
        .map(({ path }) => ({
          path,
          detail: `${code(path)} does not begin with ${code('--liquibase formatted sql')}, so it is not read.`,
        })),
    };
  },
};

function isFormatted({ text }: SqlFile): boolean {
  return isFormattedSql(text);
}

/** As the changelogs include them; those that they include by folder, or through others, by path. */
function inOrder(files: readonly SqlFile[], manifests: readonly TextFile[]): SqlFile[] {
  const included = manifests.flatMap(({ text }) =>
    [...text.matchAll(INCLUDED)].map(([, file = '']) => file.replace(/^(?:\.\/|classpath:\/?|\/)/, '')),
  );
  const place = ({ path }: SqlFile): number => {
    const index = included.findIndex((file) => path === file || path.endsWith(`/${file}`));
    return index === -1 ? included.length : index;
  };
  return [...files].sort(
    (left, right) =>
      place(left) - place(right) ||
      compareVersions(left.path, right.path) ||
      compareText(left.path, right.path),
  );
}
