/** Page of what differs between server versions, as Markdown; `featureLink` gives a feature's page of PostgreSQL's manual. */
export function serverVersionsPage({ postgres, featureLink, sqlite }) {
  return [
    '<!-- Written by `npm run generate` from src/dialects/*/versions. -->',
    INTRODUCTION,
    ...versionsOf(postgres).flatMap((version) => [
      `## New in PostgreSQL ${version}`,
      `Release notes: <https://www.postgresql.org/docs/${version}/release-${version}.html>`,
      table(
        postgres.filter(({ since }) => since === version),
        featureLink,
      ),
    ]),
    SQLITE,
    liteTable(sqlite),
    '',
  ].join('\n\n');
}

function versionsOf(features) {
  return [...new Set(features.map(({ since }) => since))].sort((left, right) => left - right);
}

function liteTable(features) {
  return [
    '| Since | What | On an older one |',
    '| --- | --- | --- |',
    ...versionsOf(features).flatMap((version) =>
      byAdvice(features.filter(({ since }) => since === version)).map(
        ([instead, names], index) =>
          `| ${index === 0 ? `[3.${version}](https://www.sqlite.org/releaselog/3_${version}_0.html)` : ''} | ${cell(names)} | ${cell(instead)} |`,
      ),
    ),
  ].join('\n');
}

/** Functions of one version share a row. */
function byAdvice(features) {
  const rows = new Map();
  for (const { name, instead, builtIn } of features) {
    const known = rows.get(instead);
    const words = builtIn === undefined ? name : `\`${builtIn}\``;
    rows.set(instead, known === undefined ? words : `${known}, ${words}`);
  }
  return [...rows];
}

function table(features, linkOf) {
  return [
    '| What | Manual | On an older server |',
    '| --- | --- | --- |',
    ...features.map((feature) => {
      const { name, page, instead } = feature;
      return `| ${cell(name)} | [${page}](${linkOf(feature)}) | ${cell(instead)} |`;
    }),
  ].join('\n');
}

function cell(text) {
  return text.replaceAll('|', '\\|');
}

const INTRODUCTION = `# Server versions

What follows is about PostgreSQL; [SQLite](#sqlite) is at the end.

The embedded engine is PostgreSQL 18. Tell the major version that you run with \`--server-version 15\` on the command
line, \`server-version: 15\` in the action or in the configuration, and the review takes into account what differs.
Versions 13 to 18 are known.

## What the version changes in a review

- **What is not there yet is a finding.** A statement that uses syntax, a built-in function, a server parameter or a
  predefined role from the tables below on an older server is reported by
  [\`needs-newer-server\`](rules/needs-newer-server.md), with the manual's page and what to do instead. It is found in
  the tree of the server's own grammar, also in the bodies of SQL functions; code in other languages and in \`DO\` blocks
  is not looked into. A function that your migrations make under the name of a newer one is not held against you, and
  what is new on partitioned tables only is reported on those only.
- **What was measured stands, and the manual's answer for your version stands beside it.** Locks and work are measured
  on the embedded engine. Where the documented answers for the two versions differ, the report adds a line such as
  “On your server (version 15): …” to the statement, and the stronger of the two decides whether it counts as blocking.
- **What cannot run in a transaction** (\`CREATE INDEX CONCURRENTLY\`, \`VACUUM\` …) is answered by the manual of your
  version in the first place.
- **A safer way** that your server does not know yet is not offered.

## Locks and work that differ

| What | Until 17 | Since 18 |
| --- | --- | --- |
| \`GRANT\` and \`REVOKE\` on a table | no lock | \`AccessShareLock\` |
| \`ADD UNIQUE\`, or \`ADD PRIMARY KEY\` on columns that are NOT NULL, on a partitioned table | \`ShareLock\` on the partitions | \`AccessExclusiveLock\` on the partitions |
| \`ADD UNIQUE\` on a table that others inherit from | no lock on those | \`AccessExclusiveLock\` on those |
| \`ADD FOREIGN KEY\` on a table that others inherit from | no lock on those | \`ShareRowExclusiveLock\` on those |
| \`ANALYZE\` of a table that others inherit from | looks at those only | analyzes those, too |
| \`VACUUM\` of a table that others inherit from | leaves those alone | vacuums those, too |

The locks were measured with some 260 statements on PostgreSQL 15.18 and 18, and on tables these were the only
differences between the two; what \`VACUUM\` and \`ANALYZE\` reach is told by the release notes of 18. What follows is the same in all versions from 13 to 18: \`SET NOT NULL\` reads no rows where a validated
check proves it, \`ATTACH PARTITION\` and \`ALTER INDEX … RENAME\` keep nobody from reading and writing the parent or
the table, a new value of an enumerated type can be added in a transaction, and a constant default is not written into
the rows.

## Two witnesses

Every documented answer is held against measurements: the tests compare manual and engine for all statements of all
rules' examples. Where the text of a statement cannot tell what the engine can see, the manual's answer is the more careful
one: a \`WHERE\` clause may hit every row, a default may call a function that is volatile, a check may or may not prove the
bound of a partition, and what a \`DO\` block or a called function does is not documented at all.`;

const SQLITE = `## SQLite

The engine is SQLite 3.54. The library that opens the database is often older: Debian 12 brings 3.40, Ubuntu 22.04 3.37.
Tell its version as \`server-version: '3.40'\` (in quotes, since YAML takes \`3.40\` for 3.4; \`40\` means the same). What it
does not have yet is reported by [\`needs-newer-server\`](rules/needs-newer-server.md), also in the bodies of triggers. A
function of \`presuppose: functions\` is the application's own. Before 3.37, \`ADD COLUMN\` with a \`CHECK\` did not look at
the rows that are there.`;
