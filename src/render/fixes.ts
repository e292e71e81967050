import { createHash } from 'node:crypto';
import type { Html, RootContent } from 'mdast';
import type { Finding } from '../model/finding.ts';
import { isWrapped } from '../model/migration.ts';
import type { Plan, ProjectPlan } from '../model/plan.ts';
import type { RehearsedMigration } from '../model/rehearsal.ts';
import { SUGGESTION_MARKER, type Fix } from '../model/report.ts';
import { toMarkdown } from './markdown.ts';
import { html, name, paragraph } from './nodes.ts';
import { prose } from './prose.ts';
import { SEVERITY_SYMBOL } from './words.ts';

/**
 * What can be put right with one click: SQL that was run in the place of whole lines, in a file that runs it the same
 * way. A way that needs another transaction mode or another file is told in the comment, not suggested.
 */
export function fixesOf({ projects }: Plan): Fix[] {
  const byPlace = new Map<string, Fix>();
  for (const project of projects) {
    for (const finding of project.findings) {
      const fix = fixOf(finding, project);
      const place = fix === null ? '' : `${fix.path}:${fix.line}`;
      if (fix !== null && !byPlace.has(place)) byPlace.set(place, fix);
    }
  }
  return [...byPlace.values()];
}

function fixOf(finding: Finding, { rehearsal }: ProjectPlan): Fix | null {
  if (finding.remedy?.rehearsed !== true || finding.remedy.sql.length === 0) return null;
  if (finding.remedy.rebuilds === 'migration') return null;
  for (const migration of rehearsal.migrations) {
    const { path, version } = migration.change.migration;
    if (version !== finding.version) continue;
    const lines = finding.path === path ? statementLines(finding, migration) : downLines(finding, migration);
    if (lines !== null) return fixFrom(finding, lines);
  }
  return null;
}

interface Lines {
  readonly line: number;
  readonly was: readonly string[];
}

/** The lines of a statement that commits by itself and shares them with nothing else. */
function statementLines(
  { statement: index }: Finding,
  { change, statements, backfills = [] }: RehearsedMigration,
): Lines | null {
  // A walk in batches stands for a statement, but not in a migration.
  if (backfills.some(({ statement }) => statement === index)) return null;
  const rehearsed = index === null ? undefined : statements[index];
  if (rehearsed === undefined || isWrapped(change.migration.transaction)) return null;
  if (statements.filter(({ transaction }) => transaction === rehearsed.transaction).length > 1) return null;
  const { sql, span, runs } = rehearsed.statement;
  if (runs !== undefined) return null;
  const was = change.migration.up.text.split('\n').slice(span.line - 1, span.endLine);
  const text = was.join('\n').trim();
  return [sql, `${sql};`].includes(text) ? { line: span.line, was } : null;
}

/** A down file of its own, whole, where nothing but SQL would be lost. */
function downLines({ path }: Finding, { change, rollback }: RehearsedMigration): Lines | null {
  const { down, transaction } = change.migration;
  if (down?.path !== path || path === change.migration.path || down.substitutions !== undefined) return null;
  if (/--|\/\*/.test(down.text) || down.text.trim() === '') return null;
  if (!rollback.transactional && isWrapped(transaction)) return null;
  const all = down.text.split('\n');
  const first = all.findIndex((line) => line.trim() !== '');
  const last = all.findLastIndex((line) => line.trim() !== '');
  return { line: first + 1, was: all.slice(first, last + 1) };
}

function fixFrom(finding: Finding, { line, was }: Lines): Fix | null {
  const { remedy, path } = finding;
  if (remedy === null || was.some((text) => text.includes('\r'))) return null;
  const indent = /^[ \t]*/.exec(was[0] ?? '')?.[0] ?? '';
  const better = remedy.sql.map((sql) => `${indent}${sql.trimEnd().replace(/;$/, '')};`).join('\n');
  const fingerprint = createHash('sha256')
    .update(JSON.stringify([path, was, better]))
    .digest('hex')
    .slice(0, 16);
  const body = bodyOf(finding, better, html(`${SUGGESTION_MARKER}${fingerprint} -->`));
  return { path, line, endLine: line + was.length - 1, was, fingerprint, body };
}

function bodyOf({ severity, rule, message, remedy }: Finding, better: string, marker: Html): string {
  const nodes: RootContent[] = [
    marker,
    paragraph(`${SEVERITY_SYMBOL[severity]} `, name(rule), ': ', ...prose(message)),
    paragraph(...prose(remedy?.text ?? ''), ' It was run in the place of these lines.'),
    { type: 'code', lang: 'suggestion', value: better },
  ];
  return `${toMarkdown(nodes)}\n`;
}
