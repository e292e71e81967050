/** What an extension brings, by lower-case names; a name that ends in `*` stands for all that begin with it. */
export interface KnownExtension {
  readonly types?: readonly string[];
  /** Schemas that it makes or is always put into. */
  readonly schemas?: readonly string[];
  /** Functions, relations, operator classes. */
  readonly names?: readonly string[];
  /** Those that others use as well: they count only where the extension is created. */
  readonly commonNames?: readonly string[];
  /** Access methods of indexes and tables. */
  readonly methods?: readonly string[];
  readonly languages?: readonly string[];
  readonly wrappers?: readonly string[];
}

const TIMESCALE_FUNCTIONS =
  'create_hypertable create_distributed_hypertable add_dimension set_chunk_time_interval set_integer_now_func add_retention_policy remove_retention_policy add_compression_policy remove_compression_policy add_columnstore_policy remove_columnstore_policy add_continuous_aggregate_policy remove_continuous_aggregate_policy refresh_continuous_aggregate add_reorder_policy remove_reorder_policy compress_chunk decompress_chunk convert_to_columnstore convert_to_rowstore drop_chunks show_chunks reorder_chunk move_chunk merge_chunks time_bucket time_bucket_gapfill locf interpolate hypertable_size hypertable_detailed_size chunks_detailed_size approximate_row_count attach_tablespace detach_tablespace enable_chunk_skipping by_range by_hash add_job alter_job delete_job run_job timescaledb_*';

/**
 * Extensions that are often met and that the embedded engine does not have. One that is not listed can be created as
 * well; then anything that is missing may come from it.
 */
export const KNOWN_EXTENSIONS: Readonly<Record<string, KnownExtension>> = {
  // Places and graphs
  postgis: {
    types: words('geometry geography box2d box3d spheroid'),
    names: words(
      'st_* _st_* postgis_* addgeometrycolumn dropgeometrycolumn dropgeometrytable updategeometrysrid populate_geometry_columns find_srid spatial_ref_sys geometry_columns geography_columns gist_geometry_ops_* gist_geography_ops brin_geometry_* spgist_geometry_ops_*',
    ),
  },
  postgis_raster: { types: ['raster'], names: words('addrasterconstraints raster_columns raster_overviews') },
  postgis_topology: { types: ['topogeometry'], schemas: ['topology'] },
  postgis_sfcgal: { names: ['cg_*'] },
  postgis_tiger_geocoder: { schemas: words('tiger tiger_data') },
  pgrouting: { names: ['pgr_*'] },
  h3: { types: ['h3index'], names: ['h3_*'] },
  h3_postgis: { names: ['h3_*'] },

  // Time and jobs
  timescaledb: {
    schemas: words(
      'timescaledb_information timescaledb_experimental _timescaledb_catalog _timescaledb_config _timescaledb_internal _timescaledb_functions',
    ),
    names: words(TIMESCALE_FUNCTIONS),
    commonNames: words('first last histogram'),
  },
  timescaledb_toolkit: {
    names: words(
      'time_weight candlestick_agg percentile_agg uddsketch tdigest stats_agg counter_agg gauge_agg state_agg asap_smooth lttb approx_percentile toolkit_experimental',
    ),
  },
  pg_cron: { schemas: ['cron'] },
  pg_partman: {
    schemas: ['partman'],
    names: words('part_config part_config_sub run_maintenance_proc partition_data_proc'),
    commonNames: words('create_parent create_sub_parent run_maintenance undo_partition create_partition'),
  },
  pg_repack: { schemas: ['repack'] },
  pg_squeeze: { schemas: ['squeeze'] },

  // Languages
  plpython3u: { languages: ['plpython3u'] },
  plpythonu: { languages: ['plpythonu'] },
  plperl: { languages: ['plperl'] },
  plperlu: { languages: ['plperlu'] },
  pltcl: { languages: ['pltcl'] },
  pltclu: { languages: ['pltclu'] },
  plv8: { languages: ['plv8'], names: ['plv8_*'] },
  plr: { languages: ['plr'] },
  plrust: { languages: ['plrust'] },
  pljava: { languages: words('java javau'), schemas: ['sqlj'] },

  // Other servers
  postgres_fdw: { wrappers: ['postgres_fdw'], names: ['postgres_fdw_*'] },
  dblink: { wrappers: ['dblink_fdw'], names: words('dblink dblink_*') },
  mysql_fdw: { wrappers: ['mysql_fdw'] },
  oracle_fdw: { wrappers: ['oracle_fdw'], names: ['oracle_*'] },
  tds_fdw: { wrappers: ['tds_fdw'] },
  mongo_fdw: { wrappers: ['mongo_fdw'] },
  sqlite_fdw: { wrappers: ['sqlite_fdw'] },
  redis_fdw: { wrappers: ['redis_fdw'] },
  clickhouse_fdw: { wrappers: ['clickhouse_fdw'] },
  citus: {
    names: words(
      'create_distributed_table create_distributed_table_concurrently create_reference_table create_distributed_function undistribute_table alter_distributed_table alter_table_set_access_method truncate_local_data_after_distributing_table run_command_on_workers run_command_on_shards master_add_node citus_* pg_dist_*',
    ),
    methods: ['columnar'],
  },
  citus_columnar: { methods: ['columnar'], names: ['alter_columnar_table_set'] },
  pglogical: { schemas: ['pglogical'] },

  // Supabase and clouds
  pg_net: { schemas: ['net'] },
  pg_graphql: { schemas: ['graphql'], names: ['graphql_public'] },
  pg_jsonschema: {
    names: words(
      'json_matches_schema jsonb_matches_schema jsonschema_is_valid jsonschema_validation_errors json_matches_compiled_schema',
    ),
  },
  supabase_vault: { schemas: ['vault'] },
  pgsodium: { schemas: words('pgsodium pgsodium_masks') },
  wrappers: {
    names: words(
      'wasm_fdw_* stripe_fdw_* s3_fdw_* firebase_fdw_* airtable_fdw_* big_query_fdw_* click_house_fdw_* logflare_fdw_* mssql_fdw_* redis_fdw_* auth0_fdw_* cognito_fdw_*',
    ),
  },
  pgjwt: { names: ['algorithm_sign'], commonNames: words('sign verify url_encode url_decode') },
  http: {
    types: words('http_request http_response http_header'),
    names: words('http_get http_post http_put http_patch http_delete http_head http_set_curlopt'),
    commonNames: words('http urlencode'),
  },
  pgmq: { schemas: ['pgmq'] },
  pg_tle: { schemas: ['pgtle'] },
  aws_s3: { schemas: ['aws_s3'] },
  aws_commons: { schemas: ['aws_commons'] },
  aws_lambda: { schemas: ['aws_lambda'] },
  google_ml_integration: { schemas: ['google_ml'], names: ['ml_predict_row'] },
  azure_ai: { schemas: words('azure_ai azure_openai azure_cognitive azure_ml') },
  azure_storage: { schemas: ['azure_storage'] },

  // Searching
  pg_search: { schemas: ['paradedb'], methods: ['bm25'] },
  vectorscale: { methods: ['diskann'] },
  vchord: { methods: words('vchordrq vchordg') },
  rum: { methods: ['rum'], names: ['rum_*'] },
  pgroonga: { methods: ['pgroonga'], names: ['pgroonga_*'] },
  zombodb: { methods: ['zombodb'], schemas: ['zdb'] },
  pg_bigm: { names: words('gin_bigm_ops bigm_similarity show_bigm') },

  // Types
  hll: { types: words('hll hll_hashval'), names: ['hll_*'] },
  roaringbitmap: { types: words('roaringbitmap roaringbitmap64'), names: words('rb_* rb64_*') },
  ip4r: { types: words('ip4 ip4r ip6 ip6r ipaddress iprange'), names: ['gist_ip4r_ops'] },
  semver: { types: words('semver semverrange') },
  ulid: { types: ['ulid'], names: words('gen_ulid gen_monotonic_ulid') },
  pgmp: { types: words('mpz mpq') },

  // Watching and maintaining
  pgaudit: {},
  pg_hint_plan: {},
  hypopg: { names: words('hypopg hypopg_*') },
  index_advisor: { names: ['index_advisor'] },
  pg_prewarm: { names: words('pg_prewarm autoprewarm_*') },
  pgstattuple: { names: words('pgstattuple pgstattuple_approx pgstatindex pgstatginindex pgstathashindex') },
  pg_stat_monitor: { names: words('pg_stat_monitor pg_stat_monitor_*') },
  plpgsql_check: { names: ['plpgsql_check_*'] },
  anon: { schemas: ['anon'] },
  temporal_tables: { commonNames: ['versioning'] },
};

function words(text: string): readonly string[] {
  return text.split(' ');
}
