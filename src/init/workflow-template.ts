/** Where the workflow of `holdpoint init` goes. */
export const WORKFLOW_PATH = '.github/workflows/holdpoint.yml';

/** The workflow for a repository whose pull requests come from its own branches; `examples/workflows/repository.yml`. */
export const WORKFLOW = `# Reviews the migrations of every pull request, counts ticks and answers /holdpoint commands in its comments.
# Require the commit status \`holdpoint\` on your main branch to hold merges until the answer is go.
#
# Leave out path filters: a required status that nobody writes stays pending for ever. A pull request without
# migrations gets its success in a few seconds.
# Pull requests from forks have a token that may not write: use the pair in examples/workflows for them (holdpoint-review.yml, holdpoint-publish.yml).
name: Holdpoint

on:
  pull_request:
    types: [opened, synchronize, reopened, ready_for_review, edited] # edited: the base branch may change
  merge_group: # where a merge queue is on
    types: [checks_requested]
  issue_comment: # ticks are edits of our comment, commands are new comments
    types: [created, edited]
  push: # what reaches the default branch is history from then on
    branches: [main, master]
  workflow_dispatch:
    inputs:
      pull-request:
        description: Number of a pull request to review again
        required: false

permissions: {}

jobs:
  review:
    name: Review migrations
    # Comments on issues are none of our business.
    if: \${{ github.event_name != 'issue_comment' || github.event.issue.pull_request }}
    runs-on: ubuntu-latest
    timeout-minutes: 15
    # Runs about one pull request take turns, and none is thrown away. GitHub Enterprise Server does not know \`queue\`.
    concurrency:
      group: holdpoint-\${{ github.event.pull_request.number || github.event.issue.number || inputs.pull-request || github.ref }}
      cancel-in-progress: false
      queue: max
    permissions:
      contents: read # read the change
      statuses: write # set the status \`holdpoint\` on the head commit
      pull-requests: write # write the one comment, react to commands
      checks: write # mark lines in the diff
    steps:
      - uses: actions/checkout@de0fac2e4500dabe0009e67214ff5f5447ce83dd # v6.0.2
        if: \${{ github.event_name != 'issue_comment' }} # ticks and commands need no files
        with:
          fetch-depth: 0 # the history back to where the branch began
          persist-credentials: false

      - id: holdpoint
        uses: holdpoint/holdpoint@v1 # pin the full commit hash of a release where your rules ask for it

      # The whole plan as JSON, Markdown and one HTML page, kept beside the run.
      - uses: actions/upload-artifact@b7c566a772e6b6bfb58ed0dc250532a479d7789f # v6.0.0
        if: \${{ steps.holdpoint.outputs.page != '' }} # nothing to keep without migrations, and after a tick
        continue-on-error: true
        with:
          name: holdpoint
          path: \${{ steps.holdpoint.outputs.folder }}
`;
