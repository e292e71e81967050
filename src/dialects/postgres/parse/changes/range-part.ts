import type { Node, PartitionBoundSpec } from 'libpg-query';
import type { PartitionRange } from '../../../../model/change.ts';
import { scalarText } from './parts.ts';

/** The range of a partition over one column between two constants; empty for any other bound. */
export function rangePart(bound: PartitionBoundSpec | undefined): { range?: PartitionRange } {
  if (bound?.strategy !== 'r') return {};
  const from = soleConstant(bound.lowerdatums);
  const to = soleConstant(bound.upperdatums);
  return from === null || to === null ? {} : { range: [from, to] };
}

/** `MINVALUE` and `MAXVALUE` are no constants. */
function soleConstant(values: readonly Node[] = []): string | null {
  const [only] = values;
  const text = values.length === 1 ? scalarText(only) : '';
  return text === '' ? null : text;
}
