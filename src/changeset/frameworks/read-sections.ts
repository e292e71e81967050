import type { Migration, TransactionMode } from '../../model/migration.ts';
import type { SqlFile } from '../sql-file.ts';
import type { History, Material } from './framework.ts';
import { splitSections, type SectionMarks } from './sections.ts';
import { transactionOf } from './transaction-mode.ts';

export interface SectionRules {
  readonly marks: SectionMarks;
  /** Says in the file that the runner opens no transaction. */
  readonly optsOut: RegExp | null;
}

/** Migrations that hold both directions in one file. */
export function readSections({ files, told }: Material, rules: SectionRules): History {
  return { migrations: files.map((file) => migrationOf(file, rules, told)), leftOver: [] };
}

/** How many files carry the mark of the framework, in words; null when none does. */
export function countMarked(files: readonly SqlFile[], { line, up }: SectionMarks): string | null {
  const marked = files.filter(({ text }) => text.search(line) !== -1).length;
  return marked === 0 ? null : `${marked} of ${files.length} files carry "${up}"`;
}

function migrationOf(
  file: SqlFile,
  { marks, optsOut }: SectionRules,
  told: TransactionMode | null,
): Migration {
  const { path, text, place, checksum } = file;
  const sections = splitSections(text, marks);
  const { defect, ...transaction } = transactionOf({
    text,
    inFile: optsOut?.test(text) === true ? 'none' : null,
    told,
    usual: { mode: 'per-migration', is: 'stated' },
  });
  const wrong = file.defect ?? sections.defect ?? defect;
  return {
    version: place.version,
    name: place.name,
    path,
    up: { path, text: sections.up, defect: wrong },
    down: sections.down === null ? null : { path, text: sections.down, defect: wrong },
    ...transaction,
    checksum,
  };
}
