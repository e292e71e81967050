import { below } from './path-parts.ts';

/** Folders whose migrations are other people's, generated, or made for tests. */
const IGNORED: ReadonlySet<string> = new Set([
  ...['node_modules', 'vendor', 'third_party', 'third-party', 'bower_components', '.git', '.venv', 'venv'],
  ...['dist', 'build', 'target', 'out', 'coverage', '.next', '.cache', 'tmp'],
  ...['test', 'tests', '__tests__', 'spec', 'testdata', 'test-data', 'test_data', 'testing', 'e2e', 'it'],
  ...['fixture', 'fixtures', '__fixtures__', 'mocks', '__mocks__', 'snapshots', 'seed', 'seeds'],
]);

/** The part of a path because of which a folder is not looked at on its own accord; null when there is none. */
export function ignoredPart(folder: string, searched: string): string | null {
  if (folder === searched) return null;
  return (
    below(folder, searched)
      .split('/')
      .find((part) => IGNORED.has(part.toLowerCase())) ?? null
  );
}
