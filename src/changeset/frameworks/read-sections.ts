import type { Migration, TransactionMode } from '../../model/migration.ts';
import type { SqlFile } from '../sql-file.ts';
import type { History, Material } from './framework.ts';
import { optedOutInOneMessage } from './one-message.ts';
import { splitSections, type SectionMarks } from './sections.ts';
import { transactionOf, type TransactionFacts } from './transaction-mode.ts';

export interface SectionRules {
  readonly marks: SectionMarks;
  /** Says in the file that the runner opens no transaction. */
  readonly optsOut: RegExp | null;
  /** What the runner does without a word in the file; one transaction for each when left out. */
  readonly mode?: TransactionMode;
  /** A section goes to the server in one message, so that opting out helps a single statement only. */
  readonly oneMessage?: true;
}

/** Migrations that hold both directions in one file. */
export function readSections(material: Material, rules: SectionRules): History {
  return { migrations: material.files.map((file) => migrationOf(file, rules, material)), leftOver: [] };
}

/** How many files carry the mark of the framework, in words; null when none does. */
export function countMarked(files: readonly SqlFile[], { line, up }: SectionMarks): string | null {
  const marked = files.filter(({ text }) => text.search(line) !== -1).length;
  return marked === 0 ? null : `${marked} of ${files.length} files carry "${up}"`;
}

function migrationOf(file: SqlFile, rules: SectionRules, { told, dialect }: Material): Migration {
  const { path, text, place, checksum } = file;
  const sections = splitSections(text, rules.marks);
  const { defect, ...transaction } = transactionOf({
    text,
    told,
    ...howRun(text, { up: sections.up, dialect }, rules),
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

function howRun(
  text: string,
  { up, dialect }: { readonly up: string; readonly dialect: Material['dialect'] },
  { optsOut, oneMessage, mode = 'per-migration' }: SectionRules,
): Pick<TransactionFacts, 'inFile' | 'usual'> {
  const optedOut = optsOut?.test(text) === true;
  if (optedOut && oneMessage === true) return optedOutInOneMessage(up, dialect);
  return { inFile: optedOut ? 'none' : null, usual: { mode, is: 'stated' } };
}
