import type { EngineError } from '../../model/observation.ts';

/** What to do about an error that says what a statement cannot do, however often it is tried; by its code. */
const BY_CODE: Readonly<Record<string, string>> = {
  '55P04':
    'Add the value in a migration of its own: a transaction cannot use a value of an enumerated type that it added itself.',
};

/** The same by the words of SQLite, which has one code for all of them. https://www.sqlite.org/lang_altertable.html */
const BY_WORDS: readonly (readonly [words: RegExp, cure: string])[] = [
  [
    /^cannot add a column with non-constant default$/i,
    'A table that holds a row takes a constant as default only. Add the column without a default, fill the old rows with an `UPDATE`, and let the application write the value; for a default that the schema keeps, build the table anew.',
  ],
  [
    /^cannot add a STORED column$/i,
    'A table that holds a row takes a `VIRTUAL` column only: it is computed when it is read, and can be indexed. For a stored one, build the table anew.',
  ],
  [
    /^cannot add a REFERENCES column with non-NULL default value$/i,
    'A table that holds a row takes a referring column with default `NULL` only while foreign keys are on. Add it without a default and fill the old rows with an `UPDATE`.',
  ],
  [
    /^cannot add a NOT NULL column with default value NULL$/i,
    'A table that holds a row takes a required column with a default only. Give it a default, or add it nullable and fill the old rows.',
  ],
  [
    /^cannot add a UNIQUE column$/i,
    'SQLite adds no unique column. Add the column without `UNIQUE`, and build a unique index on it: `CREATE UNIQUE INDEX`.',
  ],
  [/^cannot add a PRIMARY KEY column$/i, 'A primary key comes with the table only: build the table anew.'],
  [
    /^cannot drop (?:UNIQUE|PRIMARY KEY) column/i,
    'A column of a key goes with the key only: build the table anew without both.',
  ],
  [
    /^error in (?:index|view|trigger) \S+ after drop column\b/i,
    'Drop what uses the column first, in the same migration, and create it again without the column.',
  ],
  [
    /^error in table \S+ after drop column\b/i,
    'A check, a key or a generated column of the table uses the column: build the table anew without both.',
  ],
  [
    /^error in (?:index|view|trigger) \S+(?: after rename)?:/i,
    'It was broken before: drop it first, in the same migration, and create it again when the rest is done.',
  ],
  [
    /^cannot start a transaction within a transaction$/i,
    'Leave `BEGIN` and `COMMIT` out of the file, or have no transaction around it.',
  ],
];

/** Advice that is more particular than "correct the statement"; null where there is none. */
export function cureFor({ code, message }: EngineError): string | null {
  return BY_CODE[code] ?? BY_WORDS.find(([words]) => words.test(message))?.[1] ?? null;
}

/** True when the statement fails on every table that holds a row, whatever stands in it. */
export function failsOnAnyRow({ message }: EngineError): boolean {
  return /^cannot add a (?:column with non-constant default|STORED column|REFERENCES column|NOT NULL column)/i.test(
    message,
  );
}
