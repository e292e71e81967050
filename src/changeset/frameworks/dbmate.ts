import { OWN_TRANSACTION, type Framework } from './framework.ts';
import { countMarked, readSections, type SectionRules } from './read-sections.ts';

const rules: SectionRules = {
  marks: { line: /^[ \t\uFEFF]*--[ \t]*migrate:(up|down)\b.*$/gim, up: '-- migrate:up' },
  optsOut: /^[ \t\uFEFF]*--[ \t]*migrate:up\b.*\btransaction:false\b/im,
  oneMessage: true,
};

/**
 * dbmate: `-- migrate:up` and `-- migrate:down` in one file, one transaction unless `transaction:false`; then several
 * statements still share the one of their message.
 * https://github.com/amacneil/dbmate#migration-options · https://github.com/amacneil/dbmate/issues/126
 */
export const dbmate: Framework = {
  id: 'dbmate',
  shapes: ['flat'],
  uniqueVersions: true,
  late: () => 'dbmate runs it late on databases that ran that one already, and refuses it with `--strict`',
  optOut: 'Give the statement a migration of its own that begins with `-- migrate:up transaction:false`.',
  optOutOn: { sqlite: `Begin the file with \`-- migrate:up transaction:false\`, ${OWN_TRANSACTION}` },
  detect: (files) => countMarked(files, rules.marks),
  read: (material) => readSections(material, rules),
};
