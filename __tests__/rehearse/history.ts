import { postgres } from '../../src/dialects/postgres/index.ts';
import type { Dialect } from '../../src/model/dialect.ts';
import type { Engine } from '../../src/model/engine.ts';
import type { Migration } from '../../src/model/migration.ts';
import type { Rehearsal } from '../../src/model/rehearsal.ts';
import { parseProject, type ParsedProject } from '../../src/rehearse/parsed-project.ts';
import { rehearse } from '../../src/rehearse/rehearse.ts';

function migration(version: string, text: string): Migration {
  const path = `${version}.sql`;
  const up = { path, text, defect: null };
  return {
    version,
    name: '',
    path,
    up,
    down: null,
    transaction: 'per-migration',
    transactionIs: 'stated',
    checksum: '',
  };
}

/** Rehearses migrations on an engine that is empty, after one that is shipped. */
export function rehearseOn(
  engine: Engine,
  { base, head }: { readonly base: string; readonly head: readonly string[] },
  wishes: Pick<ParsedProject, 'batch' | 'saves'>,
  dialect: Dialect = postgres,
): Promise<Rehearsal> {
  const project = { path: '.', dialect: 'postgres', layout: 'one-file', layoutReason: '' } as const;
  const change = {
    project: { ...project, bringsDownFiles: false, serverVersion: null, transaction: null },
    base: [migration('0001', base)],
    head: head.map(
      (up, index) => ({ status: 'added', migration: migration(`000${index + 2}`, up), was: null }) as const,
    ),
    faults: [],
  };
  return rehearse({ ...parseProject(change, dialect), ...wishes }, dialect, engine, {
    step: () => undefined,
  });
}
