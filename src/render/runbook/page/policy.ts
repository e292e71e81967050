import { createHash } from 'node:crypto';

/** What the page may do: its own styles and its own script, by their digests, and nothing else. */
export function contentPolicy({
  style,
  script,
}: {
  readonly style: string;
  readonly script: string;
}): string {
  return `default-src 'none'; style-src '${digestOf(style)}'; script-src '${digestOf(script)}'; base-uri 'none'; form-action 'none'`;
}

function digestOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
