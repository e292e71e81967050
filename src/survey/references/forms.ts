import { camelCase, partsOf, pascalCase, plural, singular, snakeCase } from './identifier.ts';

/** What a name is called in code. */
export interface Forms {
  /** As the database has it. */
  readonly exact: string;
  /** All of them, the exact one first. */
  readonly all: readonly string[];
}

/** Names that stand for many things, so that a hit alone says nothing. */
const COMMON: ReadonlySet<string> = new Set(
  `account action active address amount archived author body category code color comment config content count country
  created created_at created_by currency data date day default deleted deleted_at description details disabled email
  enabled end end_date error event file first_name flag format group hash height hidden id image index info is_active
  is_deleted item items key kind label language last_name level limit link locale location message meta metadata method
  mode model month name note notes number option options order owner parent parent_id password path phone position price
  priority private public quantity rank rate ref role score settings size slug sort source start start_date state status
  summary tag tags target text time timestamp timezone title token total type unit updated updated_at updated_by url user
  user_id username uuid value values version visible weight width year zip`.split(/\s+/),
);

/** True for a name that code uses for much else, or that is too short to tell. */
export function isCommon(name: string): boolean {
  const snake = snakeCase(partsOf(name));
  return snake.length < 3 || COMMON.has(snake);
}

/** True for a name that stands for nothing else: two words or more, and not two of the usual ones. */
export function isRare(name: string): boolean {
  return !isCommon(name) && partsOf(name).length > 1 && name.length >= 8;
}

/** `email_address`, `emailAddress`, `EmailAddress`, `EMAIL_ADDRESS`, and what reads and writes it in Java. */
export function columnForms(column: string): Forms {
  const parts = partsOf(column);
  const pascal = pascalCase(parts);
  const accessors = isCommon(column) ? [] : [`get${pascal}`, `set${pascal}`];
  const cases = [snakeCase(parts), camelCase(parts), pascal, snakeCase(parts).toUpperCase()];
  return forms(column, [...cases, ...accessors]);
}

/** The table in the cases of code, and the model that frameworks name after it: `order_items`, `OrderItem`. */
export function tableForms(table: string): Forms {
  const parts = partsOf(table);
  const cases = [plural(parts), singular(parts)].flatMap((each) => [
    snakeCase(each),
    camelCase(each),
    pascalCase(each),
  ]);
  return forms(table, [...cases, snakeCase(parts).toUpperCase()]);
}

/** Names of the class or model by convention. */
export function modelNames(table: string): string[] {
  const parts = partsOf(table);
  return [...new Set([pascalCase(singular(parts)), pascalCase(parts)])];
}

function forms(exact: string, others: readonly string[]): Forms {
  return { exact, all: [...new Set([exact, ...others])].filter((form) => form.length > 1) };
}

/** One expression that finds any of the words as a whole word. */
export function anyOf(words: readonly string[]): RegExp {
  const longestFirst = [...words].sort((left, right) => right.length - left.length).map(escaped);
  return new RegExp(`(?<![\\p{L}\\d_])(?:${longestFirst.join('|')})(?![\\p{L}\\d_])`, 'gu');
}

export function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}
