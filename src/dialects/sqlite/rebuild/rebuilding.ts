import type { Rebuilding } from '../../../model/rebuilding.ts';
import { cleared } from './cleared.ts';
import { complete } from './complete.ts';
import { toward } from './toward.ts';
import { wishOf } from './wish.ts';

/** https://www.sqlite.org/lang_altertable.html#otheralter */
export const rebuilding: Rebuilding = {
  wish: wishOf,
  toward,
  complete,
  cleared,
  dangling: 'PRAGMA foreign_key_check',
};
