import type { SqlSource } from '../../model/migration.ts';
import type { Span } from '../../model/span.ts';
import type { Statement } from '../../model/statement.ts';

/** A whole source that cannot be used, as one statement that cannot be read. */
export function defective({ text }: SqlSource, defect: NonNullable<SqlSource['defect']>): Statement {
  const lines = text.split('\n').length;
  const whole: Span = { start: 0, end: Buffer.byteLength(text), line: 1, column: 1, endLine: lines };
  const at: Span = {
    start: defect.offset,
    end: defect.offset,
    line: defect.line,
    column: 1,
    endLine: defect.line,
  };
  const { reason, instead } = defect;
  return {
    kind: 'unreadable',
    sql: text,
    span: whole,
    reason,
    ...(instead === undefined ? {} : { instead }),
    at,
  };
}
