import { keyPath, type Fault } from '../config/faults.ts';
import type { YamlFile } from '../config/yaml-file.ts';

/** What values of credentials look like. Names of credentials do not. */
const SECRETS: readonly RegExp[] = [
  /-----BEGIN [A-Z ]*PRIVATE KEY-----/,
  /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/,
  /\bgh[pousr]_[A-Za-z0-9]{20,}\b/,
  /\bgithub_pat_\w{20,}/,
  /\b(?:sk|rk|pk)_(?:live|test)_[A-Za-z0-9]{10,}/,
  /\bSG\.[\w-]{16,}\.[\w-]{16,}/,
  /\bkey-[0-9a-f]{32}\b/,
  /\bxox[abeoprs]-[A-Za-z0-9-]{10,}/,
  /\beyJ[\w-]{10,}\.[\w-]{10,}\.[\w-]*/,
  /\b[a-z][a-z0-9+.-]*:\/\/[^\s/:@]+:[^\s/@]+@/i,
  /\b(?:password|passwd|secret|token|api[-_ ]?key)\s*[=:]\s*\S{6,}/i,
];

/** A word that only a machine writes: long, and of capitals, small letters and digits at once. */
const MACHINE_WORD = /(?=[^\s]*[a-z])(?=[^\s]*[A-Z])(?=[^\s]*\d)[A-Za-z0-9+/_=-]{28,}/;

/** Values that look like a secret; a brief names credentials, the repository must never hold one. */
export function secretFaults(file: YamlFile): Fault[] {
  return textsOf(file.value, []).flatMap(({ path, text }) =>
    [...SECRETS, MACHINE_WORD].some((pattern) => pattern.test(text))
      ? [
          {
            code: 'secret',
            line: file.lineOf(path),
            text: `${keyPath(path)} looks like the value of a credential`,
            hint: 'Take it out of the repository, revoke it, and write its name here.',
          },
        ]
      : [],
  );
}

interface PlacedText {
  readonly path: readonly PropertyKey[];
  readonly text: string;
}

function textsOf(value: unknown, path: readonly PropertyKey[]): PlacedText[] {
  if (typeof value === 'string') return [{ path, text: value }];
  if (Array.isArray(value)) return value.flatMap((item, index) => textsOf(item, [...path, index]));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => textsOf(item, [...path, key]));
}
