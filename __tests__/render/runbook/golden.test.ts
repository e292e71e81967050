import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { goldenFiles } from './golden-files.ts';

describe('the golden runbooks, which `npm run golden` rewrites', () => {
  test.each(goldenFiles())('$path', ({ path, text }) => {
    expect(text).toBe(readFileSync(path, 'utf8'));
  });
});
