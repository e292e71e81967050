import type { Framework, TextFile } from './framework.ts';
import { says } from './manifests.ts';
import { countMarked, readSections, type SectionRules } from './read-sections.ts';

const rules: SectionRules = {
  marks: {
    line: /^[ \t\uFEFF]*--[ \t-]*(up|down)[ \t]+migration\b.*$/gim,
    up: '-- Up Migration',
    unmarked: 'goes-up',
  },
  optsOut: null,
};

/**
 * node-pg-migrate in SQL: `-- Up Migration` and `-- Down Migration` in one file. All that is pending runs in one
 * transaction, unless `package.json` calls it with `--no-single-transaction`; SQL files cannot leave it.
 * https://salsita.github.io/node-pg-migrate/cli · https://github.com/salsita/node-pg-migrate/blob/main/src/runner.ts
 */
export const nodePgMigrate: Framework = {
  id: 'node-pg-migrate',
  shapes: ['flat'],
  uniqueVersions: true,
  late: () =>
    'node-pg-migrate refuses to go on where that one ran already, unless it is run with `--no-check-order`',
  optOut:
    'Write the migration in JavaScript and call `pgm.noTransaction()`: node-pg-migrate runs SQL files in a transaction always.',
  detect: (files, manifests) => {
    const marked = countMarked(files, rules.marks);
    if (marked !== null) return marked;
    return says(manifests, 'package.json', /"node-pg-migrate"\s*:/)
      ? 'package.json names node-pg-migrate'
      : null;
  },
  read: (material) =>
    readSections(material, { ...rules, mode: isApart(material.manifests) ? 'per-migration' : 'all-pending' }),
};

/** The scripts of `package.json`, or its settings, switch the one transaction off. */
function isApart(manifests: readonly TextFile[]): boolean {
  return says(
    manifests,
    'package.json',
    /--no-single-transaction\b|--single-?[tT]ransaction[= ]false\b|"single-?[tT]ransaction"\s*:\s*false\b/,
  );
}
