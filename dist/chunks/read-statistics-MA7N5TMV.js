import{createRequire as __createRequire}from'node:module';import{fileURLToPath as __fileURLToPath}from'node:url';import{dirname as __pathDirname}from'node:path';const require=__createRequire(import.meta.url),__filename=__fileURLToPath(import.meta.url),__dirname=__pathDirname(__filename);
import{a as d,h as g,i as m,j as S}from"./chunk-67NLQZN5.js";import{b as p}from"./chunk-VVA3OSRJ.js";import"./chunk-IYRWS3LF.js";var u=`
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
      WHERE d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.objid = c.oid AND d.deptype = 'e')`,E=`
  SELECT i.indexrelid::text AS id, i.indrelid::text AS "on", ${d} AS name,
    (SELECT h.inhparent::text FROM pg_catalog.pg_inherits h WHERE h.inhrelid = i.indexrelid) AS parent,
    pg_catalog.pg_relation_size(c.oid)::text AS bytes
  FROM pg_catalog.pg_index i
  JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  WHERE i.indrelid >= ${16384} AND c.relpersistence <> 't' AND n.nspname !~ '^pg_(toast|temp)'`,O=["block_size","checkpoint_timeout","full_page_writes","maintenance_work_mem","max_parallel_maintenance_workers","max_wal_size","shared_buffers","synchronous_commit","wal_compression","wal_level","work_mem"],y=`
  SELECT name, pg_catalog.current_setting(name) AS value FROM pg_catalog.pg_settings
  WHERE name IN (${O.map(t=>`'${t}'`).join(", ")})`,f=`
  SELECT pg_catalog.current_setting('server_version') AS version,
    (pg_catalog.current_setting('server_version_num')::integer / 10000)::text AS major`,N=`
  SELECT CASE WHEN NOT pg_catalog.pg_is_in_recovery() THEN
    (SELECT pg_catalog.count(*) FROM pg_catalog.pg_stat_replication r
     WHERE r.state IS DISTINCT FROM 'backup' AND NOT EXISTS (SELECT FROM pg_catalog.pg_replication_slots s
       WHERE s.slot_type = 'logical' AND s.active_pid = r.pid)) END::text AS replicas`;function b({tables:t,indexes:e,settings:a,...s}){let n=t.flatMap(w),r=new Map(n.map(({id:o,name:l})=>[o,l])),i=I(e);return{dialect:"postgres",version:s.version,takenAt:s.takenAt,tables:A(T(n).map(o=>L(o,r,i.get(o.id)??[]))),settings:Object.fromEntries(a.map(({name:o,value:l})=>[o??"",l??""]).sort(([o],[l])=>o<l?-1:1)),replicas:s.replicas}}function L({name:t,rows:e,bytes:a,parent:s},n,r){let i=s===null?void 0:n.get(s);return{name:t,rows:e,bytes:a,indexes:r,...i===void 0?{}:{partitionOf:i}}}function w({id:t,name:e,parent:a,bytes:s,rows:n,partitioned:r}){if(typeof s!="string")return[];let i=r==="true";return[{id:t??"",name:e??"",parent:a??null,bytes:Number(s),rows:i?0:typeof n=="string"?Number(n):null}]}function I(t){let e=new Map(t.map(({id:s,on:n})=>[s,n??""])),a=new Map;for(let{id:s,name:n,bytes:r}of T(t.flatMap(w))){let i=e.get(s)??"";a.set(i,A([...a.get(i)??[],{name:n,bytes:r}]))}return a}function T(t){let e=new Map;for(let s of t)s.parent!==null&&e.set(s.parent,[...e.get(s.parent)??[],s]);let a=s=>(e.get(s.id)??[]).map(a).reduce((n,r)=>({...n,bytes:n.bytes+r.bytes,rows:n.rows===null||r.rows===null?null:n.rows+r.rows}),s);return t.map(a)}function A(t){return t.toSorted((e,a)=>e.name<a.name?-1:1)}function h(t,e){return p("server-too-old",`The server is PostgreSQL ${t}; statistics are read from ${e} or newer.`,"Without statistics everything but the estimates stays as it is.")}function R(t,e,a){let s=`The sizes of the tables at ${t} cannot be read: ${a.replace(/[.]$/,"")}.`;return p("statistics-failed",s,C[e]??v)}var v="Correct what the server says, or name another role or database in the URL.",C={"55P03":"A table was locked against all others for 2 s. Try again when the statement that locks it is through.",57014:"The catalog did not answer within 30 s. Try again when the server is less busy.",42501:"Give the role what the server asks for, or name another one in the URL."};var x=13,D="BEGIN READ ONLY; SET LOCAL statement_timeout = '30s'; SET LOCAL lock_timeout = '2s'; SET LOCAL search_path = pg_catalog";async function X({url:t},e){let a=S(t),s=await m(a,{database:a.database,name:"holdpoint stats"});try{return await z(s,e)}catch(n){throw n instanceof g?R(a.place,n.code??"",n.message):n}finally{await s.end().catch(()=>{})}}async function z(t,e){let[a]=await c(t,f),s=a?.version?.split(" ")[0]??"";if(!(Number(a?.major)>=x))throw h(s,x);await t.query(D);let n=await c(t,u),r=await c(t,E),i=await c(t,y),o=await M(t);return await t.query("ROLLBACK"),b({tables:n,indexes:r,settings:i,version:s,replicas:o,takenAt:e})}async function M(t){try{let e=(await c(t,N))[0]?.replicas;return typeof e=="string"?Number(e):null}catch(e){if(e instanceof g)return null;throw e}}async function c(t,e){return(await t.query(e)).rows}export{X as readStatistics};
