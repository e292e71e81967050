import { compareVersions } from '../../lib/version-order.ts';
import type { Migration } from '../../model/migration.ts';
import type { SeriesStep } from '../../model/series.ts';
import { folderOf } from '../path-parts.ts';
import type { NamingRequest, PlacedStep } from './naming.ts';
import { nextVersions } from './versions.ts';

/** Files for the steps with the next versions, named as the original migration is. */
export function placedSteps(request: NamingRequest): PlacedStep[] {
  const { steps, now, original } = request;
  const model = modelOf(request);
  const versions = nextVersions(lastVersion(request), steps.length, now);
  return steps.map((step, index) => {
    const version = versions[index] ?? '';
    const path = renamed(original.path, original, step, version);
    const down = model?.down;
    const isApart = model !== null && down !== null && down !== undefined && down.path !== model.path;
    const downPath = isApart ? renamed(down.path, model, step, version) : null;
    return { step, version, path, downPath };
  });
}

/** A migration that brings a down file: the original, else any other; null where none does. */
function modelOf({ original, migrations }: NamingRequest): Migration | null {
  if (original.down !== null) return original;
  return migrations.findLast(({ down }) => down !== null) ?? null;
}

function lastVersion({ migrations, original }: NamingRequest): string {
  const numbered = migrations.filter(({ repeatable, version }) => repeatable !== true && /\d/.test(version));
  return numbered.reduce(
    (last, { version }) => (compareVersions(version, last) > 0 ? version : last),
    original.version,
  );
}

/** The path with another version and name, in its file or in the folder that is its own. */
function renamed(path: string, { version, name }: Migration, step: SeriesStep, next: string): string {
  const parts = path.split('/');
  const own = parts.findLastIndex((part) => part.includes(version));
  const part = parts[own];
  if (part === undefined) return path;
  const at = part.indexOf(version);
  const rest = part.slice(at + version.length);
  const ending = name === '' ? rest : rest.replace(name, '');
  const [, mark = ''] = name === '' ? [] : (/^([^\w]*[-_. ]+|_+)/.exec(rest) ?? []);
  const tail = name === '' ? rest : ending.slice(mark.length);
  const words = name.includes('-') && !name.includes('_') ? step.name.replaceAll('_', '-') : step.name;
  parts[own] = `${part.slice(0, at)}${next}${mark === '' ? '_' : mark}${words}${tail}`;
  return parts.join('/');
}

/** A file of another name in the same folder. */
export function beside(path: string, name: string): string {
  const folder = folderOf(path);
  return folder === '.' ? name : `${folder}/${name}`;
}
