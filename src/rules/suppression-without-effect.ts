import type { Rehearsal } from '../model/rehearsal.ts';
import type { Remark } from '../model/remark.ts';
import { defineRule } from '../model/rule.ts';
import { advice } from './support/hit.ts';

const USERS = 'CREATE TABLE users (id bigint PRIMARY KEY, email text);';

export default defineRule({
  id: 'suppression-without-effect',
  title: 'Suppression without effect',
  severity: 'note',
  dialects: ['postgres', 'mysql', 'sqlite'],
  alwaysCounts: 'it is about such comments.',
  docs: {
    what: 'Looks for comments such as `-- holdpoint: allow <rule>: <reason>` that silence nothing: they give no reason, name a rule that does not exist or cannot be silenced, stand where their rule finds nothing, or ask for more than the configuration lets files silence.',
    why: 'Whoever reads the file takes the hazard for considered and accepted. It is neither, and a comment that is left behind can hide a hazard that comes later.',
    instead:
      'Give the reason, correct the name or the place, or remove the comment. See the page on suppressions.',
    references: ['https://github.com/holdpoint/holdpoint/blob/main/docs/suppressions.md'],
  },
  examples: {
    bad: [
      {
        title: 'No reason is given, so that the finding counts',
        base: [USERS],
        head: [
          {
            up: '-- holdpoint: allow index-build-blocks-writes\nCREATE INDEX users_email ON users (email);',
          },
        ],
        also: ['index-build-blocks-writes'],
      },
      {
        title: 'A typing mistake in the name of the rule',
        base: [USERS],
        head: [
          {
            up: "SET lock_timeout = '5s';\n-- holdpoint: allow index-build-block-writes: the table is small\nCREATE INDEX users_email ON users (email);",
          },
        ],
        also: ['index-build-blocks-writes'],
      },
      {
        title: 'The hazard is gone, the comment is still there',
        base: [USERS],
        head: [
          {
            up: '-- holdpoint: allow index-build-blocks-writes: the table is small\nCREATE INDEX CONCURRENTLY users_email ON users (email);',
            transaction: 'none',
          },
        ],
      },
    ],
    good: [
      {
        title: 'A reason, at the statement',
        base: [USERS],
        head: [
          {
            up: "SET lock_timeout = '5s';\n-- holdpoint: allow index-build-blocks-writes: 200 rows, built in 1 ms\nCREATE INDEX users_email ON users (email);",
          },
        ],
      },
      {
        title: 'For the whole file, with an empty line below',
        base: [USERS],
        head: [
          {
            up: '-- holdpoint: allow strong-lock-without-timeout: the runner sets it\n\nALTER TABLE users ADD COLUMN phone text;\nALTER TABLE users ADD COLUMN fax text;',
          },
        ],
      },
      {
        title: 'Words in a string are no comment',
        base: [USERS],
        head: [{ up: "COMMENT ON TABLE users IS '\n-- holdpoint: allow nothing';" }],
      },
    ],
  },
  check(rehearsal, { idle }) {
    return idle.map(({ remark, object, why, instead }) => ({
      migration: migrationOf(rehearsal, remark),
      statement: null,
      path: remark.path,
      line: remark.line,
      object,
      message: `This comment silences nothing. ${why}`,
      evidence: [],
      remedy: advice(instead),
    }));
  },
});

function migrationOf({ migrations }: Rehearsal, { path, version }: Remark): number | null {
  const at = migrations.findIndex(({ change: { migration } }) => {
    const paths = [migration.path, migration.up.path, migration.down?.path];
    return migration.version === version && paths.includes(path);
  });
  return at < 0 ? null : at;
}
