import type { Notice } from '../answer.ts';
import type { Relation } from './state.ts';

/** The engine's own messages about work, at level DEBUG1. */
export class Evidence {
  readonly #messages: readonly string[];

  constructor(notices: readonly Notice[]) {
    this.#messages = notices
      .filter(({ severity }) => severity.startsWith('DEBUG'))
      .map(({ message }) => message);
  }

  /** `rewriting table "users"`. */
  rewrite(relation: Relation): string | null {
    return this.#first(`rewriting table "${relation.bareName}"`);
  }

  /** `building index "i" on table "users" serially`, and how many more. */
  indexBuild(relation: Relation): string | null {
    const built = this.#messages.filter(
      (message) =>
        message.startsWith('building index "') && message.includes(`" on table "${relation.bareName}"`),
    );
    const more = built.length > 1 ? ` and ${built.length - 1} more` : '';
    return built[0] === undefined ? null : `${built[0]}${more}`;
  }

  /** What was read in full, and why. */
  scan(relation: Relation): string | null {
    return this.#first(`verifying table "${relation.bareName}"`);
  }

  /** A foreign key's validation names only the constraint; a scan beside it is its doing. */
  foreignKey(): string | null {
    return this.#messages.find((message) => message.startsWith('validating foreign key constraint')) ?? null;
  }

  /** Why something was not done: a constraint proves it already. */
  proof(relation: Relation): string | null {
    const name = relation.bareName;
    return (
      this.#messages.find(
        (message) =>
          (message.startsWith('existing constraints on column "') && message.includes(`"${name}.`)) ||
          message.startsWith(`partition constraint for table "${name}" is implied`) ||
          message.startsWith(`updated partition constraint for default partition "${name}" is implied`),
      ) ?? null
    );
  }

  #first(text: string): string | null {
    return this.#messages.find((message) => message.startsWith(text)) ?? null;
  }
}
