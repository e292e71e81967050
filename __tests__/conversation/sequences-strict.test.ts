import { test } from '@jest/globals';
import { holdStories } from './sequences/hold-stories.ts';

test('stories under strict rights: by team, by login and by role', async () => {
  await holdStories('strict', 200);
}, 900_000);
