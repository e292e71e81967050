import type { RootContent } from 'mdast';
import { toMarkdown } from './markdown.ts';
import { html, list, name, paragraph, strong } from './nodes.ts';
import { prose } from './prose.ts';

/** What is answered to a command in a comment of its own. */
export interface ReplyText {
  /** Id of the comment that is answered. */
  readonly comment: number;
  /** Sentences, with code between backticks. */
  readonly sentences: readonly string[];
  /** Lines of code to choose from. */
  readonly choices: readonly string[];
}

/** First line of an answer, by which the same command is not answered twice. */
function replyMarker(comment: number): string {
  return `<!-- holdpoint:reply ${comment} -->`;
}

/** The answer as a comment. It mentions nobody: whoever asked is told of it by the reaction. */
export function renderReply({ comment, sentences, choices }: ReplyText): string {
  const [first = '', ...rest] = sentences;
  const nodes: RootContent[] = [
    html(replyMarker(comment)),
    paragraph(strong('Holdpoint:'), ' ', ...prose(first)),
    ...rest.map((sentence) => paragraph(...prose(sentence))),
    ...list(choices.map((choice) => [name(choice)])),
  ];
  return `${toMarkdown(nodes)}\n`;
}
