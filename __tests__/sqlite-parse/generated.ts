import fc from 'fast-check';

/** Parts of SQL are joined with blanks; an empty part is left out. */
function sequence(...parts: readonly (string | fc.Arbitrary<string>)[]): fc.Arbitrary<string> {
  return fc
    .tuple(...parts.map((part) => (typeof part === 'string' ? fc.constant(part) : part)))
    .map((all) => all.filter((part) => part !== '').join(' '));
}

function maybe(part: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc.option(part, { nil: '' });
}

function list(part: fc.Arbitrary<string>, separator = ', '): fc.Arbitrary<string> {
  return fc.array(part, { minLength: 1, maxLength: 3 }).map((all) => all.join(separator));
}

const bare = fc.constantFrom(
  'a',
  'b',
  'key',
  'action',
  'left',
  'replace',
  'abort',
  'row',
  'Ünïcode',
  'over',
  'filter',
);
const name = fc.oneof(bare, fc.constantFrom('"a b"', '[select]', '`from`', "'text'"));
const column = fc.oneof(bare, fc.constantFrom('"a b"', '[select]'));
const table = fc.oneof(
  name,
  name.map((each) => `main.${each}`),
);
const literal = fc.constantFrom(
  '1',
  '1.5e3',
  '0xFF',
  '1_000',
  "'it''s'",
  'NULL',
  "x'00'",
  'CURRENT_DATE',
  'TRUE',
);
const infix = fc.constantFrom(
  ...'|| -> ->> * / % + - & | << >> < <= > >= = == <> != IS AND OR LIKE GLOB MATCH'.split(' '),
  ...['IS NOT', 'NOT LIKE', 'IS DISTINCT FROM', 'IS NOT DISTINCT FROM'],
);
const type = fc.constantFrom('', 'INT', 'unsigned big int', 'VARCHAR(10)', 'DECIMAL(10, -2)', '"text"');
const conflict = fc.constantFrom('', 'ON CONFLICT IGNORE', 'ON CONFLICT REPLACE', 'ON CONFLICT FAIL');

const { expression, query } = fc.letrec<{ expression: string; query: string }>((tie) => ({
  expression: fc.oneof(
    { maxDepth: 4, depthIdentifier: 'sql' },
    fc.oneof(literal, column, fc.constantFrom('?', ':a', '$a::b')),
    sequence('(', tie('expression'), ')'),
    sequence(tie('expression'), infix, tie('expression')),
    sequence(fc.constantFrom('NOT', '-', '+', '~'), tie('expression')),
    sequence(tie('expression'), fc.constantFrom('ISNULL', 'NOTNULL', 'NOT NULL', 'COLLATE nocase')),
    sequence('(', tie('expression'), fc.constantFrom('BETWEEN', 'NOT BETWEEN'), literal, 'AND', literal, ')'),
    sequence(tie('expression'), fc.constantFrom('IN', 'NOT IN'), '(', maybe(list(tie('expression'))), ')'),
    sequence(tie('expression'), 'IN', '(', tie('query'), ')'),
    sequence('CAST (', tie('expression'), 'AS', type, ')'),
    sequence('CASE', maybe(tie('expression')), 'WHEN', tie('expression'), 'THEN', tie('expression'), 'END'),
    sequence('abs (', tie('expression'), ')'),
    sequence(
      'sum (',
      tie('expression'),
      ') FILTER ( WHERE',
      tie('expression'),
      ') OVER ( ORDER BY',
      column,
      ')',
    ),
    sequence('EXISTS (', tie('query'), ')'),
  ),
  query: fc.oneof(
    { maxDepth: 3, depthIdentifier: 'sql' },
    sequence(
      'SELECT',
      fc.constantFrom('', 'DISTINCT', 'ALL'),
      list(sequence(tie('expression'), maybe(sequence('AS', name)))),
    ),
    sequence(
      'SELECT * FROM',
      list(sequence(table, maybe(sequence('AS', bare))), ' NATURAL JOIN '),
      maybe(sequence('WHERE', tie('expression'))),
      maybe(sequence('GROUP BY', list(tie('expression')))),
      maybe(
        sequence(
          'ORDER BY',
          list(sequence(tie('expression'), fc.constantFrom('', 'ASC', 'DESC NULLS LAST'))),
        ),
      ),
      maybe(sequence('LIMIT', literal)),
    ),
    sequence('SELECT * FROM (', tie('query'), ') AS', name, 'LEFT JOIN', table, 'ON', tie('expression')),
    sequence('VALUES (', list(tie('expression')), ')'),
    sequence(
      'SELECT 1',
      fc.constantFrom('UNION', 'UNION ALL', 'EXCEPT', 'INTERSECT'),
      'SELECT',
      tie('expression'),
    ),
    sequence(
      'WITH',
      bare.map((each) => `x_${each}`),
      'AS (',
      tie('query'),
      ') SELECT 1',
    ),
  ),
}));

const action = fc.constantFrom('CASCADE', 'RESTRICT', 'SET NULL', 'SET DEFAULT', 'NO ACTION');
const reference = sequence(
  'REFERENCES',
  name,
  maybe(sequence('(', column, ')')),
  maybe(sequence(fc.constantFrom('ON DELETE', 'ON UPDATE'), action)),
  fc.constantFrom('', 'DEFERRABLE', 'NOT DEFERRABLE INITIALLY IMMEDIATE', 'DEFERRABLE INITIALLY DEFERRED'),
);
const constraint = sequence(
  maybe(sequence('CONSTRAINT', name)),
  fc.oneof(
    sequence('NOT NULL', conflict),
    sequence('UNIQUE', conflict),
    sequence('CHECK (', expression, ')'),
    sequence(
      'DEFAULT',
      literal.filter((each) => each !== 'TRUE'),
    ),
    sequence('DEFAULT (', expression, ')'),
    fc.constant('COLLATE nocase'),
    reference,
  ),
);
const definition = sequence(name, type, maybe(list(constraint, ' ')));
const tableConstraint = sequence(
  maybe(sequence('CONSTRAINT', name)),
  fc.oneof(
    sequence('UNIQUE (', list(column), ')', conflict),
    sequence('CHECK (', expression, ')', conflict),
    sequence('FOREIGN KEY (', list(column), ')', reference),
  ),
);
const assignments = list(sequence(name, '=', expression));
const where = maybe(sequence('WHERE', expression));
const step = fc.oneof(
  sequence('UPDATE', table, 'SET', assignments, where),
  sequence('INSERT INTO', table, query),
  sequence('DELETE FROM', table, where),
  query,
);

/** Statements that follow the grammar; what they name is not there. */
export const generated: fc.Arbitrary<string> = fc.oneof(
  sequence('CREATE TABLE', table, '(', list(definition), maybe(sequence(',', list(tableConstraint))), ')'),
  sequence('CREATE UNIQUE INDEX', table, 'ON', name, '(', list(expression), ')', where),
  sequence('CREATE VIEW', table, 'AS', query),
  sequence('CREATE TRIGGER', table, 'AFTER UPDATE ON u WHEN', expression, 'BEGIN', list(step, '; '), '; END'),
  sequence('ALTER TABLE', table, 'ADD COLUMN', definition),
  sequence('ALTER TABLE', table, 'ADD CHECK (', expression, ')', conflict),
  sequence('INSERT OR IGNORE INTO', table, '(', list(column), ')', query, 'RETURNING', list(expression)),
  sequence('UPDATE', table, 'SET', assignments, 'FROM', table, where),
  sequence('DELETE FROM', table, where),
  query,
);
