/** Folders of other people's code, of what is generated, of documents, and of migrations. */
export const LEFT_OUT_FOLDERS: readonly string[] = [
  ...['node_modules', 'vendor', 'third_party', 'third-party', 'bower_components', 'Pods', '.venv', 'venv'],
  ...['.git', 'dist', 'build', 'target', 'out', 'coverage', '.next', '.nuxt', '.cache', 'tmp'],
  ...['generated', '__generated__', '__snapshots__', 'docs', 'doc', '.holdpoint'],
  ...['migrations', 'migration', 'migrate', 'alembic', 'flyway', 'liquibase'],
];

const FOLDERS: ReadonlySet<string> = new Set(LEFT_OUT_FOLDERS);

/** Lock files, what tools write, dumps of the schema, documents. A Prisma schema is none: its client is made from it. */
const FILES: readonly RegExp[] = [
  /^(?:package-lock\.json|npm-shrinkwrap\.json|pnpm-lock\.yaml|go\.sum|.*\.lock)$/,
  /(?:\.|_)generated\.[^.]+$|_pb2\.py$|\.pb\.go$|\.g\.dart$|\.designer\.cs$/i,
  /\.min\.(?:js|css)$|\.map$|\.snap$|\.svg$/i,
  /^(?:structure\.sql|schema\.rb|schema\.sql|dump\.sql)$/,
  /\.(?:md|mdx|rst|adoc|txt|log|csv|tsv)$/i,
  /^(?:\.holdpoint\.ya?ml|CHANGELOG|LICENSE|README)$/i,
];

/** True for a file whose text is no code of this repository that runs; `migrations` are files that are reviewed as such. */
export function isLeftOut(path: string, migrations: ReadonlySet<string>): boolean {
  const parts = path.split('/');
  const file = parts.pop() ?? '';
  return (
    parts.some((part) => FOLDERS.has(part)) ||
    FILES.some((pattern) => pattern.test(file)) ||
    migrations.has(path)
  );
}

/** True for code that only tests run. */
export function isTest(path: string): boolean {
  return /(?:^|\/)(?:tests?|__tests__|specs?|e2e|cypress|fixtures|__fixtures__|__mocks__|testdata)\/|[._-](?:test|spec)s?\.[^/.]+$|(?:^|\/)test_[^/]+\.py$|_test\.go$/i.test(
    path,
  );
}
