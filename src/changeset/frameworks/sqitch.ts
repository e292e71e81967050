import { code } from '../../lib/code.ts';
import type { SqlFile } from '../sql-file.ts';
import type { Framework, LeftOver, TextFile } from './framework.ts';
import { nearestManifest } from './manifests.ts';
import { pairFiles, usually } from './pair-files.ts';

/**
 * Sqitch: `deploy/x.sql` with `revert/x.sql` in the order of `sqitch.plan`. Scripts run through `psql`, so that only
 * their own `BEGIN` and `COMMIT` make transactions. Scripts in `verify/` are not run.
 * https://sqitch.org/docs/manual/sqitchtutorial/ · https://sqitch.org/docs/manual/sqitch-rework/
 */
export const sqitch: Framework = {
  id: 'sqitch',
  shapes: ['plan'],
  uniqueVersions: true,
  order: 'as-listed',
  optOut: 'Leave `BEGIN` and `COMMIT` out of the script: Sqitch opens no transaction by itself.',
  detect: (files) => (files.length === 0 ? null : 'sqitch.plan is there'),
  read: (material) => {
    const plan = nearestManifest(material.manifests, 'sqitch.plan');
    const order = plan === null ? [] : changesIn(plan);
    const { migrations, leftOver } = pairFiles(material, usually({ mode: 'none', is: 'stated' }));
    const planned = order.flatMap((name) => migrations.find(({ version }) => version === name) ?? []);
    return { migrations: planned, leftOver: [...leftOver, ...unplanned(material.files, order)] };
  },
};

/** File names of the changes; one that is reworked later stands under the tag that follows it. */
function changesIn({ text }: TextFile): string[] {
  const lines = text.split('\n').map((line) => line.trim());
  const entries = lines.filter((line) => /^(?:\+\s*)?[^\s%#@+-]|^@/.test(line));
  const names = entries.map((line) => /^(?:\+\s*)?(\S+)/.exec(line)?.[1] ?? '');
  return names.flatMap((name, index) => {
    if (name.startsWith('@')) return [];
    const later = names.slice(index + 1);
    const tag = later.find((other) => other.startsWith('@'));
    return [later.includes(name) && tag !== undefined ? `${name}${tag}` : name];
  });
}

function unplanned(files: readonly SqlFile[], order: readonly string[]): LeftOver[] {
  return files
    .filter(({ place }) => place.direction === 'up' && !order.includes(place.version))
    .map(({ path }) => ({
      path,
      detail: `${code(path)} is not in ${code('sqitch.plan')}, so it is not run.`,
    }));
}
