import { code } from '../../lib/code.ts';
import { nearest } from '../../lib/nearest.ts';
import type { Finding, Severity } from '../../model/finding.ts';
import type { IdleRemark, Remark } from '../../model/remark.ts';
import type { Rule } from '../../model/rule.ts';

export interface AllowanceLimits {
  readonly rules: readonly Rule[];
  /** The highest severity that a file may silence. */
  readonly highest: Severity | 'off';
}

export interface Allowed {
  /** All findings; those that a comment allows are marked. */
  readonly findings: readonly Finding[];
  readonly idle: readonly IdleRemark[];
}

/** Marks what comments in the files allow, and tells which of them do nothing. */
export function allow(
  findings: readonly Finding[],
  remarks: readonly Remark[],
  limits: AllowanceLimits,
): Allowed {
  if (remarks.length === 0) return { findings, idle: [] };
  const read = remarks.map((remark) => readingOf(remark, limits));
  const wishes = read.filter((reading) => reading.kind === 'wish');
  const marked = findings.map((finding): Finding => {
    const wish = wishes.find((one) => isGranted(one, finding, limits));
    if (wish === undefined) return finding;
    const { path, line } = wish.remark;
    return { ...finding, allowed: { because: wish.because, path, line } };
  });
  const idle = read.flatMap((reading) => {
    if (reading.remark.shipped === true) return [];
    return reading.kind === 'idle' ? [reading] : whyUnused(reading, findings, limits);
  });
  return { findings: marked, idle };
}

interface Wish {
  readonly kind: 'wish';
  readonly remark: Remark;
  readonly rule: string;
  readonly because: string;
}

type Reading = Wish | (IdleRemark & { readonly kind: 'idle' });

const FORM = `Write ${code('-- holdpoint: allow <rule>: <reason>')}.`;

function readingOf(remark: Remark, { rules }: AllowanceLimits): Reading {
  const [, word = '', rest = ''] = /^(\S*)\s*(.*)$/.exec(remark.text) ?? [];
  const [, id = '', because = ''] = /^([\w-]*)\s*:?\s*(.*)$/.exec(rest) ?? [];
  const idle = (object: string, why: string, instead: string): Reading => {
    return { kind: 'idle', remark, object, why, instead };
  };
  if (word.toLowerCase() !== 'allow' || id === '') {
    return idle(remark.text, `${code(remark.text)} is nothing that a comment can ask for.`, FORM);
  }
  const rule = rules.find((one) => one.id === id);
  if (rule === undefined) return idle(id, `There is no rule ${code(id)}.`, suggestion(id, rules));
  if (rule.alwaysCounts !== undefined) {
    return idle(id, `${code(id)} cannot be allowed: ${rule.alwaysCounts}`, 'Mend what it says.');
  }
  if (because === '') return idle(id, `It gives no reason, so that ${code(id)} counts.`, FORM);
  return { kind: 'wish', remark, rule: id, because };
}

function suggestion(id: string, rules: readonly Rule[]): string {
  const known = rules.map((rule) => rule.id);
  const close = nearest(id, known);
  return close === null ? `${code('holdpoint rules')} lists them.` : `The nearest name is ${code(close)}.`;
}

function isGranted(wish: Wish, finding: Finding, { highest }: AllowanceLimits): boolean {
  return isMeant(wish, finding) && WEIGHT[finding.severity] <= WEIGHT[highest];
}

const WEIGHT: Readonly<Record<Severity | 'off', number>> = { off: 0, note: 1, warn: 2, block: 3 };

/** By rule and place: the statement that the comment stands at, or the whole file. */
function isMeant({ remark, rule }: Wish, finding: Finding): boolean {
  const { path, version, statement } = remark;
  if (finding.rule !== rule || finding.path !== path) return false;
  if (finding.version !== null && finding.version !== version) return false;
  if (statement === null || finding.statement === null) return remark.leads;
  return finding.line >= statement.line && finding.line <= statement.endLine;
}

function whyUnused(wish: Wish, findings: readonly Finding[], limits: AllowanceLimits): IdleRemark[] {
  const { remark, rule } = wish;
  const meant = findings.filter((finding) => isMeant(wish, finding));
  if (meant.some((finding) => isGranted(wish, finding, limits))) return [];
  const [first] = meant;
  if (first === undefined) {
    const where = remark.statement === null ? 'in this file' : 'at this statement';
    const why = `${code(rule)} finds nothing ${where}.`;
    return [{ remark, object: rule, why, instead: 'Remove the comment, or put it where the finding is.' }];
  }
  const limit =
    limits.highest === 'off'
      ? 'files may silence nothing here'
      : `files may silence findings up to ${code(limits.highest)} here`;
  const why = `${code(rule)} is of severity ${code(first.severity)}, and ${limit}.`;
  const instead = `Mend it, or have it accepted on the pull request; ${code('suppressions')} in the configuration sets the limit.`;
  return [{ remark, object: rule, why, instead }];
}
