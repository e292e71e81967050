import type { Severity } from '../model/finding.ts';
import type { Blocks, Work } from '../model/observation.ts';
import type { TransactionMode } from '../model/migration.ts';
import type { TrialOutcome } from '../model/rehearsal.ts';
import type { Outcome } from '../model/verdict.ts';

/** One wording per value, for every form of the report. */

export const VERDICT_WORD: Readonly<Record<Outcome, string>> = { go: 'GO', hold: 'HOLD', 'no-go': 'NO-GO' };

export const VERDICT_SYMBOL: Readonly<Record<Outcome, string>> = { go: '✅', hold: '✋', 'no-go': '⛔' };

export const SEVERITY_SYMBOL: Readonly<Record<Severity, string>> = { block: '⛔', warn: '⚠️', note: 'ℹ️' };

export const BLOCKS_WORD: Readonly<Record<Blocks, string>> = {
  nothing: 'nothing',
  'schema-changes': 'schema changes',
  writes: 'writes',
  'reads-and-writes': 'reads and writes',
};

export const WORK_WORD: Readonly<Record<Work, string>> = {
  metadata: 'metadata',
  scan: 'full scan',
  'index-build': 'index build',
  rewrite: 'rewrite',
  rows: 'row changes',
};

export const TRIAL_WORD: Readonly<Record<TrialOutcome, string>> = {
  restored: 'restored',
  differs: 'differs',
  'data-lost': 'data lost',
  failed: 'failed',
  untried: 'not run',
};

export const TRANSACTION_WORD: Readonly<Record<TransactionMode, string>> = {
  'per-migration': 'one transaction',
  'all-pending': 'one transaction with the other migrations',
  'per-statement': 'a transaction per statement',
  none: 'no transaction',
};
