import type { RootContent } from 'mdast';
import { countOf } from '../../lib/count-of.ts';
import type { Finding, Severity } from '../../model/finding.ts';
import { pathWithin } from '../../model/place.ts';
import type { ProjectPlan } from '../../model/plan.ts';
import type { Section } from '../fit.ts';
import { details, heading, list, name, paragraph, sqlFence } from '../nodes.ts';
import type { Inline } from '../nodes.ts';
import { prose } from '../prose.ts';
import type { Names } from '../prose.ts';
import { SEVERITY_SYMBOL } from '../words.ts';

const SEVERITIES: readonly Severity[] = ['block', 'warn', 'note'];
const MOST_LINES = 60;

/** Findings with their evidence and the safe way; shorter without evidence, then without SQL, then one line each. */
export function findingsSection({ findings, rehearsal }: ProjectPlan, names: Names): Section {
  const folder = rehearsal.project.path;
  const sorted = SEVERITIES.flatMap((severity) =>
    findings.filter((finding) => finding.severity === severity),
  );
  const summary = summaryOf(sorted);
  const full = (form: Form) => () =>
    details(
      summary,
      sorted.flatMap((finding) => findingNodes(finding, { folder, names, form })),
    );
  const lines = (most: number) => () => details(summary, findingLines(sorted, { folder, names, most }));
  return {
    weight: 70,
    levels: [
      full({ evidence: true, sql: true }),
      full({ evidence: false, sql: true }),
      full({ evidence: false, sql: false }),
      lines(MOST_LINES),
      lines(MOST_LINES / 6),
    ],
  };
}

interface Form {
  readonly evidence: boolean;
  readonly sql: boolean;
}

interface Manner {
  readonly folder: string;
  readonly names: Names;
  readonly form: Form;
}

function summaryOf(findings: readonly Finding[]): string {
  const blocking = findings.filter(({ severity }) => severity === 'block').length;
  const held = blocking === 0 ? '' : `, ${blocking} of them hold the merge`;
  return `Findings: ${findings.length}${blocking === 1 ? ', one of them holds the merge' : held}`;
}

function findingNodes(finding: Finding, { folder, names, form }: Manner): RootContent[] {
  return [
    heading(4, ...titleOf(finding, folder)),
    paragraph(...prose(finding.message, names)),
    ...(form.evidence ? list(finding.evidence.map((evidence) => evidenceLine(evidence, names))) : []),
    ...remedyNodes(finding, names, form),
  ];
}

const TRIED = /^((?:SELECT|INSERT|UPDATE|DELETE|MERGE|WITH|CALL|VALUES)\b.*?) → (.*)$/su;

/** A query that was tried and its answer, or a plain sentence. */
function evidenceLine(evidence: string, names: Names): Inline[] {
  const [, sql, answer] = TRIED.exec(evidence) ?? [];
  if (sql === undefined || answer === undefined) return prose(evidence, names);
  return [name(sql), ' → ', ...prose(answer, names)];
}

function titleOf({ severity, rule, path, line }: Finding, folder: string): Inline[] {
  return [`${SEVERITY_SYMBOL[severity]} `, name(rule), ' · ', name(`${pathWithin(folder, path)}:${line}`)];
}

function remedyNodes({ remedy }: Finding, names: Names, form: Form): RootContent[] {
  if (remedy === null) return [];
  const text = paragraph('Instead: ', ...prose(remedy.text, names));
  if (remedy.sql.length === 0 || !form.sql) return [text];
  const proof = remedy.rehearsed ? [paragraph('This was run too and ends in the same schema.')] : [];
  return [text, sqlFence(remedy.sql), ...proof];
}

function findingLines(
  findings: readonly Finding[],
  { folder, names, most }: Omit<Manner, 'form'> & { readonly most: number },
): RootContent[] {
  const lines = findings
    .slice(0, most)
    .map((finding): Inline[] => [...titleOf(finding, folder), ' · ', ...prose(finding.message, names)]);
  const left = findings.length - lines.length;
  return list(left === 0 ? lines : [...lines, [`${countOf(left, 'more finding')} in the full report`]]);
}
