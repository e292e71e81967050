import { quoteIdentifier } from '../quote.ts';
import { KNOWN_EXTENSIONS } from './known-extensions.ts';

/** Functions that definitions of tables and views are made of, by what they give. */
const CONSTRUCTORS =
  'st_makepoint st_point st_pointz st_setsrid st_geomfromtext st_geomfromewkt st_geomfromwkb st_geomfromgeojson st_makeenvelope st_makeline st_makepolygon st_transform st_buffer st_centroid st_pointonsurface st_envelope st_simplify st_multi st_force2d st_makevalid st_intersection st_difference st_snaptogrid';
const GEOGRAPHIES = 'st_geogfromtext st_geographyfromtext';
const TEXTS = 'st_astext st_asewkt st_asgeojson st_geometrytype geometrytype st_geohash';
const QUESTIONS =
  'st_contains st_within st_intersects st_dwithin st_covers st_coveredby st_touches st_equals st_overlaps st_isvalid st_issimple st_isempty';
const MEASURES = 'st_distance st_x st_y st_z st_area st_length st_perimeter';

/**
 * SQL of the script with which an extension that the engine lacks is created: types that hold text and take any
 * modifier, schemas, languages and wrappers that do nothing. Tables and functions can be made of them; nothing
 * that is computed with them means anything.
 */
export function standInScript(extension: string): string {
  const { types = [], schemas = [], languages = [], wrappers = [] } = KNOWN_EXTENSIONS[extension] ?? {};
  const made = [
    ...types.flatMap(typeSql),
    ...schemas.map(schemaSql),
    ...languages.map((name) => `CREATE TRUSTED LANGUAGE ${name} HANDLER plpgsql_call_handler`),
    ...wrappers.map((name) => `CREATE FOREIGN DATA WRAPPER ${name}`),
    ...(extension === 'postgis' ? postgisSql() : []),
  ];
  return made.map((sql) => `${sql};\n`).join('');
}

/** Input and output of text; the modifier is the number of its words, so that two of them may look the same. */
function typeSql(name: string): string[] {
  const internal = (signature: string, of: string): string =>
    `CREATE FUNCTION ${signature} LANGUAGE internal IMMUTABLE STRICT AS '${of}'`;
  return [
    `CREATE TYPE ${name}`,
    internal(`${name}_in(cstring) RETURNS ${name}`, 'textin'),
    internal(`${name}_out(${name}) RETURNS cstring`, 'textout'),
    internal(`${name}_typmod_in(cstring[]) RETURNS integer`, 'array_cardinality'),
    `CREATE TYPE ${name} (INPUT = ${name}_in, OUTPUT = ${name}_out, TYPMOD_IN = ${name}_typmod_in, STORAGE = extended)`,
  ];
}

/** Migrations often make the schema before the extension. */
function schemaSql(name: string): string {
  const literal = `'${name}'`;
  return `DO $$ BEGIN IF to_regnamespace(${literal}) IS NULL THEN CREATE SCHEMA ${quoteIdentifier(name)}; END IF; END $$`;
}

function postgisSql(): string[] {
  return [
    ...takingAnything(CONSTRUCTORS, 'geometry', 'text_concat'),
    ...takingAnything(GEOGRAPHIES, 'geography', 'text_concat'),
    ...takingAnything(TEXTS, 'text', 'text_concat'),
    ...takingAnything(QUESTIONS, 'boolean', 'pg_num_nonnulls'),
    ...takingAnything('st_srid st_npoints st_numpoints', 'integer', 'pg_num_nonnulls'),
    ...MEASURES.split(' ').flatMap((name) =>
      ['geometry', 'geography', 'geometry, geometry', 'geography, geography'].map(
        (types) =>
          `CREATE FUNCTION ${name}(${types}) RETURNS double precision LANGUAGE sql IMMUTABLE AS 'SELECT 0::double precision'`,
      ),
    ),
    'CREATE CAST (geometry AS geography) WITHOUT FUNCTION AS IMPLICIT',
    'CREATE CAST (geography AS geometry) WITHOUT FUNCTION',
  ];
}

/** Only the server's own functions can take arguments of any type. */
function takingAnything(names: string, type: string, of: string): string[] {
  return names
    .split(' ')
    .map(
      (name) =>
        `CREATE FUNCTION ${name}(VARIADIC "any") RETURNS ${type} LANGUAGE internal IMMUTABLE AS '${of}'`,
    );
}
