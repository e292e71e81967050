/** A program whose migrations are not SQL, and how a file of it is known. */
export interface CodeFramework {
  readonly title: string;
  /** What the path of a migration looks like. */
  readonly path: RegExp;
  /** What stands in every migration. */
  readonly content: RegExp;
  /** How the program writes down the SQL that a migration runs; null where it cannot. */
  readonly command: string | null;
}

const SCRIPT = /(?:^|\/)[^/]*migrat[^/]*\/(?:.*\/)?[^/]+\.[cm]?[jt]s$/i;
const PHP = /(?:^|\/)[^/]*migrat[^/]*\/(?:.*\/)?[^/]+\.php$/i;

/** The most particular first. */
export const CODE_FRAMEWORKS: readonly CodeFramework[] = [
  {
    title: 'TypeORM',
    path: SCRIPT,
    content: /\bimplements\s+MigrationInterface\b|\btypeorm\b[^]*\bqueryRunner\b|\bqueryRunner\.query\(/,
    command: null,
  },
  { title: 'Sequelize', path: SCRIPT, content: /\bqueryInterface\b/, command: null },
  {
    title: 'node-pg-migrate',
    path: SCRIPT,
    content: /\bMigrationBuilder\b|\b(?:up|down)\b[^\n]*\bpgm\b/,
    command: 'node-pg-migrate up --dry-run',
  },
  { title: 'MikroORM', path: SCRIPT, content: /@mikro-orm\/migrations/, command: null },
  {
    title: 'Kysely',
    path: SCRIPT,
    content: /\bKysely\b[^]*\bfunction\s+up\b|\bfunction\s+up\b[^]*\bKysely\b/,
    command: null,
  },
  {
    title: 'Knex',
    path: SCRIPT,
    content: /\bexports?\b[^\n]*\bup\b[^]*\b(?:knex|schema)\b|\bknex\b[^]*\bexports?\b[^\n]*\bup\b/i,
    command: null,
  },
  {
    title: 'Rails',
    path: /(?:^|\/)(?:migrate|migrations)\/(?:.*\/)?[^/]+\.rb$/i,
    content: /<\s*(?:::)?ActiveRecord::Migration\b/,
    command: null,
  },
  {
    title: 'Sequel',
    path: /(?:^|\/)(?:migrate|migrations)\/(?:.*\/)?[^/]+\.rb$/i,
    content: /\bSequel\.migration\b/,
    command: null,
  },
  {
    title: 'Django',
    path: /(?:^|\/)migrations\/[^/]+\.py$/i,
    content: /\bclass\s+Migration\s*\(\s*(?:\w+\.)*Migration\s*\)/,
    command: 'python manage.py sqlmigrate <app> <migration>',
  },
  {
    title: 'Alembic',
    path: /(?:^|\/)(?:[^/]*versions[^/]*|[^/]*migrat[^/]*|[^/]*alembic[^/]*)\/(?:.*\/)?[^/]+\.py$/i,
    content: /^(?:down_)?revision\b[^\n]*=[^]*\bdef\s+upgrade\b/m,
    command: 'alembic upgrade <from>:<to> --sql',
  },
  {
    title: 'Ecto',
    path: /(?:^|\/)[^/]*migrations[^/]*\/(?:.*\/)?[^/]+\.exs$/i,
    content: /\buse\s+Ecto\.Migration\b/,
    command: 'mix ecto.migrate --log-migrations-sql',
  },
  {
    title: 'Flyway',
    path: /(?:^|\/)[^/]*migrat[^/]*\/(?:.*\/)?[^/]+\.(?:java|kt|groovy|scala)$/i,
    content: /\b(?:BaseJavaMigration|JavaMigration)\b/,
    command: null,
  },
  {
    title: 'Laravel',
    path: PHP,
    content: /\bIlluminate\\Database\\Migrations\\Migration\b/,
    command: 'php artisan migrate --pretend',
  },
  {
    title: 'Doctrine',
    path: PHP,
    content: /\bDoctrine\\Migrations\\AbstractMigration\b/,
    command: 'doctrine-migrations migrate --write-sql',
  },
  {
    title: 'Phinx',
    path: PHP,
    content: /\bPhinx\\|\bMigrations\\(?:Abstract|Base)Migration\b/,
    command: 'phinx migrate --dry-run',
  },
  {
    title: 'Entity Framework',
    path: /(?:^|\/)[^/]*migrat[^/]*\/(?:.*\/)?(?!.*\.Designer\.cs$)[^/]+\.cs$/i,
    content: /\bMigrationBuilder\b[^]*\bmigrationBuilder\./,
    command: 'dotnet ef migrations script',
  },
  {
    title: 'goose',
    path: /(?:^|\/)[^/]*migrat[^/]*\/(?:.*\/)?[^/]+(?<!_test)\.go$/i,
    content: /\bgoose\.Add(?:Named)?Migration/,
    command: null,
  },
  {
    title: 'Liquibase',
    path: /(?:^|\/)[^/]*(?:changelog|changeset|liquibase|migrat)[^]*\.(?:xml|ya?ml|json)$/i,
    content: /\bdatabaseChangeLog\b[^]*(?:<changeSet\b|["']?\bchangeSet["']?\s*:)/,
    command: 'liquibase update-sql',
  },
];
