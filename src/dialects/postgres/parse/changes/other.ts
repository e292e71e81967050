import type {
  AlterPublicationStmt,
  CreatePublicationStmt,
  ExplainStmt,
  TruncateStmt,
  VacuumStmt,
} from 'libpg-query';
import type { Change } from '../../../../model/change.ts';
import { quoteIdentifier } from '../../quote.ts';
import { relationName, relationsOf } from '../names.ts';
import { relationsRead } from '../tree-walk.ts';
import { isOptionOn, optionsOf, readsPart } from './parts.ts';
import type { ChangeReaders } from './readers.ts';

/** Maintenance of whole tables, and publications. */
export const OTHER_READERS: ChangeReaders = {
  TruncateStmt: readTruncate,
  VacuumStmt: readVacuum,
  ClusterStmt: ({ relation }) => {
    const name = relation === undefined ? null : relationName(relation);
    return [{ kind: 'cluster', object: name ?? 'all tables', relation: name }];
  },
  CreatePublicationStmt: (body) => [publication('create-publication', body)],
  AlterPublicationStmt: (body) => [publication('alter-publication', body)],
  ExplainStmt: readExplain,
};

function readTruncate({ relations, behavior }: TruncateStmt): readonly Change[] {
  const cascade = behavior === 'DROP_CASCADE';
  return relationsOf(relations).map((range) => {
    const name = relationName(range);
    return { kind: 'truncate-table', object: name, relation: name, cascade };
  });
}

function readVacuum({ is_vacuumcmd = false, options, rels = [] }: VacuumStmt): readonly Change[] {
  const full = isOptionOn(optionsOf(options), 'full') ? 'vacuum-full' : 'vacuum';
  const kind = is_vacuumcmd ? full : 'analyze';
  const names = rels.flatMap((node) =>
    'VacuumRelation' in node ? [relationName(node.VacuumRelation.relation)] : [],
  );
  if (names.length === 0) return [{ kind, object: 'all tables', relation: null }];
  return names.map((name) => ({ kind, object: name, relation: name }));
}

function publication(
  kind: 'create-publication' | 'alter-publication',
  { pubname = '', pubobjects = [] }: CreatePublicationStmt | AlterPublicationStmt,
): Change {
  const tables = pubobjects.flatMap((node) => {
    const table = 'PublicationObjSpec' in node ? node.PublicationObjSpec.pubtable?.relation : undefined;
    return table === undefined ? [] : [relationName(table)];
  });
  return { kind, object: quoteIdentifier(pubname), relation: null, ...readsPart(tables.sort()) };
}

/** Without ANALYZE nothing runs; with it, the statement does, and what it does is not told here. */
function readExplain({ query, options }: ExplainStmt): readonly Change[] {
  if (isOptionOn(optionsOf(options), 'analyze'))
    return [{ kind: 'other', object: 'explain analyze', relation: null }];
  return [{ kind: 'query', object: 'explain', relation: null, ...readsPart(relationsRead(query)) }];
}
