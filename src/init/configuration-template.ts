import type { ChangeSet, Project } from '../model/project.ts';

/** Where the configuration of `holdpoint init` goes. */
export const CONFIGURATION_PATH = '.holdpoint.yml';

const SCHEMA = 'https://raw.githubusercontent.com/holdpoint/holdpoint/main/docs/configuration.schema.json';

const HEAD = `# yaml-language-server: $schema=${SCHEMA}
#
# Holdpoint finds most things by itself; this file says what it cannot know. In a pull request the file counts as it is
# on the base branch. All keys: docs/configuration.md.
`;

const REST = `
# What a rule's findings weigh: block, warn, note or off. \`holdpoint rules\` lists the ids.
# rules:
#   index-build-blocks-writes:
#     severity: warn

# The highest severity that a comment in a migration may silence: block, warn, note or off.
# suppressions: warn

# Who may tick items, overrule findings and say go: roles, author, '@login' or '@organization/team'.
# who:
#   tick: [write]
#   accept: [maintain]
#   decide: [maintain]
# override-days: 90

# The lock timeout that the role or database sets for migrations, so that they need not set it themselves.
# lock-timeout: 5s

# What databases hold before the first migration.
# presuppose:
#   roles: [app]
#   extensions: [pgcrypto]
`;

/** The configuration for the projects that were found. */
export function configurationText({ projects }: ChangeSet): string {
  const found = projects.map(({ project }) => project);
  return HEAD + (found.length === 0 ? NONE : `\nprojects:\n${found.map(entryOf).join('')}`) + REST;
}

const NONE = `
# No migrations were found. Name their folder:
# projects:
#   - path: db/migrations
`;

function entryOf({ path, dialect, layout, layoutReason }: Project): string {
  return [
    `  - path: ${/^[\w./-]+$/.test(path) ? path : JSON.stringify(path)}`,
    `    dialect: ${dialect}`,
    `    layout: ${layout} # ${layoutReason.replace(/\s+/g, ' ')}`,
    '    # server-version: 16 # major version of the server that the migrations run on; the newest without it',
    '',
  ].join('\n');
}
