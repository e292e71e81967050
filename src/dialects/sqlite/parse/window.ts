import { readExpressions, readOrder } from './lists.ts';
import type { Reader } from './reader.ts';

/** `FILTER (WHERE …)` and `OVER …` behind a call, each if it is there. */
export function readFilterAndOver(reader: Reader): void {
  const isFiltered = reader.accept('FILTER');
  if (isFiltered) {
    reader.inParentheses(() => {
      reader.expect('WHERE');
      reader.expression();
    });
  }
  const isWindow = reader.accept('OVER');
  if (isWindow) reader.uses.add('window-functions');
  else if (isFiltered) reader.uses.add('aggregate-filter');
  if (!isWindow) return;
  if (reader.isAt('(')) readDefinition(reader);
  else reader.name();
}

/** `WINDOW name AS (…), …`, if it is there. */
export function readWindows(reader: Reader): void {
  if (!reader.accept('WINDOW')) return;
  reader.list(() => {
    reader.name();
    reader.expect('AS');
    readDefinition(reader);
  });
}

const FRAMES = ['RANGE', 'ROWS', 'GROUPS'] as const;

function readDefinition(reader: Reader): void {
  reader.inParentheses(() => {
    readWindow(reader);
  });
}

function readWindow(reader: Reader): void {
  if (!reader.isAt('PARTITION', 'ORDER', ...FRAMES) && reader.isName()) reader.name();
  if (reader.accept('PARTITION')) {
    reader.expect('BY');
    readExpressions(reader);
  }
  readOrder(reader);
  if (reader.accept(...FRAMES)) readFrame(reader);
}

function readFrame(reader: Reader): void {
  if (reader.accept('BETWEEN')) {
    readBound(reader, 'PRECEDING');
    reader.expect('AND');
    readBound(reader, 'FOLLOWING');
  } else readBound(reader, 'PRECEDING');
  if (reader.accept('EXCLUDE')) readExclusion(reader);
}

function readBound(reader: Reader, unbounded: string): void {
  if (reader.accept('UNBOUNDED')) reader.expect(unbounded);
  else if (reader.accept('CURRENT')) reader.expect('ROW');
  else {
    reader.expression();
    reader.expectOne('PRECEDING', 'FOLLOWING');
  }
}

function readExclusion(reader: Reader): void {
  const excluded = reader.expectOne('NO', 'CURRENT', 'GROUP', 'TIES');
  if (excluded === 'NO') reader.expect('OTHERS');
  if (excluded === 'CURRENT') reader.expect('ROW');
}
