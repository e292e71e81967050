import { code } from '../lib/code.ts';
import type { Dialect } from '../model/dialect.ts';
import type { Engine } from '../model/engine.ts';
import type { EngineError } from '../model/observation.ts';
import type { BaseReplay, LackingStatement } from '../model/rehearsal.ts';
import { runningSql, type Statement } from '../model/statement.ts';
import type { ParsedMigration } from './parsed-project.ts';

/** Statements that say nothing of what they change, except by what they call. */
const CALLS: ReadonlySet<string> = new Set(['query', 'call', 'do-block', 'other']);

/**
 * Follows, from statement to statement, what needs an extension that the engine lacks: what is made of it, and what
 * is there no more because a statement could not run. Extensions are told as in a sentence: "the extension `postgis`".
 */
export class Lacks {
  readonly #lore: Dialect['extensionLore'];
  readonly #lacked: readonly string[];
  readonly #created: Set<string>;
  /** Objects that are not what they are where the extension is, and which one. */
  readonly #affected = new Map<string, string>();

  constructor(engine: Engine, dialect: Dialect, presupposed: readonly string[] = []) {
    this.#lore = dialect.extensionLore;
    this.#lacked = engine.lackedExtensions ?? [];
    this.#created = new Set(presupposed.filter((extension) => this.#lacked.includes(extension)));
  }

  /** Goes over what is shipped: the replay, with what failed for the lack of an extension set apart. */
  sorted(base: readonly ParsedMigration[], replay: BaseReplay): BaseReplay {
    const lacking: LackingStatement[] = [];
    const failing = new Map(replay.failures.map((failure) => [placeOf(failure), failure]));
    for (const { migration, up } of base) {
      for (const statement of up.statements) {
        const { sql, span } = statement;
        const failure = failing.get(placeOf({ migration, line: span.line, sql }));
        const lacks = failure === undefined ? null : this.behind(statement, failure.error);
        if (failure === undefined) this.neededBy(statement);
        if (lacks !== null) lacking.push({ migration, line: span.line, sql, lacks });
      }
    }
    if (lacking.length === 0) return replay;
    const set = new Set(lacking.map(placeOf));
    return { ...replay, failures: replay.failures.filter((failure) => !set.has(placeOf(failure))), lacking };
  }

  /** What a statement that failed lacks; null when it failed for another reason. */
  behind(statement: Statement, error: EngineError): string | null {
    const managed = this.#managed(statement);
    const extension = managed ?? this.#blamed(error);
    if (extension === null) return null;
    this.#affect(statement, extension);
    return inWords(extension);
  }

  /** What an error outside of the migration, such as one of a rollback, comes from. */
  causeOf(error: EngineError): string | null {
    const extension = this.#blamed(error);
    return extension === null ? null : inWords(extension);
  }

  /** What a statement that ran on stand-ins, or on something that the lack affects, would need to mean anything. */
  neededBy(statement: Statement): string | null {
    const extension = this.#managed(statement) ?? this.#used(statement) ?? this.#touched(statement);
    return extension === null ? null : inWords(extension);
  }

  /** What SQL uses that the engine only pretends to have. */
  usedIn(sql: string): string | null {
    const extension = this.#lore?.usedIn(sql, [...this.#created]) ?? null;
    return extension === null ? null : inWords(extension);
  }

  #managed(statement: Statement): string | null {
    const managed = this.#lore?.managedIn(runningSql(statement), this.#lacked) ?? null;
    if (managed !== null) this.#created.add(managed);
    return managed;
  }

  #blamed(error: EngineError): string | null {
    const named = this.#lore?.namedBy(error.message) ?? [];
    const affected = named.find((name) => this.#affected.has(name));
    if (affected !== undefined) return this.#affected.get(affected) ?? null;
    return this.#lore?.behind(error, [...this.#created]) ?? null;
  }

  #used(statement: Statement): string | null {
    const used = this.#lore?.usedIn(runningSql(statement), [...this.#created]) ?? null;
    if (used !== null && isCall(statement)) this.#affect(statement, used);
    return used;
  }

  #touched(statement: Statement): string | null {
    if (statement.kind === 'unreadable' || this.#affected.size === 0) return null;
    const names = statement.changes.flatMap(({ object, relation }) => [object, relation ?? '']);
    const touched = names.find((name) => this.#affected.has(name));
    return this.#affected.get(touched ?? '') ?? null;
  }

  #affect(statement: Statement, extension: string): void {
    if (statement.kind === 'unreadable') return;
    for (const change of statement.changes) {
      if (change.object !== '') this.#affected.set(change.object, extension);
      if (change.kind === 'rename') this.#affected.set(change.to, extension);
    }
    // `SELECT create_hypertable('conditions', …)` turns a table into something else.
    const [first] = isCall(statement) ? (this.#lore?.namedBy(runningSql(statement)) ?? []) : [];
    if (first !== undefined) this.#affected.set(first, extension);
  }
}

function isCall(statement: Statement): boolean {
  return statement.kind === 'readable' && statement.changes.every(({ kind }) => CALLS.has(kind));
}

function inWords(extension: string): string {
  return `the extension ${code(extension)}`;
}

function placeOf({ migration, line, sql }: Pick<LackingStatement, 'migration' | 'line' | 'sql'>): string {
  return JSON.stringify([migration.path, migration.version, line, sql]);
}
