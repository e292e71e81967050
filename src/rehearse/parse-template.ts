import type { Dialect } from '../model/dialect.ts';
import type { SqlSource, Substitution } from '../model/migration.ts';
import type { Span } from '../model/span.ts';
import type { Script, Statement } from '../model/statement.ts';

/**
 * Reads a source with its template variables filled in. Statements stand where they stand in the file and carry its
 * text for people; `runs` is what the engine gets.
 */
export function parseTemplate(source: SqlSource, dialect: Pick<Dialect, 'parse'>): Script {
  const { text, substitutions = [] } = source;
  if (source.defect !== null || substitutions.length === 0) return dialect.parse(source);
  const script = dialect.parse({ path: source.path, text: filledIn(text, substitutions), defect: null });
  const file = new TemplateFile(text, substitutions);
  return { ...script, statements: script.statements.map((statement) => file.asWritten(statement)) };
}

function filledIn(text: string, substitutions: readonly Substitution[]): string {
  const pieces = substitutions.map(({ start, value }, index) => {
    return text.slice(substitutions[index - 1]?.end ?? 0, start) + value;
  });
  return pieces.join('') + text.slice(substitutions.at(-1)?.end ?? 0);
}

/** Byte offsets of the filled-in text in the file. */
class TemplateFile {
  readonly #bytes: Buffer;
  readonly #stretches: readonly { start: number; length: number; written: number }[];

  constructor(text: string, substitutions: readonly Substitution[]) {
    this.#bytes = Buffer.from(text);
    let grown = 0;
    this.#stretches = substitutions.map(({ start, end, value }) => {
      const written = Buffer.byteLength(text.slice(start, end));
      const length = Buffer.byteLength(value);
      const at = Buffer.byteLength(text.slice(0, start)) + grown;
      grown += length - written;
      return { start: at, length, written };
    });
  }

  asWritten(statement: Statement): Statement {
    const span = this.#spanOf(statement.span);
    const place = { span, sql: this.#bytes.toString('utf8', span.start, span.end), runs: statement.sql };
    if (statement.kind === 'readable') return { ...statement, ...place };
    return { ...statement, ...place, at: this.#spanOf(statement.at) };
  }

  #spanOf(span: Span): Span {
    const start = this.#inFile(span.start, 'start');
    const end = this.#inFile(span.end, 'end');
    const line = this.#bytes.toString('utf8', this.#bytes.lastIndexOf(10, start - 1) + 1, start);
    const column = Array.from(line.replace(/^\uFEFF/, '')).length + 1;
    return { ...span, start, end: Math.max(start, end), column: start === 0 ? 1 : column };
  }

  /** An offset inside of a value stands for the variable: its first byte, or for an end the one after its last. */
  #inFile(offset: number, edge: 'start' | 'end'): number {
    let shift = 0;
    for (const { start, length, written } of this.#stretches) {
      if (offset <= start && !(edge === 'start' && offset === start && length === 0)) break;
      if (offset < start + length) return start - shift + (edge === 'start' ? 0 : written);
      shift += length - written;
    }
    return offset - shift;
  }
}
