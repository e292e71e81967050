import { withoutCodeMarks } from '../../lib/code.ts';
import type { AllowedFinding, Finding } from '../../model/finding.ts';
import type { JsonReport } from './report-schema.ts';

export type JsonProject = JsonReport['projects'][number];
export type JsonMigration = JsonProject['migrations'][number];
export type JsonStatement = JsonMigration['statements'][number];
export type JsonFinding = JsonProject['findings'][number];

/** A finding as it stands where it belongs; project, version and statement are given by the place. */
export function jsonFinding(finding: Finding): JsonFinding {
  const { rule, severity, object, path, line, endLine, message, evidence, remedy } = finding;
  return {
    rule,
    severity,
    object,
    path,
    line,
    endLine,
    message: withoutCodeMarks(message),
    evidence: evidence.map(withoutCodeMarks),
    remedy:
      remedy === null
        ? null
        : { text: withoutCodeMarks(remedy.text), sql: [...remedy.sql], rehearsed: remedy.rehearsed },
  };
}

/** A finding that a comment allows, with the reason that it gives. */
export function jsonAllowed(finding: AllowedFinding): JsonProject['allowed'][number] {
  const { because, path, line } = finding.allowed;
  return { ...jsonFinding(finding), because, allowedAt: { path, line } };
}
