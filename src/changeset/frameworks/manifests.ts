import { baseName, folderOf, isBelow } from '../path-parts.ts';
import type { TextFile } from './framework.ts';

/** Files beside the migrations, or in a folder of theirs, that say something about them. */
const MANIFESTS: ReadonlySet<string> = new Set([
  'manifest.json',
  'migration_lock.toml',
  'metadata.toml',
  '_journal.json',
  'atlas.sum',
  'sqitch.plan',
  'sqitch.conf',
]);
const SCRIPT_CONFIGURATION = /\.sql\.conf$/i;
const CHANGELOG = /change-?log.*\.(?:xml|ya?ml|json)$/i;

/** Files in the folders above that tell by which program the migrations are run. */
const CLUES: ReadonlySet<string> = new Set([
  'go.mod',
  'Cargo.toml',
  'package.json',
  'diesel.toml',
  'sqlx.toml',
  'atlas.hcl',
  'flyway.toml',
  'flyway.conf',
  'config.yaml',
  'config.toml',
  'wrangler.toml',
  'wrangler.json',
  'wrangler.jsonc',
]);

/** Whether a file beside migrations says something about them. */
export function isManifest(path: string): boolean {
  const name = baseName(path);
  return MANIFESTS.has(name) || SCRIPT_CONFIGURATION.test(name) || CHANGELOG.test(name);
}

/** Whether a file stands in the project's folder or above it and tells the framework. */
export function isClueFor(folder: string, path: string): boolean {
  const own = folderOf(path);
  return CLUES.has(baseName(path)) && (own === folder || own === '.' || isBelow(folder, own));
}

/** Whether one of the files of that name says it: `says(clues, 'go.mod', /golang-migrate/)`. */
export function says(manifests: readonly TextFile[], name: string, what: RegExp): boolean {
  return manifests.some(({ path, text }) => baseName(path) === name && what.test(text));
}

/** The file of that name that stands nearest to the migrations; null when there is none. */
export function nearestManifest(manifests: readonly TextFile[], name: string): TextFile | null {
  const named = manifests.filter(({ path }) => baseName(path) === name);
  return [...named].sort((left, right) => right.path.length - left.path.length)[0] ?? null;
}
