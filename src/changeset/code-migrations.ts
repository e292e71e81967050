import { code, codes } from '../lib/code.ts';
import { listInWords } from '../lib/list-in-words.ts';
import { compareVersions } from '../lib/version-order.ts';
import type { Repository, RepositoryFile } from '../model/ports.ts';
import type { Notice } from '../model/project.ts';
import type { Listing } from './candidate.ts';
import { CODE_FRAMEWORKS, type CodeFramework } from './code-frameworks.ts';
import { decodeSql } from './decode-sql.ts';
import { readFileName } from './file-name.ts';
import { ignoredPart } from './ignored-folders.ts';
import { baseName, folderOf } from './path-parts.ts';

const SHOWN = 3;

interface CodeMigration {
  readonly path: string;
  readonly framework: CodeFramework;
}

/** Migrations in other languages than SQL that the change brings or edits: each folder is told, and holds the merge. */
export async function codeMigrationNotices(
  repository: Repository,
  { base, head }: Listing,
  { searched, since }: { readonly searched: string; readonly since: string | null },
): Promise<Notice[]> {
  const known = new Map(base.map(({ path, id }) => [path, id]));
  const asked = head.filter(
    ({ path, id }) =>
      known.get(path) !== id &&
      CODE_FRAMEWORKS.some((framework) => framework.path.test(path)) &&
      ignoredPart(folderOf(path), searched) === null &&
      isLater(path, since),
  );
  const contents = await repository.read('head', asked);
  const found = asked.flatMap((file, index) => recognized(file, contents[index]) ?? []);
  return [...groups(found).values()].map(noticeOf);
}

/** Without two sides to compare, the version of a name says what is shipped; a name without one may be new. */
function isLater(path: string, since: string | null): boolean {
  if (since === null) return true;
  const version = readFileName(baseName(path).replace(/\.\w+$/, ''))?.version;
  const shipped = readFileName(since)?.version ?? since;
  return version === undefined || compareVersions(version, shipped) > 0;
}

function recognized({ path }: RepositoryFile, bytes: Uint8Array | undefined): CodeMigration | null {
  if (bytes === undefined) return null;
  const { text } = decodeSql(bytes);
  const framework = CODE_FRAMEWORKS.find((one) => one.path.test(path) && one.content.test(text));
  return framework === undefined ? null : { path, framework };
}

function groups(found: readonly CodeMigration[]): Map<string, CodeMigration[]> {
  const groups = new Map<string, CodeMigration[]>();
  for (const one of found) {
    const key = JSON.stringify([folderOf(one.path), one.framework.title]);
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return groups;
}

function noticeOf(group: readonly CodeMigration[]): Notice {
  const paths = group.map(({ path }) => path);
  const { title = '', command = null } = group[0]?.framework ?? {};
  const [path = ''] = paths;
  const are = paths.length === 1 ? 'is a migration' : 'are migrations';
  const how = command === null ? '' : `, as ${code(command)} tells it,`;
  return {
    path: paths.length === 1 ? path : folderOf(path),
    text: `${listInWords(codes(paths), SHOWN)} ${are} of ${title} in another language than SQL: what ${paths.length === 1 ? 'it runs' : 'they run'} is not read and was not rehearsed.`,
    next: `Put the SQL that ${title} runs${how} into files, and name their folder as a project in ${code('.holdpoint.yml')}.`,
  };
}
