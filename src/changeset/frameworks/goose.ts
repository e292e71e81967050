import { OWN_TRANSACTION, type Framework } from './framework.ts';
import { countMarked, readSections, type SectionRules } from './read-sections.ts';

const rules: SectionRules = {
  marks: { line: /^[ \t\uFEFF]*--[ \t]*\+goose[ \t]+(up|down)\b.*$/gim, up: '-- +goose Up' },
  optsOut: /^[ \t\uFEFF]*--[ \t]*\+goose[ \t]+NO[ \t]+TRANSACTION\b/im,
};

/**
 * goose: `-- +goose Up` and `-- +goose Down` in one file, one transaction unless `-- +goose NO TRANSACTION`; statements
 * are sent one by one. https://pressly.github.io/goose/documentation/annotations/
 */
export const goose: Framework = {
  id: 'goose',
  shapes: ['flat'],
  uniqueVersions: true,
  late: () => 'goose refuses to go on where that one ran already, unless it is run with `--allow-missing`',
  optOutOn: { sqlite: `Put \`-- +goose NO TRANSACTION\` at the top of the file, ${OWN_TRANSACTION}` },
  optOut: 'Put `-- +goose NO TRANSACTION` at the top of the file.',
  detect: (files) => countMarked(files, rules.marks),
  read: (material) => readSections(material, rules),
};
