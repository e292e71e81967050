import type { Element, ElementContent } from 'hast';
import type { Runbook, TimelineDay } from '../../../model/runbook.ts';
import { daysInWords } from '../days.ts';
import { STAGE_WORD } from '../stage-words.ts';
import { lettering, path, rectangle, rounded, svg, type Picture } from './svg.ts';
import { textLines } from './text-lines.ts';

const SIZE = 14;
const LINE = 18;
const BAR = 18;
const GAP = 14;
const AXIS = 26;
/** Below the axis, where the words stand above the bars. */
const LEGEND = 24;

/** Where things go: the words beside the bars, or above them where there is no room. */
interface Form {
  readonly window: Picture['window'];
  readonly width: number;
  /** Room for words, and where the bars begin. */
  readonly words: number;
  readonly left: number;
  readonly mostTicks: number;
}

const FORMS: readonly Form[] = [
  { window: 'wide', width: 800, words: 300, left: 320, mostTicks: 15 },
  { window: 'narrow', width: 340, words: 340, left: 4, mostTicks: 8 },
];

/** The days as bars, for a wide window and for a narrow one. */
export function timelinePictures(runbook: Runbook): Element[] {
  return FORMS.map((form) => pictureOf(runbook, form));
}

interface Row {
  readonly day: TimelineDay;
  readonly head: string;
  readonly words: readonly string[];
  readonly top: number;
  readonly barTop: number;
  readonly bottom: number;
}

function pictureOf({ title, timeline }: Runbook, form: Form): Element {
  const rows = rowsOf(timeline, form);
  const bottom = rows.at(-1)?.bottom ?? 0;
  const scale = scaleOf(timeline, form);
  const picture: Picture = {
    id: `timeline-${form.window}`,
    title: 'Timeline in days',
    description: `${title}: ${timeline.map((day) => `${daysInWords(day)}, ${STAGE_WORD[day.stage]}`).join('; ')}. The table below says the same.`,
    width: form.width,
    height: bottom + AXIS + (form.window === 'wide' ? 0 : LEGEND),
    window: form.window,
  };
  return svg(picture, [
    ...axis(scale, bottom, form),
    ...rows.flatMap((row) => rowShapes(row, scale)),
    legend(timeline, bottom + (form.window === 'wide' ? 0 : LEGEND)),
  ]);
}

/** Where a day begins. */
interface Scale {
  readonly days: number;
  readonly at: (day: number) => number;
}

/** What has no end gets some room for its arrow. */
function scaleOf(timeline: readonly TimelineDay[], { width, left }: Form): Scale {
  const ends = timeline.map(({ from, to }) => (to ?? from) + 1);
  const closed = Math.max(1, ...ends);
  const days = timeline.some(({ to }) => to === null) ? closed + Math.ceil(closed / 12) : closed;
  const unit = (width - left - 12) / days;
  return { days, at: (day) => left + day * unit };
}

function rowsOf(timeline: readonly TimelineDay[], { words, window }: Form): Row[] {
  let top = 0;
  return timeline.map((day) => {
    const head = `${daysInWords(day)} · ${STAGE_WORD[day.stage]}`;
    const lines = textLines(day.title, { width: words, size: SIZE, most: 2 });
    const height = (lines.length + 1) * LINE;
    const barTop = window === 'wide' ? top + (height - BAR) / 2 : top + height + 4;
    const bottom = (window === 'wide' ? top + height : barTop + BAR) + GAP;
    const row = { day, head, words: lines, top, barTop, bottom };
    top = bottom;
    return row;
  });
}

function axis({ days, at }: Scale, bottom: number, { mostTicks }: Form): ElementContent[] {
  const step = Math.ceil(days / mostTicks);
  const marks = Array.from({ length: Math.floor(days / step) + 1 }, (_, index) => index * step);
  return marks.flatMap((day) => [
    path(`M${rounded(at(day))} 0V${bottom}`, 'grid'),
    lettering(String(day), { x: at(day), y: bottom + 16, className: 'tick', anchor: 'middle' }),
  ]);
}

function legend(timeline: readonly TimelineDay[], bottom: number): ElementContent {
  const gates = timeline.some(({ gate }) => gate !== null) ? '◇ go or no-go · ' : '';
  return lettering(`${gates}days since the start`, { x: 0, y: bottom + 16, className: 'tick' });
}

function rowShapes({ day, head, words, top, barTop }: Row, scale: Scale): ElementContent[] {
  const begin = scale.at(day.from);
  const end = scale.at(day.to === null ? scale.days : day.to + 1);
  const width = Math.max(6, end - begin);
  const box = { x: begin, y: barTop, width, height: BAR };
  return [
    lettering(head, { x: 0, y: top + SIZE, className: 'head' }),
    ...words.map((line, index) =>
      lettering(line, { x: 0, y: top + SIZE + (index + 1) * LINE, className: 'words' }),
    ),
    day.to === null ? path(arrow(box), day.stage) : rectangle(box, day.stage, 3),
    ...(day.gate === null ? [] : [path(diamond(begin + width, barTop + BAR / 2), 'gate')]),
  ];
}

/** A bar that goes on. */
function arrow({ x, y, width, height }: { x: number; y: number; width: number; height: number }): string {
  const tip = rounded(x + width);
  const neck = rounded(Math.max(x, x + width - 10));
  return `M${rounded(x)} ${rounded(y)}H${neck}L${tip} ${rounded(y + height / 2)}L${neck} ${rounded(y + height)}H${rounded(x)}Z`;
}

function diamond(x: number, y: number): string {
  const size = 8;
  return `M${rounded(x - size)} ${rounded(y)}l${size} -${size}l${size} ${size}l-${size} ${size}Z`;
}
