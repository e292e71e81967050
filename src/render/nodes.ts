import type {
  BlockContent,
  Break,
  Code,
  Heading,
  Html,
  InlineCode,
  Link,
  List,
  ListItem,
  Paragraph,
  PhrasingContent,
  RootContent,
  Strong,
  Table,
  Text,
} from 'mdast';
import { countOf } from '../lib/count-of.ts';
import { clip, visibleLine, visibleLines } from './visible.ts';

/** Small typed constructors of mdast nodes. Only our own constants become `text` and `html` here. */

export type Inline = PhrasingContent | string;

const LONGEST_NAME = 200;
/** More SQL than anybody reads in a comment; the JSON report always has all of it. */
const LONGEST_SQL = 20_000;

export function text(value: string): Text {
  return { type: 'text', value };
}

export function strong(...children: readonly Inline[]): Strong {
  return { type: 'strong', children: inlines(children) };
}

/** A name, path or short piece of SQL: always code, so that it pings nobody and renders as it is. */
export function name(value: string): InlineCode {
  const line = clip(visibleLine(value), LONGEST_NAME);
  return { type: 'inlineCode', value: line === '' ? '(empty)' : line };
}

export function paragraph(...children: readonly Inline[]): Paragraph {
  return { type: 'paragraph', children: inlines(children) };
}

export function heading(depth: Heading['depth'], ...children: readonly Inline[]): Heading {
  return { type: 'heading', depth, children: inlines(children) };
}

/** A fence of SQL; the serializer makes it longer than any run of backticks inside. */
export function sqlFence(statements: readonly string[]): Code {
  return fence('sql', statements.map(terminated).join('\n'));
}

/** A fence of anything that a person runs. */
export function fence(language: 'sql' | 'sh', code: string): Code {
  return { type: 'code', lang: language, value: clipLines(visibleLines(code), language) };
}

export function list(items: readonly (readonly Inline[])[]): List[] {
  if (items.length === 0) return [];
  return [
    { type: 'list', ordered: false, spread: false, children: items.map((item) => listItem(item, null)) },
  ];
}

/** A list item with something beneath it. */
export interface Branch {
  readonly line: readonly Inline[];
  readonly below: readonly BlockContent[];
}

/** Items with what stands beneath each, numbered or not. */
export function branches(items: readonly Branch[], manner: { readonly ordered: boolean }): List[] {
  if (items.length === 0) return [];
  const children = items.map(({ line, below }): ListItem => ({
    type: 'listItem',
    spread: below.some(({ type }) => type !== 'list'),
    children: [paragraph(...line), ...below],
  }));
  return [{ type: 'list', ordered: manner.ordered, spread: false, children }];
}

/** A link within the document or to an address of ours. */
export function link(url: string, ...children: readonly Inline[]): Link {
  return { type: 'link', url, children: inlines(children) };
}

/** A new line inside of a list item. */
export function lineBreak(): Break {
  return { type: 'break' };
}

export interface Task {
  readonly done: boolean;
  readonly children: readonly Inline[];
}

export function taskList(tasks: readonly Task[]): RootContent[] {
  const children = tasks.map((task) => listItem(task.children, task.done));
  return [{ type: 'list', ordered: false, spread: false, children }];
}

/** A table; every row must have as many cells as the header. */
export function table(header: readonly string[], rows: readonly (readonly (readonly Inline[])[])[]): Table {
  const cells = [header.map((title) => [title]), ...rows];
  return {
    type: 'table',
    children: cells.map((row) => ({
      type: 'tableRow',
      children: row.map((cell) => ({ type: 'tableCell', children: inlines(cell).map(inCell) })),
    })),
  };
}

/** A folded section. `summary` is our own text, without names. */
export function details(summary: string, children: readonly RootContent[]): RootContent[] {
  if (children.length === 0) return [];
  return [html(`<details>\n<summary>${summary}</summary>`), ...children, html('</details>')];
}

export function html(value: string): Html {
  return { type: 'html', value };
}

function listItem(children: readonly Inline[], checked: boolean | null): ListItem {
  return { type: 'listItem', spread: false, checked, children: [paragraph(...children)] };
}

function inlines(children: readonly Inline[]): PhrasingContent[] {
  return children.map((child) => (typeof child === 'string' ? text(child) : child));
}

/** GFM has no way to write a backslash before a pipe in the code of a cell: the two are kept apart. */
function inCell(node: PhrasingContent): PhrasingContent {
  return node.type === 'inlineCode' ? { ...node, value: node.value.replaceAll('\\|', '\\ |') } : node;
}

function terminated(sql: string): string {
  const trimmed = sql.trimEnd();
  return /(;|\*\/)$/.test(trimmed) ? trimmed : `${trimmed};`;
}

function clipLines(sql: string, language: 'sql' | 'sh'): string {
  if (sql.length <= LONGEST_SQL) return sql;
  const end = sql.lastIndexOf('\n', LONGEST_SQL);
  const kept = end > 0 ? sql.slice(0, end) : clip(sql, LONGEST_SQL);
  const comment = language === 'sql' ? '--' : '#';
  return `${kept}\n${comment} ${countOf(sql.length - kept.length, 'more character')}; the JSON report has all of them`;
}
