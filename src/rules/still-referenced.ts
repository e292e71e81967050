import { code, codes } from '../lib/code.ts';
import { countOf } from '../lib/count-of.ts';
import { listInWords } from '../lib/list-in-words.ts';
import { endsUse, type Contract } from '../model/contract.ts';
import { defineRule, type Hit } from '../model/rule.ts';
import type { CodeReference, Surroundings } from '../model/surroundings.ts';
import { contractsByObject, hitAtContract } from './support/contract-hit.ts';
import { advice } from './support/hit.ts';
import { sentenceCase } from './support/words.ts';

const USERS = 'CREATE TABLE users (id bigint PRIMARY KEY, email text, fax text);';
const DROP = { up: 'ALTER TABLE users DROP COLUMN fax;' };
const MOST = 5;

export default defineRule({
  id: 'still-referenced',
  title: 'Code still uses what goes',
  severity: 'block',
  dialects: ['postgres', 'sqlite'],
  docs: {
    what: 'Searches the code of the head for tables and columns that the change drops or renames: as whole words, in the cases of code and by the names that frameworks give to models. A line counts when table and column stand together, in the model of the table, or when the name means nothing else.',
    why: 'The code of this very change names something that is gone when its migration has run: its queries fail as soon as they are asked.',
    instead:
      'Take the lines out first, ship that, let it run for the bake period, and drop or rename in a later change. [Impact](../impact.md) says what is searched and what is left out.',
    references: ['https://martinfowler.com/bliki/ParallelChange.html'],
  },
  examples: {
    bad: [
      {
        title: 'A column that a route still reads',
        base: [USERS],
        head: [DROP],
        surroundings: found('sure'),
        also: ['drop-in-use'],
      },
    ],
    good: [
      {
        title: 'A line that may mean something else',
        base: [USERS],
        head: [DROP],
        surroundings: found('likely'),
      },
      {
        title: 'A new type, under the same name',
        base: [USERS],
        head: [{ up: 'ALTER TABLE users ALTER COLUMN fax TYPE varchar(200);' }],
        surroundings: found('sure'),
      },
    ],
  },
  check(rehearsal, { surroundings }) {
    const contracts = [...contractsByObject(rehearsal).values()].filter(endsUse);
    const references = surroundings?.references?.references ?? [];
    return contracts.flatMap((contract) => {
      const lines = references.filter(
        ({ object, side, certainty }) =>
          object === contract.object && side === 'head' && certainty === 'sure',
      );
      return lines.length === 0 ? [] : [toHit(contract, lines)];
    });
  },
});

function toHit(contract: Contract, lines: readonly CodeReference[]): Hit {
  const { object, deed, to } = contract;
  const places = lines.map(({ path, line }) => `${path}:${line}`);
  const becomes = to === null ? deed : `${deed} to ${code(to)}`;
  return hitAtContract(contract, {
    object,
    message: `${code(object)} is ${becomes} while ${countOf(lines.length, 'line')} of the code at the head still ${lines.length === 1 ? 'uses' : 'use'} it: ${listInWords(codes(places), MOST)}.`,
    evidence: lines
      .slice(0, MOST)
      .map(
        ({ path, line, text, component }) =>
          `${sentenceCase(component)}: ${code(`${path}:${line}`)} ${code(text)}`,
      ),
    remedy: advice(
      `Take ${code(object)} out of the code and ship that; ${to === null ? 'drop' : 'rename'} it in a later change.`,
    ),
  });
}

function found(certainty: CodeReference['certainty']): Surroundings {
  const reference: CodeReference = {
    object: 'users.fax',
    side: 'head',
    path: 'src/routes/users.ts',
    line: 12,
    text: "const { rows } = await db.query('SELECT fax FROM users');",
    form: 'fax',
    component: 'routes',
    certainty,
  };
  return {
    references: { unsearched: null, expected: true, references: [reference], files: 1 },
    dependants: [],
    bakes: [],
    neighbors: [],
  };
}
