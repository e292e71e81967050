import { COMMENT_MARKER, type Report } from '../../src/model/report.ts';

/** A report as `render/` makes it, small. */
export function reportOf(outcome: Report['outcome'], changes: Partial<Report> = {}): Report {
  const nothing = outcome === 'nothing';
  return {
    outcome,
    statusText: nothing ? 'No migrations in this change' : `${outcome}: users.email is dropped`,
    body: nothing ? null : { markdown: 'It is so.', digest: '0123456789abcdef' },
    comment: nothing ? null : `${COMMENT_MARKER}\n# Holdpoint: ${outcome}\n`,
    summary: `# Holdpoint: ${outcome}\n`,
    annotations: [],
    fixes: [],
    json: '{}\n',
    page: '',
    ...changes,
  };
}
