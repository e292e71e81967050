import { matchingText } from './matching-text.ts';
import { rotated } from './rotated.ts';

/** What conditions say of the texts that they accept. */
export interface TextHints {
  /** False where the plainest text will do. */
  readonly choice: boolean;
  /** Constants that the conditions mention, regular expressions and LIKE patterns among them. */
  readonly strings: readonly string[];
  readonly numbers: readonly number[];
}

/** Texts up to a length: the bare number first, since it also reads as a number or as JSON; then shapes that conditions ask for. */
export function sampleTexts(number: number, hints: TextHints, limit = Number.POSITIVE_INFINITY): string[] {
  const plain = number.toString(36);
  if (!hints.choice) return [plain];
  const patterned = hints.strings.flatMap((text) => fromPattern(text, number));
  const lengths = hints.numbers.filter((length) => length > 0 && length <= 5000);
  const padded = lengths.flatMap((length) =>
    [length, length + 1, length - 1].flatMap((size) => paddedTexts(number, size)),
  );
  const all = [plain, ...patterned, ...rotated(hints.strings, number - 1), ...padded, ...commonTexts(number)];
  return [...new Set(all)].filter((text) => text.length <= limit);
}

/** Texts that a regular expression or a LIKE pattern accepts. */
function fromPattern(pattern: string, number: number): string[] {
  const texts: string[] = [];
  if (/[\^$[(\\+*{]/.test(pattern)) texts.push(...matchingText(pattern, number));
  if (/[%_]/.test(pattern)) texts.push(pattern.replaceAll('%', String(number)).replaceAll('_', 'x'));
  return texts;
}

function paddedTexts(number: number, length: number): string[] {
  if (length <= 0) return [''];
  return ['x', '0'].map((filler) => String(number).padStart(length, filler).slice(-length));
}

function commonTexts(number: number): string[] {
  const digits = String(number);
  const hex = number.toString(16);
  const day = new Date(Date.UTC(2024, 0, number)).toISOString().slice(0, 10);
  return [
    `value-${digits}`,
    `value_${digits}`,
    `Value ${digits}`,
    `VALUE${digits}`,
    `user${digits}@example.com`,
    `https://example.com/${digits}`,
    `example${digits}.com`,
    `/path/${digits}`,
    ['us', 'de', 'fr', 'it'][number % 4] ?? 'us',
    ['US', 'DE', 'FR', 'IT'][number % 4] ?? 'US',
    ['USD', 'EUR', 'CHF', 'JPY'][number % 4] ?? 'USD',
    ['en-US', 'de-DE', 'fr-FR', 'it-IT'][number % 4] ?? 'en-US',
    String.fromCharCode(96 + number),
    String.fromCharCode(64 + number),
    `+1555000${digits.padStart(4, '0')}`,
    digits.padStart(5, '0'),
    `#${hex.padStart(6, '0')}`,
    hex.padStart(32, '0'),
    hex.padStart(40, '0'),
    hex.padStart(64, '0'),
    `00000000-0000-4000-8000-${digits.padStart(12, '0')}`,
    day,
    `${day}T00:00:00Z`,
    `${day} 00:00:00`,
    `${digits.padStart(2, '0')}:00`,
    `1.0.${digits}`,
    `10.0.0.${digits}`,
    `{"key": ${digits}}`,
    `value_${digits.padStart(10, '0')}`,
    `value-${digits.padStart(40, '0')}`,
    '',
  ];
}
