import { withoutCodeMarks } from '../../lib/code.ts';
import { deliveriesIn, nextInWords, worksInWords, type DeliveryView, type SeriesView } from './view.ts';

export const SERIES_FORMATS = ['text', 'markdown', 'json'] as const;
export type SeriesFormat = (typeof SERIES_FORMATS)[number];

/** A proved series in one format, ending with a line break. */
export function renderSeries(view: SeriesView, format: SeriesFormat): string {
  if (format === 'json') return `${JSON.stringify(seriesJson(view), null, 2)}\n`;
  const lines = format === 'markdown' ? markdown(view) : text(view);
  return `${lines.join('\n')}\n`;
}

/** Why there is no series, in one format. */
export function renderNoSeries(original: string, because: readonly string[], format: SeriesFormat): string {
  if (format === 'json')
    return `${JSON.stringify({ original, proved: false, because: because.map(withoutCodeMarks) }, null, 2)}\n`;
  const list = because.map((one) => `- ${format === 'markdown' ? one : withoutCodeMarks(one)}`).join('\n');
  const head = `No series is offered for ${format === 'markdown' ? `\`${original}\`` : original}:`;
  return `${head}\n${format === 'markdown' ? '\n' : ''}${list}\n`;
}

function markdown(view: SeriesView): string[] {
  const deliveries = deliveriesIn(view);
  return [
    `## ${view.series.draft.title}`,
    '',
    `Every step was run: it blocks nothing, goes back, and the last one ends where \`${view.original}\` ends.`,
    ...deliveries.flatMap((delivery) => markdownDelivery(deliveries, delivery)),
    '',
    ...after(view),
  ];
}

function markdownDelivery(deliveries: readonly DeliveryView[], delivery: DeliveryView): string[] {
  const next = nextInWords(deliveries, delivery);
  return [
    '',
    `### Pull request ${delivery.number} of ${deliveries.length}`,
    ...(delivery.codeBefore === null ? [] : ['', `**Runs everywhere before:** ${delivery.codeBefore}`]),
    ...delivery.steps.flatMap(({ number, step, files }) => [
      '',
      `**${number}. ${step.stage}** – ${step.title} Blocks nothing. ${worksInWords(step)}`,
      '',
      files.map(({ path, edits }) => `\`${path}\`${edits === true ? ' (goes on)' : ''}`).join(', '),
      '',
      ...fenced(step.up),
    ]),
    ...(next === null ? [] : ['', `The next pull request holds: ${next}.`]),
  ];
}

function fenced(sql: readonly string[]): string[] {
  const body = sql.map((statement) => `${statement};`).join('\n\n');
  const longest = Math.max(2, ...(body.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  return [`${fence}sql`, body, fence];
}

function text(view: SeriesView): string[] {
  const deliveries = deliveriesIn(view);
  return [
    withoutCodeMarks(view.series.draft.title),
    `Every step was run: it blocks nothing, goes back, and the last one ends where ${view.original} ends.`,
    ...deliveries.flatMap((delivery) => textDelivery(deliveries, delivery)),
    '',
    ...after(view).map(withoutCodeMarks),
  ];
}

function textDelivery(deliveries: readonly DeliveryView[], delivery: DeliveryView): string[] {
  const next = nextInWords(deliveries, delivery);
  return [
    '',
    `Pull request ${delivery.number} of ${deliveries.length}`,
    ...(delivery.codeBefore === null
      ? []
      : [`  Runs everywhere before: ${withoutCodeMarks(delivery.codeBefore)}`]),
    ...delivery.steps.flatMap(({ number, step, files }) => [
      '',
      `  ${number}. ${step.stage}: ${withoutCodeMarks(step.title)}`,
      `     Blocks nothing. ${worksInWords(step)}`,
      ...files.map(({ path, edits }) => `     ${path}${edits === true ? ' (goes on)' : ''}`),
      '',
      ...step.up.flatMap((statement) => `${statement};`.split('\n').map((line) => `       ${line}`)),
    ]),
    ...(next === null ? [] : ['', `  The next pull request holds: ${next}.`]),
  ];
}

function after({ original, notes, written }: SeriesView): string[] {
  return [
    ...(written === null
      ? [
          'Nothing was written: give `--write` for the files of the first pull request, `--write --all` for all of them.',
        ]
      : [`Written: ${written.map((path) => `\`${path}\``).join(', ')}.`]),
    `\`${original}\` is left as it is: take it out of the change, the series stands in its place.`,
    ...notes,
  ];
}

function seriesJson(view: SeriesView): unknown {
  const { series, original, notes, written } = view;
  return {
    original,
    title: withoutCodeMarks(series.draft.title),
    kind: series.draft.kind,
    proved: series.proved,
    pullRequests: deliveriesIn(view).map(({ number, codeBefore, steps }) => ({
      number,
      codeBefore: codeBefore === null ? null : withoutCodeMarks(codeBefore),
      steps: steps.map(({ number: place, step, files }) => ({
        number: place,
        ...step,
        title: withoutCodeMarks(step.title),
        codeBefore: step.codeBefore === null ? null : withoutCodeMarks(step.codeBefore),
        blocks: 'nothing',
        files: files.map(({ path, edits }) => ({ path, edits: edits === true })),
      })),
    })),
    notes: notes.map(withoutCodeMarks),
    written,
  };
}
