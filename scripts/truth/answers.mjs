/** What a rehearsal says of a case, in the words of the truth. */

/** Rules that say a deadlock is possible. */
const DEADLOCK = new Set(['locks-against-foreign-keys', 'tables-locked-together', 'lock-after-row-changes']);

const BLOCKING = ['none', 'blocks-writes', 'blocks-reads-and-writes'];
const DURATIONS = ['instant', 'scan', 'grows-with-data', 'rewrite'];
const DURATION_OF = {
  metadata: 'instant',
  scan: 'scan',
  'index-build': 'scan',
  rows: 'grows-with-data',
  rewrite: 'rewrite',
};

export function answersOf({ rehearsal, findings, estimates = [] }, app) {
  const [{ statements }] = rehearsal.migrations;
  const small = new Set(estimates.filter((each) => each.small).map(({ statement }) => statement));
  const has = (...rules) => findings.some(({ rule }) => rules.includes(rule));
  const each = statements.map((statement, index) =>
    statementAnswer(statement, {
      ...{ rehearsal, app, filled: filledTables(statements.slice(0, index)) },
      isSmall: small.has(index),
    }),
  );
  const unlimited = has('strong-lock-without-timeout');
  return {
    // What works on tables that are known to be small is no alarm.
    blocking: statements.some(({ blocking }, index) => blocking && !small.has(index)),
    contract: statements.some(({ phase }) => phase === 'contract'),
    kinds: contractKinds(statements),
    fails:
      has('needs-newer-server') ||
      statements.some(({ observation }) => (observation?.error ?? null) !== null) ||
      findings.some(saysThatItFails),
    queueHazard: unlimited,
    queueBounded: !unlimited && statements.some((statement) => queues(statement, rehearsal)),
    deadlock: findings.some(({ rule }) => DEADLOCK.has(rule)),
    duration: strongest(
      DURATIONS,
      each.map(({ duration }) => duration),
    ),
    statements: each,
  };
}

/** The rows of production stand against it: any of them, or those that statistics tell of. */
function saysThatItFails({ rule, severity, message }) {
  if (rule === 'depends-on-existing-rows') return severity === 'block';
  return rule === 'incompatible-column' && message.includes('itself fails');
}

function contractKinds(statements) {
  const lost = statements.flatMap(({ dataLoss }) => dataLoss.map(({ kind }) => `${kind}-lost`));
  const breaks = statements.some(({ backwardCompatible }) => !backwardCompatible);
  return [...new Set([...(breaks ? ['old-query-breaks'] : []), ...lost])].sort();
}

/** New tables that earlier statements filled from others, so that work on them grows too. */
function filledTables(statements) {
  const fillers = statements.filter(({ effects }) => effects.some(({ work }) => work === 'scan'));
  return new Set(
    fillers.flatMap(({ observation }) => (observation?.rows ?? []).map(({ relation }) => relation)),
  );
}

function statementAnswer(statement, { rehearsal, app, filled, isSmall }) {
  const own = statement.effects.filter(
    ({ relation }) => filled.has(relation) || isShipped(relation, statement, rehearsal),
  );
  const held = [...own, ...statement.held];
  const works = own.map(({ work }) => DURATION_OF[work]);
  const fills = statement.observation?.rows.length > 0 && works.includes('scan');
  const duration = isSmall ? 'instant' : strongest(DURATIONS, fills ? [...works, 'grows-with-data'] : works);
  const strong = held.some(
    ({ blocks, relation }) => isStrong(blocks) && isShipped(relation, statement, rehearsal),
  );
  return {
    locks: new Map(statement.effects.map(({ relation, lock, tableLock }) => [relation, tableLock ?? lock])),
    own: met(own, app, statement),
    held: met(held, app, statement),
    duration,
    rewritten: own
      .filter(({ work }) => work === 'rewrite')
      .map(({ relation }) => relation)
      .sort(),
    hazardous: statement.blocking && !isSmall && duration !== 'instant' && strong,
  };
}

/** What the application's own queries wait for, on the tables that it uses and their partitions. */
function met(locks, app, { before }) {
  return strongest(
    BLOCKING,
    app.flatMap(({ op, table }) =>
      locks
        .filter(({ relation }) => [relation, ...parents(relation, before)].includes(table))
        .map(({ blocks }) => waits(op, blocks)),
    ),
  );
}

function waits(op, blocks) {
  if (op === 'select') return blocks === 'reads-and-writes' ? 'blocks-reads-and-writes' : 'none';
  return isStrong(blocks) ? 'blocks-writes' : 'none';
}

/** As other sessions see them, who do not know yet what the statement attached. */
function parents(relation, before) {
  const { partitionOf, inherits = [] } = before.get(`table ${relation}`)?.facts ?? {};
  const above = [...(partitionOf ? [partitionOf] : []), ...inherits];
  return [...above, ...above.flatMap((name) => parents(name, before))];
}

function queues({ effects }, rehearsal) {
  return effects.some(
    ({ lock, blocks, relation }) =>
      isStrong(blocks) && !/^Row/.test(lock) && rehearsal.shipped.has(`table ${relation}`),
  );
}

function isStrong(blocks) {
  return blocks === 'writes' || blocks === 'reads-and-writes';
}

function isShipped(relation, { before, after }, { shipped }) {
  return ['table', 'materialized-view'].some((kind) => {
    const present = before.get(`${kind} ${relation}`) ?? after.get(`${kind} ${relation}`);
    return [...shipped.values()].some((object) => object.kind === kind && object.id === present?.id);
  });
}

/** The last in `order` of what is in `words`; the first when there is nothing. */
function strongest(order, words) {
  return order[Math.max(0, ...words.map((word) => order.indexOf(word)))];
}
