import type { RootContent } from 'mdast';
import { countOf } from '../../lib/count-of.ts';
import type { Finding } from '../../model/finding.ts';
import { pathWithin } from '../../model/place.ts';
import type { ProjectPlan } from '../../model/plan.ts';
import { findingGroups, furtherEvidence, SEVERITIES } from '../finding-groups.ts';
import type { FindingGroup } from '../finding-groups.ts';
import { proofOf, type GroupRemedy } from '../group-remedies.ts';
import type { Section } from '../fit.ts';
import { details, heading, lineBreak, list, name, paragraph, sqlFence } from '../nodes.ts';
import type { Inline } from '../nodes.ts';
import { prose } from '../prose.ts';
import { SEVERITY_SYMBOL } from '../words.ts';

const MOST_LINES = 60;
const MOST_EVIDENCE = 4;

/** Findings with their evidence and the safe way; shorter without evidence, then without SQL, then one line each. */
export function findingsSection(project: ProjectPlan): Section {
  const groups = findingGroups(project);
  const summary = summaryOf(project.findings);
  const full = (form: Form) => () =>
    details(
      summary,
      groups.flatMap((group) => groupNodes(group, form)),
    );
  const lines = (most: number) => () => details(summary, findingLines(project, most));
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

function summaryOf(findings: readonly Finding[]): string {
  const blocking = findings.filter(({ severity }) => severity === 'block').length;
  const held = blocking === 0 ? '' : `, ${blocking} of severity block`;
  return `Findings: ${findings.length}${blocking === 1 ? ', one of them holds the merge' : held}`;
}

function groupNodes(
  { severity, file, line, summary, findings, remedies }: FindingGroup,
  form: Form,
): RootContent[] {
  const statement: Inline[] = summary === null ? [] : [' · ', name(summary)];
  return [
    heading(4, `${SEVERITY_SYMBOL[severity]} `, name(line === null ? file : `${file}:${line}`), ...statement),
    ...list(findings.map((finding) => findingItem(finding, form))),
    ...remedies.flatMap((remedy, index) => remedyNodes(remedy, index === 0 ? 'Instead' : 'Also', form)),
  ];
}

function findingItem(finding: Finding, { evidence }: Form): Inline[] {
  const mark: Inline[] = [`${SEVERITY_SYMBOL[finding.severity]} `, name(finding.rule), ': '];
  const shown = evidence ? furtherEvidence(finding) : [];
  const left = shown.length - MOST_EVIDENCE;
  const lines = shown.slice(0, MOST_EVIDENCE).flatMap((text): Inline[] => [lineBreak(), ...prose(text)]);
  return [
    ...mark,
    ...prose(finding.message),
    ...lines,
    ...(left > 0 ? [lineBreak(), `and ${left} more`] : []),
  ];
}

function remedyNodes(remedy: GroupRemedy, lead: string, form: Form): RootContent[] {
  const { text, sql } = remedy;
  const words = paragraph(`${lead}: `, ...prose(text));
  if (sql.length === 0 || !form.sql) return [words];
  const proof = proofOf(remedy);
  return [words, sqlFence(sql), ...(proof === null ? [] : [paragraph(proof)])];
}

function findingLines({ findings, rehearsal }: ProjectPlan, most: number): RootContent[] {
  const folder = rehearsal.project.path;
  const sorted = SEVERITIES.flatMap((severity) =>
    findings.filter((finding) => finding.severity === severity),
  );
  const lines = sorted
    .slice(0, most)
    .map(({ severity, rule, path, line, message }): Inline[] => [
      `${SEVERITY_SYMBOL[severity]} `,
      name(rule),
      ' · ',
      name(`${pathWithin(folder, path)}:${line}`),
      ' · ',
      ...prose(message),
    ]);
  const left = findings.length - lines.length;
  return list(left === 0 ? lines : [...lines, [`${countOf(left, 'more finding')} in the full report`]]);
}
