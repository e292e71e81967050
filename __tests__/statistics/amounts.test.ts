import { expect, test } from '@jest/globals';
import { parseRate } from '../../src/config/rate.ts';
import { bytesInWords, secondsInWords } from '../../src/lib/amounts.ts';

test.each([
  [0, '0 bytes'],
  [999, '999 bytes'],
  [1000, '1 kB'],
  [8192, '8.2 kB'],
  [9949, '9.9 kB'],
  [9950, '10 kB'],
  [999_499, '999 kB'],
  [999_500, '1 MB'],
  [12e9, '12 GB'],
  [3.2e12, '3.2 TB'],
  [9e15, '9 PB'],
])('%d bytes are %s', (bytes, words) => {
  expect(bytesInWords(bytes)).toBe(words);
});

test.each([
  [0, 'less than 1 s'],
  [0.99, 'less than 1 s'],
  [1, '1 s'],
  [59.4, '59 s'],
  [59.5, '1 min'],
  [240, '4 min'],
  [3569, '59 min'],
  [3570, '1 h'],
  [9000, '2.5 h'],
  [36_000, '10 h'],
  [172_799, '48 h'],
  [172_800, '2 days'],
])('%d seconds are %s', (seconds, words) => {
  expect(secondsInWords(seconds)).toBe(words);
});

test.each([
  ['200MB/s', 'bytes', 200e6],
  [' 1.5 GB/s ', 'bytes', 1.5e9],
  ['64kB/s', 'bytes', 64_000],
  ['20000/s', 'rows', 20_000],
  ['0MB/s', 'bytes', null],
  ['0.0001kB/s', 'bytes', null],
  ['200', 'bytes', null],
  ['200MB', 'bytes', null],
  ['-5MB/s', 'bytes', null],
  ['200/s', 'bytes', null],
  ['20MB/s', 'rows', null],
  ['1e9/s', 'rows', null],
] as const)('the rate %s of %s is %s', (text, unit, rate) => {
  expect(parseRate(text, unit)).toBe(rate);
});
