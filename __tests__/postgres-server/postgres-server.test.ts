/**
 * One file, so that everything runs one after the other: roles belong to the whole server, and a rehearsal takes away
 * those that appear while it runs.
 */
import './admission.ts';
import './backfill.ts';
import './cleanup.ts';
import './engine.ts';
import './locks.ts';
import './review.ts';
import './rows.ts';
import './statistics.ts';
