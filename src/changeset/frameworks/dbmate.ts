import type { Framework } from './framework.ts';
import { countMarked, readSections, type SectionRules } from './read-sections.ts';

const rules: SectionRules = {
  marks: { line: /^[ \t\uFEFF]*--[ \t]*migrate:(up|down)\b.*$/gim, up: '-- migrate:up' },
  optsOut: /^[ \t\uFEFF]*--[ \t]*migrate:up\b.*\btransaction:false\b/im,
};

/** dbmate: `-- migrate:up` and `-- migrate:down` in one file, one transaction unless `transaction:false`. */
export const dbmate: Framework = {
  id: 'dbmate',
  shapes: ['flat'],
  uniqueVersions: true,
  optOut: 'Write `-- migrate:up transaction:false` at the top of the file.',
  detect: (files) => countMarked(files, rules.marks),
  read: (material) => readSections(material, rules),
};
