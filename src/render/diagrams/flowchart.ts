import type { Code } from 'mdast';
import { labelOf } from './label.ts';

/** A step of a flowchart. Identifiers are ours; labels may hold anything. */
export interface Node {
  readonly id: string;
  readonly label: string;
  readonly shape: 'step' | 'question' | 'end';
}

export interface Arrow {
  readonly from: string;
  readonly to: string;
  /** What stands on the arrow; null for nothing. */
  readonly word: string | null;
}

/** Nodes in a frame with a title. */
export interface Frame {
  readonly id: string;
  readonly label: string;
  readonly nodes: readonly Node[];
}

const BRACKETS = { step: ['[', ']'], question: ['{{', '}}'], end: ['([', '])'] } as const;

/**
 * A fence that GitHub draws. Flowcharts, quoted labels and plain arrows are what all versions of Mermaid draw alike;
 * https://mermaid.js.org/syntax/flowchart.html
 */
export function flowchart(frames: readonly Frame[], nodes: readonly Node[], arrows: readonly Arrow[]): Code {
  const lines = [
    'flowchart TD',
    ...frames.flatMap(frameLines),
    ...nodes.map(nodeLine),
    ...arrows.map(({ from, to, word }) =>
      word === null ? `${from} --> ${to}` : `${from} -->|${wordOf(word)}| ${to}`,
    ),
  ];
  return { type: 'code', lang: 'mermaid', value: lines.join('\n  ') };
}

function frameLines({ id, label, nodes }: Frame): string[] {
  return [`subgraph ${id}["${labelOf(label)}"]`, ...nodes.map((node) => `  ${nodeLine(node)}`), 'end'];
}

function nodeLine({ id, label, shape }: Node): string {
  const [opening, closing] = BRACKETS[shape];
  return `${id}${opening}"${labelOf(label)}"${closing}`;
}

/** A plain word stands as it is; anything else is quoted. */
function wordOf(word: string): string {
  return /^[a-z]+$/.test(word) ? word : `"${labelOf(word)}"`;
}
