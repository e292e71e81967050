import { code } from '../lib/code.ts';
import { listInWords } from '../lib/list-in-words.ts';
import { pathWithin } from '../model/place.ts';
import type { Rehearsal, RehearsedMigration, Unknown } from '../model/rehearsal.ts';

/** How many lines of a file are named. */
const NAMED = 5;

/** Statements that need something that the engine does not have; told once for each thing, at the first of them. */
export function lackUnknowns({ project, engine }: Rehearsal, migration: RehearsedMigration): Unknown[] {
  const { path } = migration.change.migration;
  const file = pathWithin(project.path, path);
  const lacking = migration.statements.filter(({ lacks }) => lacks !== undefined);
  return [...new Set(lacking.map(({ lacks = '' }) => lacks))].map((lacks) => {
    const those = lacking.filter(({ lacks: other }) => other === lacks);
    const lines = [...new Set(those.map(({ statement }) => statement.span.line))];
    const [needs, does] = lines.length === 1 ? ['It needs', 'does'] : ['They need', 'do'];
    const because = `${needs} ${lacks}, which ${engine?.name ?? 'the engine'} does not have; run with ${code('--database-url')} on a server that does.`;
    return { what: `What ${placesIn(file, lines)} ${does}`, because, path, line: lines[0] ?? null };
  });
}

function placesIn(file: string, lines: readonly number[]): string {
  if (lines.length === 1) return code(`${file}:${lines[0]}`);
  return `lines ${listInWords(lines.map(String), NAMED)} of ${code(file)}`;
}
