import type { Element, ElementContent } from 'hast';
import { withoutCodeMarks } from '../../../lib/code.ts';
import { visibleLine } from '../../../lib/visible.ts';

/** Small constructors of SVG. Only numbers, our own classes and plain text go in; colors are the page's. */

export interface Picture {
  /** Unique within the page. */
  readonly id: string;
  readonly title: string;
  /** A sentence; names may stand in it. */
  readonly description: string;
  readonly width: number;
  readonly height: number;
  /** `wide` or `narrow`: the window that it is for. */
  readonly window: 'wide' | 'narrow';
}

/** A picture with a name and a description for those who do not see it. */
export function svg(picture: Picture, children: readonly ElementContent[]): Element {
  const { id, title, description, width, height, window } = picture;
  return element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      viewBox: `0 0 ${width} ${height}`,
      width: String(width),
      height: String(height),
      role: 'img',
      ariaLabelledBy: [`${id}-title`, `${id}-desc`],
      className: [window],
    },
    [
      element('title', { id: `${id}-title` }, [{ type: 'text', value: title }]),
      element('desc', { id: `${id}-desc` }, [
        { type: 'text', value: visibleLine(withoutCodeMarks(description)) },
      ]),
      ...children,
    ],
  );
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export function rectangle({ x, y, width, height }: Box, className: string, radius = 0): Element {
  const at = { ...placeOf(x, y), width: placed(width), height: placed(height) };
  return element('rect', { ...at, rx: String(radius), className: [className] }, []);
}

/** A line through points, by the commands of a path. */
export function path(d: string, className: string): Element {
  return element('path', { d, className: [className] }, []);
}

export interface Lettering {
  readonly x: number;
  /** Base line. */
  readonly y: number;
  readonly className: string;
  readonly anchor?: 'start' | 'middle' | 'end';
}

export function lettering(value: string, { x, y, className, anchor = 'start' }: Lettering): Element {
  const at = { ...placeOf(x, y), textAnchor: anchor, className: [className] };
  return element('text', at, [{ type: 'text', value }]);
}

function placeOf(x: number, y: number): { x: string; y: string } {
  return { x: placed(x), y: placed(y) };
}

function placed(value: number): string {
  return String(rounded(value));
}

/** At most one digit after the point, so that the same input gives the same bytes. */
export function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}

function element(tagName: string, properties: Element['properties'], children: ElementContent[]): Element {
  return { type: 'element', tagName, properties, children };
}
