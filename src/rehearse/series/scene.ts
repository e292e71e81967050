import type { Catalog } from '../../model/catalog.ts';
import type { Dialect } from '../../model/dialect.ts';
import type { Engine, Mark } from '../../model/engine.ts';
import type { RehearsedMigration } from '../../model/rehearsal.ts';
import type { SeriesDraft } from '../../model/series.ts';
import type { ProbeBook } from '../probe-book.ts';
import type { Reach } from '../reach.ts';
import type { Stage } from '../stage.ts';
import type { Content } from './content.ts';

/** What a series is proved on: the base with rows, and where the migration itself leads from there. */
export interface ProofScene {
  readonly engine: Engine;
  readonly dialect: Dialect;
  /** The stage that statements are observed on. */
  readonly stage: Stage;
  readonly migration: RehearsedMigration;
  readonly draft: SeriesDraft;
  /** The base with rows. */
  readonly base: Mark;
  readonly shipped: Catalog;
  /** The schema after the migration itself, and what it holds. */
  readonly target: Catalog;
  readonly content: Content;
  readonly relations: ReadonlySet<string>;
  readonly reach: Reach;
  readonly oldProbes: ProbeBook;
  readonly newProbes: ProbeBook;
}
