import { TRANSACTION_MODES, type SourceDefect, type TransactionMode } from '../../model/migration.ts';

const HEADER = /^[ \t\uFEFF]*--[ \t]*holdpoint:transaction\b[ \t]*(\S*)/m;

const MODES: ReadonlyMap<string, TransactionMode> = new Map(TRANSACTION_MODES.map((mode) => [mode, mode]));

/** What is known of how a migration is run, the most particular first. */
export interface TransactionFacts {
  readonly text: string;
  /** The file says it in its framework's words; null when it does not. */
  readonly inFile: TransactionMode | null;
  /** Option or configuration. */
  readonly told: TransactionMode | null;
  /** What the framework does, and whether that is its rule or only the custom. */
  readonly usual: UsualTransaction;
}

export interface UsualTransaction {
  readonly mode: TransactionMode;
  readonly is: 'stated' | 'assumed';
  /** The transaction is the server's, around the statements of one message. */
  readonly inOneMessage?: true;
}

export interface TransactionAnswer {
  readonly transaction: TransactionMode;
  readonly transactionIs: 'stated' | 'assumed';
  readonly inOneMessage?: true;
  /** The file asks for a mode that does not exist. */
  readonly defect: SourceDefect | null;
}

/** How a migration is run: its own `-- holdpoint:transaction` comment, its framework's mark, what was told, custom. */
export function transactionOf({ text, inFile, told, usual }: TransactionFacts): TransactionAnswer {
  const header = HEADER.exec(text);
  const mode = header === null ? null : (MODES.get(header[1] ?? '') ?? null);
  const defect = header !== null && mode === null ? misspelt(text, header) : null;
  const stated = mode ?? inFile ?? told;
  if (stated !== null) return { transaction: stated, transactionIs: 'stated', defect };
  const inOneMessage = usual.inOneMessage === true ? { inOneMessage: true as const } : {};
  return { transaction: usual.mode, transactionIs: usual.is, ...inOneMessage, defect };
}

function misspelt(text: string, header: RegExpExecArray): SourceDefect {
  const before = text.slice(0, header.index);
  return {
    reason: `asks for holdpoint:transaction ${header[1] ?? ''}, which is none of ${[...MODES.keys()].join(', ')}`,
    offset: Buffer.byteLength(before),
    line: before.split('\n').length,
  };
}
