/** White space and comments between words. */
const GAP = String.raw`(?:\s|--[^\n]*(?:\n|$)|/\*[^]*?\*/)`;

const BEYOND = new RegExp(
  String.raw`^${GAP}*(?:(CREATE|ALTER|DROP)${GAP}+(DATABASE|TABLESPACE|SUBSCRIPTION)\b|(ALTER)${GAP}+(SYSTEM)\b)`,
  'i',
);

/**
 * Why a statement is not run on a server: it would change more than the database of the rehearsal. Null when it may
 * run. A guard against accidents, not against malice: only a server with nothing to lose is asked at all.
 */
export function reachesBeyond(sql: string): string | null {
  const found = BEYOND.exec(sql);
  if (found === null) return null;
  const words = found.slice(1).filter(Boolean).join(' ').toUpperCase();
  return `${words} reaches beyond the database of the rehearsal and is not run on a server`;
}
