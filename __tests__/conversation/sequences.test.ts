import { test } from '@jest/globals';
import { holdStories } from './sequences/hold-stories.ts';

test('stories under the usual rights', async () => {
  await holdStories('usual', 300);
}, 900_000);
