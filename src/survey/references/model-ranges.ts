import { escaped } from './forms.ts';
import type { Wanted } from './wanted.ts';

/** Lines from one to another, from 0, the last one included. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

const UPWARDS = 12;

/** Where something else is declared. */
const DECLARATION =
  /^\s*(?:export\s+)?(?:default\s+)?(?:abstract\s+|public\s+|final\s+|data\s+)*(?:class|model|type|struct|enum|interface)\s|^\s*(?:export\s+)?const\s+\w+\s*=\s*\w*(?:[tT]able|define|model)\w*\(/;

/** Lines that declare the model of the table, for an ORM, by its conventions or by naming the table. */
export function modelRanges(lines: readonly string[], wanted: Wanted): Range[] {
  const declares = declarationOf(wanted);
  const names = namesTable(wanted);
  return lines.flatMap((line, index) => {
    if (declares.test(line) && !isMappedElsewhere(lines, index, names)) return [rangeFrom(lines, index)];
    return names.test(line) ? [rangeFrom(lines, classAbove(lines, index))] : [];
  });
}

/**
 * `class User < ApplicationRecord` (Active Record), `class User(models.Model)` (Django), `class User(Base)` (SQLAlchemy),
 * `class User extends Model` (Sequelize, Objection, Eloquent), `model User {` (Prisma).
 */
export function declarationOf({ models }: Wanted): RegExp {
  const model = `(?:${models.map(escaped).join('|')})`;
  return new RegExp(
    [
      `\\bclass\\s+(?:\\w+::)*${model}\\s*<\\s*(?:\\w+::)*(?:ApplicationRecord|ActiveRecord|\\w*Model\\b|Base\\b|Sequel)`,
      `\\bclass\\s+${model}\\s*\\([^)]*(?:Model|Base|Entity)\\b`,
      `\\bclass\\s+${model}\\s+extends\\s+\\w*(?:Model|Entity)\\b`,
      `^\\s*model\\s+${model}\\s*\\{`,
    ].join('|'),
    'u',
  );
}

/** `__tablename__`, `db_table`, `table_name =`, `@@map`, `@Entity('users')`, `@Table(name = "users")`, `pgTable('users'`. */
export function namesTable({ table }: Wanted): RegExp {
  const quoted = `['"\`](?:\\w+\\.)?${escaped(table.exact)}['"\`]`;
  return new RegExp(
    [
      `(?:__tablename__|db_table|table_name|tableName|\\$table)\\s*[:=]\\s*${quoted}`,
      `@@map\\(\\s*(?:name:\\s*)?${quoted}`,
      `@(?:Entity|Table)\\(.*${quoted}`,
      `\\b(?:pgTable|mysqlTable|sqliteTable|\\w*\\.table|define|Table|defineModel)\\(\\s*${quoted}`,
    ].join('|'),
    'u',
  );
}

/** A Prisma model may be mapped to another table. */
function isMappedElsewhere(lines: readonly string[], from: number, names: RegExp): boolean {
  const { to } = rangeFrom(lines, from);
  const mapping = lines.slice(from, to + 1).find((line) => line.includes('@@map('));
  return mapping !== undefined && !names.test(mapping);
}

function rangeFrom(lines: readonly string[], from: number): Range {
  let to = declarationBelow(lines, from) + 1;
  while (to < lines.length && !DECLARATION.test(lines[to] ?? '')) to += 1;
  return { from, to: to - 1 };
}

/** A decorator stands above what it declares. */
function declarationBelow(lines: readonly string[], index: number): number {
  if (!/^\s*@/.test(lines[index] ?? '')) return index;
  const below = lines.slice(index, index + UPWARDS).findIndex((line) => DECLARATION.test(line));
  return below === -1 ? index : index + below;
}

/** The declaration around a line that names the table. */
function classAbove(lines: readonly string[], index: number): number {
  for (let at = index; at >= Math.max(0, index - UPWARDS); at -= 1)
    if (DECLARATION.test(lines[at] ?? '')) return at;
  return index;
}
