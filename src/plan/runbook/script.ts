import type { Script } from '../../model/runbook.ts';
import type { RunbookSettings } from './runbook-input.ts';

const PRIMARY = 'On the primary';

/** SQL for people to run by hand: statements with their ends, and the command that runs them. */
export function sqlScript(
  statements: readonly string[],
  parts: { readonly where: string; readonly file: string; readonly witness: string | null },
  { client }: Pick<RunbookSettings, 'client'>,
): Script {
  return {
    language: 'sql',
    text: statements.map(ended).join('\n\n'),
    where: parts.where,
    how:
      client === null ? `Save it as ${parts.file} and run it with the client` : `${client} -f ${parts.file}`,
    witness: parts.witness,
  };
}

/** A query that only reads. */
export function queryScript(
  sql: string,
  file: string,
  witness: string | null,
  settings: Pick<RunbookSettings, 'client'>,
): Script {
  return sqlScript(
    [sql],
    { where: `${PRIMARY}, as a role that may read the tables; it only reads`, file, witness },
    settings,
  );
}

/** Commands of a shell. */
export function shellScript(lines: readonly string[], where: string): Script {
  return { language: 'sh', text: lines.join('\n'), where, how: 'Line by line in a shell', witness: null };
}

/** A statement with its semicolon, once. */
function ended(sql: string): string {
  return /;\s*$/.test(sql) ? sql.trimEnd() : `${sql.trimEnd()};`;
}
