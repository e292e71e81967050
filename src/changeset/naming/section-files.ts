import type { WriteStep } from './naming.ts';
import { downText, headOf, holdsSemicolon, statementsText, upText } from './step-text.ts';

/** goose: both directions in one file, functions and blocks between marks, since it cuts at semicolons. */
export const gooseFiles: WriteStep = ({ step, path }) => {
  const body = (sql: readonly string[]): string =>
    sql
      .map((statement) => {
        const text = `${statement};\n`;
        return holdsSemicolon(statement) ? `-- +goose StatementBegin\n${text}-- +goose StatementEnd\n` : text;
      })
      .join('\n');
  const mark = step.transactional ? '' : '-- +goose NO TRANSACTION\n';
  const down = step.down.length === 0 ? '-- Nothing to take back.\nSELECT 1;\n' : body(step.down);
  return [{ path, text: `${mark}-- +goose Up\n${headOf(step)}\n${body(step.up)}\n-- +goose Down\n${down}` }];
};

/** dbmate: both directions in one file. */
export const dbmateFiles: WriteStep = ({ step, path }, request) => {
  const option = step.transactional ? '' : ' transaction:false';
  return [
    {
      path,
      text: `-- migrate:up${option}\n${upText(step, request)}\n-- migrate:down${option}\n${downText(step, request)}`,
    },
  ];
};

/** node-pg-migrate in SQL: both directions in one file. */
export const nodePgMigrateFiles: WriteStep = ({ step, path }, request) => [
  {
    path,
    text: `-- Up Migration\n${upText(step, request)}\n-- Down Migration\n${downText(step, request)}`,
  },
];

/** Drizzle: statements between its marks. */
export const drizzleFile: WriteStep = ({ step, path }) => [
  {
    path,
    text:
      headOf(step) +
      step.up.map((statement) => statementsText([statement]).trimEnd()).join('\n--> statement-breakpoint\n') +
      '\n',
  },
];

/** Liquibase: a formatted file with one changeset, sent as a whole. */
export const liquibaseFile: WriteStep = ({ step, path, version }, request) => [
  { path, text: `--liquibase formatted sql\n\n${changeset(step, version, request.original.path)}` },
];

/** A changeset of a step; its way back stands in a comment, which may hold several lines. */
export function changeset(step: Parameters<WriteStep>[0]['step'], version: string, author: string): string {
  const own = step.transactional ? '' : ' runInTransaction:false';
  const back =
    step.down.length === 0 ? '--rollback empty\n' : `/* liquibase rollback\n${statementsText(step.down)}*/\n`;
  return `--changeset ${author}:${version}-${step.name} splitStatements:false rollbackSplitStatements:false stripComments:false${own}\n${headOf(step)}${statementsText(step.up)}${back}`;
}
