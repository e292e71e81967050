import { objectsOf, type Catalog, type CatalogObject } from '../../../model/catalog.ts';
import type { InnerStatement, ReadableStatement, Script } from '../../../model/statement.ts';
import { bodyStatements, type BodyStatement } from './body.ts';
import { contentOf } from './inside.ts';
import { parseSource } from './parse-source.ts';
import { routinesRunBy, textFact } from './routines-run.ts';

/** So many functions are looked into for one statement. */
const MOST = 50;

/**
 * What stands in the bodies of the functions and procedures that a statement runs, also through triggers and through
 * each other, by the catalog at that moment. Lines are those of the first of the `files` that holds the body. Bodies in
 * other languages than PL/pgSQL and SQL are left out.
 */
export function insideRoutines(
  { sql, changes }: ReadableStatement,
  catalog: Catalog,
  files: readonly Script[],
): readonly InnerStatement[] {
  if (objectsOf(catalog, 'function').length === 0) return [];
  const isBlock = changes.some(({ kind }) => kind === 'do-block');
  const open = isBlock ? textsOf(bodyStatements(sql)) : [sql];
  const seen = new Set<CatalogObject>();
  const found: InnerStatement[] = [];
  for (let text = open.shift(); text !== undefined && seen.size < MOST; text = open.shift()) {
    for (const routine of routinesRunBy(text, catalog)) {
      if (seen.has(routine)) continue;
      seen.add(routine);
      const statements = statementsOf(routine);
      open.push(...textsOf(statements));
      found.push(...placed(routine, statements, files));
    }
  }
  return found;
}

function textsOf(statements: readonly BodyStatement[]): string[] {
  return statements.flatMap(({ sql, dynamic }) => (dynamic ? [] : [sql]));
}

function statementsOf({ facts }: CatalogObject): readonly BodyStatement[] {
  const definition = textFact(facts['definition']);
  if (facts['language'] === 'plpgsql') return bodyStatements(definition);
  if (facts['language'] !== 'sql') return [];
  const { statements } = parseSource({ path: '', text: bodyOf(definition), defect: null });
  return statements.map(({ sql, span }) => ({ sql, line: span.line, dynamic: false }));
}

/** The body as the server prints it: `AS $function$…$function$`, or `BEGIN ATOMIC … END` put into its own words. */
function bodyOf(definition: string): string {
  const [, , quoted] = /^AS (\$\w*\$)([^]*)\1/m.exec(definition) ?? [];
  return quoted ?? /^BEGIN ATOMIC\n([^]*)\nEND\s*$/m.exec(definition)?.[1] ?? '';
}

function placed(
  { name, facts }: CatalogObject,
  statements: readonly BodyStatement[],
  files: readonly Script[],
): InnerStatement[] {
  const place = placeOf(bodyOf(textFact(facts['definition'])), files);
  return statements.map((each) => ({
    ...(place === null ? { line: null } : { line: place.line + each.line - 1, path: place.path }),
    function: name,
    ...contentOf(each),
  }));
}

/** The file that creates a function with this body, and the line in which the body begins. */
function placeOf(body: string, files: readonly Script[]): { path: string; line: number } | null {
  if (body.trim() === '') return null;
  for (const { path, statements } of files) {
    for (const statement of statements) {
      const isCreation =
        statement.kind === 'readable' && statement.changes.some(({ kind }) => kind === 'create-function');
      const at = isCreation ? statement.sql.indexOf(body) : -1;
      if (at >= 0)
        return { path, line: statement.span.line + statement.sql.slice(0, at).split('\n').length - 1 };
    }
  }
  return null;
}
