import { githubSuggestionPublisher } from '../adapters/github/suggestion-publisher.ts';
import type { PullRequest, Publisher } from '../model/ports.ts';
import { publishSuggestions } from '../publish/publish-suggestions.ts';
import { isOn } from './is-on.ts';
import type { Occasion } from './occasion.ts';
import type { Reviewed } from './services.ts';

/** Suggests on the lines of the pull request what was run in their place, unless nobody wants it. */
export async function suggestFixes(
  { report, hand }: Pick<Reviewed, 'report' | 'hand'>,
  { number, open, headSha }: PullRequest,
  publisher: Publisher,
  { client, place, inputs }: Occasion,
): Promise<void> {
  if (!open || headSha !== hand.head || !isOn('suggestions', inputs.suggestions)) return;
  const { owner, repo } = place;
  await publishSuggestions(githubSuggestionPublisher(client, { owner, repo, number }), {
    sha: headSha,
    fixes: report.fixes,
    identity: () => publisher.identity(),
  });
}
