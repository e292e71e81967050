import type { Ruling } from '../model/decisions.ts';

export type Phase = Ruling['phase'];

export const PHASES: readonly Phase[] = ['expand', 'migrate', 'contract'];

/** What the first line of a comment asks for. */
export type Command =
  | { readonly kind: 'help' }
  | { readonly kind: 'recheck' }
  | { readonly kind: 'plan' }
  | { readonly kind: 'explain'; readonly rule: string }
  | {
      readonly kind: 'accept';
      readonly rule: string;
      /** Null for everything that the rule found. */
      readonly object: string | null;
      /** Last day, `2026-11-30`. */
      readonly until: string;
      readonly because: string;
    }
  | { readonly kind: 'revoke'; readonly rule: string; readonly object: string | null }
  | { readonly kind: 'attest'; readonly item: string }
  | {
      readonly kind: 'rule';
      readonly ruling: 'go' | 'no-go';
      readonly phase: Phase;
      readonly because: string | null;
    }
  /** It is for us and cannot be read; `why` says what is wrong and how it is written. */
  | { readonly kind: 'unreadable'; readonly why: string };

/** How each command is written. */
export const USAGE = {
  help: '/holdpoint help',
  recheck: '/holdpoint recheck',
  plan: '/holdpoint plan',
  explain: '/holdpoint explain <rule>',
  accept: '/holdpoint accept <rule> [object] until <YYYY-MM-DD> because <reason>',
  revoke: '/holdpoint revoke <rule> [object]',
  attest: '/holdpoint attest <item>',
  go: '/holdpoint go <expand|migrate|contract> [because <reason>]',
  'no-go': '/holdpoint no-go <expand|migrate|contract> because <reason>',
} as const;

export type CommandWord = keyof typeof USAGE;
