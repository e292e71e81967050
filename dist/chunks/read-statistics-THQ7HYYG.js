import{createRequire as __createRequire}from'node:module';import{fileURLToPath as __fileURLToPath}from'node:url';import{dirname as __pathDirname}from'node:path';const require=__createRequire(import.meta.url),__filename=__fileURLToPath(import.meta.url),__dirname=__pathDirname(__filename);
import{a as d,h as m,i as _,j as E}from"./chunk-67NLQZN5.js";import{b as p}from"./chunk-VVA3OSRJ.js";import"./chunk-IYRWS3LF.js";var y=`
  SELECT c.oid::text AS id, ${d} AS name,
    (SELECT i.inhparent::text FROM pg_catalog.pg_inherits i WHERE c.relispartition AND i.inhrelid = c.oid) AS parent,
    (c.relkind = 'p')::text AS partitioned,
    pg_catalog.pg_table_size(c.oid)::text AS bytes,
    CASE WHEN told.size = 0 THEN 0
      WHEN c.reltuples >= 0 AND c.relpages > 0 THEN GREATEST(told.live,
        pg_catalog.ceil(c.reltuples::double precision / c.relpages
          * (told.size / pg_catalog.current_setting('block_size')::integer))::bigint)
      WHEN told.live > 0 THEN told.live END::text AS rows
  FROM pg_catalog.pg_class c
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  CROSS JOIN LATERAL (SELECT pg_catalog.pg_relation_size(c.oid) AS size,
    pg_catalog.pg_stat_get_live_tuples(c.oid) AS live) told
  WHERE c.relkind IN ('r', 'p', 'm') AND c.relpersistence <> 't' AND c.oid >= ${16384}
    AND n.nspname !~ '^pg_(toast|temp)'
    AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d
      WHERE d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.objid = c.oid AND d.deptype = 'e')`,f=`
  SELECT i.indexrelid::text AS id, i.indrelid::text AS "on", ${d} AS name,
    (SELECT h.inhparent::text FROM pg_catalog.pg_inherits h WHERE h.inhrelid = i.indexrelid) AS parent,
    pg_catalog.pg_relation_size(c.oid)::text AS bytes
  FROM pg_catalog.pg_index i
  JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  WHERE i.indrelid >= ${16384} AND c.relpersistence <> 't' AND n.nspname !~ '^pg_(toast|temp)'`,N=`
  SELECT c.oid::text AS "on", pg_catalog.quote_ident(s.attname) AS name, s.null_frac::text AS nulls,
    CASE WHEN s.n_distinct <> 0 AND a.attoptions IS NULL THEN s.n_distinct END::text AS "distinct"
  FROM pg_catalog.pg_stats s
  JOIN pg_catalog.pg_namespace n ON n.nspname = s.schemaname
  JOIN pg_catalog.pg_class c ON c.relnamespace = n.oid AND c.relname = s.tablename
  JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attname = s.attname
  WHERE c.relkind IN ('r', 'p', 'm') AND c.relpersistence <> 't' AND c.oid >= ${16384}
    AND s.inherited = (c.relkind = 'p')`,D=["block_size","checkpoint_timeout","full_page_writes","maintenance_work_mem","max_parallel_maintenance_workers","max_wal_size","shared_buffers","synchronous_commit","wal_compression","wal_level","work_mem"],b=`
  SELECT name, pg_catalog.current_setting(name) AS value FROM pg_catalog.pg_settings
  WHERE name IN (${D.map(t=>`'${t}'`).join(", ")})`,w=`
  SELECT pg_catalog.current_setting('server_version') AS version,
    (pg_catalog.current_setting('server_version_num')::integer / 10000)::text AS major`,A=`
  SELECT CASE WHEN NOT pg_catalog.pg_is_in_recovery() THEN
    (SELECT pg_catalog.count(*) FROM pg_catalog.pg_stat_replication r
     WHERE r.state IS DISTINCT FROM 'backup' AND NOT EXISTS (SELECT FROM pg_catalog.pg_replication_slots s
       WHERE s.slot_type = 'logical' AND s.active_pid = r.pid)) END::text AS replicas`;async function R(t){let e=await t(y),s=await t(f),n=await t(N);return{tables:e,indexes:s,columns:n,settings:await t(b)}}function T(t){let e=new Map;for(let{on:s,name:n,distinct:a,nulls:i}of t){let o={name:n??"",distinct:typeof a=="string"?Number(a):null,nulls:Number(i)};e.set(s??"",[...e.get(s??"")??[],o])}return e}function h({name:t,distinct:e,nulls:s},n){return e===null||e>=0?{name:t,distinct:e===null?null:Math.round(e),nulls:s}:{name:t,distinct:n===null?null:Math.round(-e*n),nulls:s}}function x({tables:t,indexes:e,columns:s,settings:n,...a}){let i=t.flatMap(O),o=new Map(i.map(({id:r,name:l})=>[r,l])),c={indexes:z(e),columns:T(s)};return{dialect:"postgres",version:a.version,takenAt:a.takenAt,tables:u(L(i).map(r=>M(r,o,c))),settings:Object.fromEntries(n.map(({name:r,value:l})=>[r??"",l??""]).sort(([r],[l])=>r<l?-1:1)),replicas:a.replicas}}function M({id:t,name:e,rows:s,bytes:n,parent:a},i,o){let c=a===null?void 0:i.get(a),r=o.columns.get(t);return{name:e,rows:s,bytes:n,indexes:o.indexes.get(t)??[],...r===void 0?{}:{columns:u(r.map(l=>h(l,s)))},...c===void 0?{}:{partitionOf:c}}}function O({id:t,name:e,parent:s,bytes:n,rows:a,partitioned:i}){if(typeof n!="string")return[];let o=i==="true";return[{id:t??"",name:e??"",parent:s??null,bytes:Number(n),rows:o?0:typeof a=="string"?Number(a):null}]}function z(t){let e=new Map(t.map(({id:n,on:a})=>[n,a??""])),s=new Map;for(let{id:n,name:a,bytes:i}of L(t.flatMap(O))){let o=e.get(n)??"";s.set(o,u([...s.get(o)??[],{name:a,bytes:i}]))}return s}function L(t){let e=new Map;for(let n of t)n.parent!==null&&e.set(n.parent,[...e.get(n.parent)??[],n]);let s=n=>(e.get(n.id)??[]).map(s).reduce((a,i)=>({...a,bytes:a.bytes+i.bytes,rows:a.rows===null||i.rows===null?null:a.rows+i.rows}),n);return t.map(s)}function u(t){return t.toSorted((e,s)=>e.name<s.name?-1:1)}function I(t,e){return p("server-too-old",`The server is PostgreSQL ${t}; statistics are read from ${e} or newer.`,"Without statistics everything but the estimates stays as it is.")}function C(t,e,s){let n=`The sizes of the tables at ${t} cannot be read: ${s.replace(/[.]$/,"")}.`;return p("statistics-failed",n,H[e]??P)}var P="Correct what the server says, or name another role or database in the URL.",H={"55P03":"A table was locked against all others for 2 s. Try again when the statement that locks it is through.",57014:"The catalog did not answer within 30 s. Try again when the server is less busy.",42501:"Give the role what the server asks for, or name another one in the URL."};var v=13,k="BEGIN READ ONLY; SET LOCAL statement_timeout = '30s'; SET LOCAL lock_timeout = '2s'; SET LOCAL search_path = pg_catalog";async function st({url:t},e){let s=E(t),n=await _(s,{database:s.database,name:"holdpoint stats"});try{return await W(n,e)}catch(a){throw a instanceof m?C(s.place,a.code??"",a.message):a}finally{await n.end().catch(()=>{})}}async function W(t,e){let[s]=await S(t,w),n=s?.version?.split(" ")[0]??"";if(!(Number(s?.major)>=v))throw I(n,v);await t.query(k);let a=await R(o=>S(t,o)),i=await $(t);return await t.query("ROLLBACK"),x({...a,version:n,replicas:i,takenAt:e})}async function $(t){try{let e=(await S(t,A))[0]?.replicas;return typeof e=="string"?Number(e):null}catch(e){if(e instanceof m)return null;throw e}}async function S(t,e){return(await t.query(e)).rows}export{st as readStatistics};
