import { isMap, isNode, isScalar, LineCounter, parseDocument, type Document } from 'yaml';

import { usageProblem } from '../model/problem.ts';

/** A YAML file whose values know their lines. */
export interface YamlFile {
  readonly path: string;
  /** Plain data; null for an empty file. */
  readonly value: unknown;
  /** Line of the value at a path of keys, or of the closest thing around it, from 1. */
  lineOf(keys: readonly PropertyKey[]): number;
  /** Line of a key in the map at a path. */
  lineOfKey(keys: readonly PropertyKey[], key: string): number;
}

/**
 * Reads YAML 1.2 text.
 *
 * @throws Problem `configuration-syntax` with file and line.
 */
export function readYaml(text: string, path: string): YamlFile {
  const lines = new LineCounter();
  const document = parseDocument(text, { version: '1.2', prettyErrors: false, lineCounter: lines });
  const lineAt = (offset: number): number => lines.linePos(offset).line;
  const [error] = document.errors;
  if (error !== undefined) throw syntaxProblem(path, lineAt(error.pos[0]), error.message);
  return {
    path,
    value: plain(document, path),
    lineOf: (keys) => lineAt(offsetOf(document, keys)),
    lineOfKey: (keys, key) => lineAt(keyOffset(document, keys, key) ?? offsetOf(document, keys)),
  };
}

function plain(document: Document, path: string): unknown {
  try {
    return document.toJS();
  } catch (error) {
    throw syntaxProblem(path, 1, error instanceof Error ? error.message : String(error));
  }
}

function syntaxProblem(path: string, line: number, message: string): Error {
  const why = message.replace(/\.$/, '');
  return usageProblem(
    'configuration-syntax',
    `${path}, line ${line}: ${why}.`,
    'Correct the YAML; see docs/configuration.md for an example.',
  );
}

function offsetOf(document: Document, keys: readonly PropertyKey[]): number {
  for (let length = keys.length; length > 0; length -= 1) {
    const node: unknown = document.getIn(keys.slice(0, length), true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return 0;
}

function keyOffset(document: Document, keys: readonly PropertyKey[], key: string): number | null {
  const node: unknown = keys.length === 0 ? document.contents : document.getIn(keys, true);
  if (!isMap(node)) return null;
  for (const { key: written } of node.items) {
    if (isScalar(written) && String(written.value) === key) return written.range?.[0] ?? null;
  }
  return null;
}
