import{createRequire as __createRequire}from'node:module';import{fileURLToPath as __fileURLToPath}from'node:url';import{dirname as __pathDirname}from'node:path';const require=__createRequire(import.meta.url),__filename=__fileURLToPath(import.meta.url),__dirname=__pathDirname(__filename);
var L=class extends Error{facts;constructor(t,n){super(t.title,n),this.name="Problem",this.facts=t}};function _n(e,t,n){return new L({code:e,title:t,hint:n,blame:"usage"})}function _(e,t,n,o){return new L({code:e,title:t,hint:n,blame:"internal"},{cause:o})}var Et="holdpoint ",C=class{#e;#r;#n=new Map;#a=1;#t=new Map;constructor(t,n){this.#e=t,this.#r=`${Et}${n} `}async look(t=[]){let n=await this.#e([...t,this.#p()]);this.#c(n.at(-1)??[])}async run(t){return await this.#i(t.map(({sql:n})=>n)),this.#e(t.map(n=>this.#l(n)))}async keepOnly(t){let n=[...this.#n].filter(([r])=>!t.has(r));for(let[r]of n)this.#n.delete(r);let o=n.map(([,{name:r}])=>r).filter(r=>this.#t.delete(r));o.length>0&&await this.#e(o.map(r=>`DEALLOCATE "${r}"`))}async#i(t){let n=t.filter(a=>!this.#s(this.#o(a)));if(n.length===0)return;let o=n.map(a=>({sql:a,name:this.#o(a).name})),r=o.filter(({name:a})=>this.#t.has(a));await this.#e([...r.map(({name:a})=>`DEALLOCATE "${a}"`),...o.map(({sql:a,name:i})=>`PREPARE "${i}" AS ${a}`)]),await this.look();for(let a of n){let i=this.#o(a);i.sum=this.#t.get(i.name)??null}}#o(t){let n=this.#n.get(t)??{name:`${this.#r}${this.#a++}`,sum:null};return this.#n.set(t,n),n}#s({name:t,sum:n}){return n!==null&&this.#t.get(t)===n}#l({sql:t,oids:n=[]}){let o=n.map(r=>`'{${r.join(",")}}'`).join(", ");return`EXECUTE "${this.#o(t).name}"${o===""?"":`(${o})`}`}#p(){return`SELECT name, pg_catalog.md5(statement) AS sum FROM pg_catalog.pg_prepared_statements
      WHERE pg_catalog.starts_with(name, '${this.#r}')`}#c(t){this.#t=new Map(t.map(({name:n,sum:o})=>[n??"",o??""]))}};var St="holdpoint_probe";function S(e){return`(${e}.nspname !~ '^pg_' AND ${e}.nspname <> 'information_schema')`}function m(e,t){return`${U(e)} || quote_ident(${t})`}function U(e){return`CASE WHEN ${e}.nspname = 'public' THEN '' WHEN ${e}.nspname ~ '^pg_temp_' THEN 'pg_temp.' ELSE quote_ident(${e}.nspname) || '.' END`}function u(e){return`quote_ident(pg_get_userbyid(${e}))`}function $(e){return`${e} <> '${St}'`}function p(e,t,n="0"){return`(SELECT description FROM pg_description WHERE classoid = ${e} AND objoid = ${t} AND objsubid = ${n})`}function g(e,t){return`${t} NOT IN (SELECT objid FROM member WHERE classid = ${e})`}function E(e,t){return e===null?"true":`${t} = ANY ($1::oid[])`}function d(e,t){let n=Object.entries(t).map(([o,r])=>`WHEN '${o}' THEN '${r}'`);return`CASE ${e} ${n.join(" ")} END`}function F(e){return`member AS MATERIALIZED (
  SELECT classid, objid FROM pg_depend WHERE refclassid = 3079 AND deptype = 'e'
  UNION ALL SELECT classid, objid FROM pg_depend WHERE refclassid IN (1247, 1255) AND classid IN (1255, 2605) AND deptype = 'i'
), relation AS ${e===null?"":"NOT "}MATERIALIZED (
  SELECT c.oid, c.relkind, ${m("n","c.relname")} AS name, ${U("n")} AS prefix
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE c.oid >= 16384 AND c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S', 'c')
    AND (${S("n")} OR c.relnamespace = pg_my_temp_schema())
    AND ${g(1259,"c.oid")}
)`}var ft=`CASE WHEN t.typcategory = 'A' AND e.oid IS NOT NULL THEN 'array' ELSE ${d("t.typtype",{b:"base",c:"composite",d:"domain",e:"enum",p:"pseudo",r:"range",m:"multirange"})} END`,yt=`CASE WHEN coalesce(e.oid, t.oid) < 16384 THEN format_type(coalesce(e.oid, t.oid), NULL)
  ELSE ${m("tn","coalesce(e.typname, t.typname)")} END`,P={p:"plain",e:"external",m:"main",x:"extended"};function Nt(e){return e<14?"NULL":d("a.attcompression",{p:"pglz",l:"lz4"})}var J={name:"columns",classId:1259,kind:"column",group:"relation",parts:["attribute"],select:({version:e,relations:t})=>`SELECT r.oid || '.' || a.attnum AS id, r.oid::text AS home,
  r.name || '.' || quote_ident(a.attname) AS name, r.name AS relation,
  row_number() OVER (PARTITION BY a.attrelid ORDER BY a.attnum) AS position,
  format_type(a.atttypid, a.atttypmod) AS type, ${ft} AS "typeKind", ${yt} AS "typeName",
  a.attnotnull AS "notNull",
  CASE WHEN a.attgenerated = '' THEN pg_get_expr(f.adbin, f.adrelid) END AS "default",
  ${d("a.attidentity",{a:"always",d:"by-default"})} AS identity,
  ${d("a.attgenerated",{s:"stored",v:"virtual"})} AS generated,
  CASE WHEN a.attgenerated <> '' THEN pg_get_expr(f.adbin, f.adrelid) END AS expression,
  CASE WHEN a.attcollation <> t.typcollation AND a.attcollation <> 0 THEN (
    SELECT CASE WHEN ln.nspname IN ('pg_catalog', 'public') THEN '' ELSE quote_ident(ln.nspname) || '.' END || quote_ident(l.collname)
    FROM pg_collation l JOIN pg_namespace ln ON ln.oid = l.collnamespace WHERE l.oid = a.attcollation) END AS collation,
  CASE WHEN a.attstorage <> t.typstorage THEN ${d("a.attstorage",P)} END AS storage,
  ${d("t.typstorage",P)} AS "typeStorage",
  ${Nt(e)} AS compression, nullif(a.attstattarget, -1) AS statistics,
  a.attoptions AS options, a.attfdwoptions AS "serverOptions",
  a.attacl::text AS privileges, d.description AS comment,
  a.attinhcount > 0 AS inherited
FROM relation r JOIN pg_attribute a ON a.attrelid = r.oid AND a.attnum > 0 AND NOT a.attisdropped
  JOIN pg_type t ON t.oid = a.atttypid
  LEFT JOIN pg_type e ON e.oid = t.typelem AND t.typcategory = 'A'
  LEFT JOIN pg_namespace tn ON tn.oid = coalesce(e.typnamespace, t.typnamespace)
  LEFT JOIN pg_attrdef f ON f.adrelid = a.attrelid AND f.adnum = a.attnum
  LEFT JOIN pg_description d ON d.classoid = 1259 AND d.objoid = a.attrelid AND d.objsubid = a.attnum
WHERE r.relkind IN ('r', 'p', 'f') AND ${E(t,"r.oid")}`};var At={p:"primary-key",u:"unique",f:"foreign-key",c:"check",n:"not-null",x:"exclude"},G={name:"constraints",classId:2606,kind:"constraint",group:"relation",parts:["constraint"],select:({version:e,relations:t})=>`SELECT o.oid::text AS id, r.oid::text AS home,
  r.name || '.' || quote_ident(o.conname) AS name, r.name AS relation,
  ${d("o.contype",At)} AS type, o.conkey AS columns,
  CASE WHEN o.confrelid <> 0 THEN ${m("fn","fc.relname")} END AS "references",
  o.confkey AS "referencedColumns", nullif(o.confrelid, 0)::text AS "referencedHome",
  pg_get_constraintdef(o.oid) AS definition, o.convalidated AS validated,
  ${e<18?"true":"o.conenforced"} AS enforced,
  o.condeferrable AS deferrable, o.condeferred AS deferred, o.connoinherit AND o.contype IN ('c', 'n') AS "noInherit",
  CASE WHEN o.contype IN ('p', 'u', 'x') THEN r.prefix || quote_ident(x.relname) END AS index,
  o.coninhcount > 0 AS inherited, d.description AS comment
FROM relation r JOIN pg_constraint o ON o.conrelid = r.oid
  LEFT JOIN pg_class fc ON fc.oid = o.confrelid LEFT JOIN pg_namespace fn ON fn.oid = fc.relnamespace
  LEFT JOIN pg_class x ON x.oid = o.conindid
  LEFT JOIN pg_constraint p ON p.oid = o.conparentid
  LEFT JOIN pg_description d ON d.classoid = 2606 AND d.objoid = o.oid
WHERE r.relkind IN ('r', 'p', 'f') AND o.contype IN ('p', 'u', 'f', 'c', 'n', 'x')
  AND p.conrelid IS DISTINCT FROM o.conrelid AND ${E(t,"r.oid")}`};var B=`${m("n","p.proname")} || '(' || replace(oidvectortypes(p.proargtypes), 'public.', '') || ')'`,Y="quote_ident(n.nspname) || '.' || quote_ident(p.proname) || '(' || oidvectortypes(p.proargtypes) || ')'",K=`FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace JOIN pg_language l ON l.oid = p.prolang
WHERE p.oid >= ${16384} AND ${S("n")} AND ${g(1255,"p.oid")}`,V={name:"functions",classId:1255,kind:"function",group:"functions",parts:[],select:()=>`SELECT p.oid::text AS id, ${B} AS name, ${Y} AS signature,
  pg_get_functiondef(p.oid) AS definition, l.lanname AS language,
  ${d("p.prokind",{f:"function",p:"procedure",w:"window"})} AS "functionKind",
  ${d("p.provolatile",{i:"immutable",s:"stable",v:"volatile"})} AS volatility,
  p.prosecdef AS "securityDefiner", p.proisstrict AS strict,
  pg_get_function_result(p.oid) AS returns, pg_get_function_arguments(p.oid) AS arguments,
  ${u("p.proowner")} AS owner, p.proacl::text AS privileges, ${p(1255,"p.oid")} AS comment
${K} AND p.prokind <> 'a'`},Ot=["'SFUNC = ' || a.aggtransfn::regproc","'STYPE = ' || format_type(a.aggtranstype, NULL)","'SSPACE = ' || nullif(a.aggtransspace, 0)","'FINALFUNC = ' || nullif(a.aggfinalfn, 0)::regproc","CASE WHEN a.aggfinalextra THEN 'FINALFUNC_EXTRA' END","'COMBINEFUNC = ' || nullif(a.aggcombinefn, 0)::regproc","'SERIALFUNC = ' || nullif(a.aggserialfn, 0)::regproc","'DESERIALFUNC = ' || nullif(a.aggdeserialfn, 0)::regproc","'INITCOND = ' || quote_literal(a.agginitval)","'MSFUNC = ' || nullif(a.aggmtransfn, 0)::regproc","'MINVFUNC = ' || nullif(a.aggminvtransfn, 0)::regproc","'MSTYPE = ' || format_type(nullif(a.aggmtranstype, 0), NULL)","'MSSPACE = ' || nullif(a.aggmtransspace, 0)","'MFINALFUNC = ' || nullif(a.aggmfinalfn, 0)::regproc","CASE WHEN a.aggmfinalextra THEN 'MFINALFUNC_EXTRA' END","'MINITCOND = ' || quote_literal(a.aggminitval)","'SORTOP = OPERATOR(' || (SELECT quote_ident(sn.nspname) || '.' || so.oprname FROM pg_operator so JOIN pg_namespace sn ON sn.oid = so.oprnamespace WHERE so.oid = a.aggsortop) || ')'","CASE p.proparallel WHEN 's' THEN 'PARALLEL = SAFE' WHEN 'r' THEN 'PARALLEL = RESTRICTED' END","CASE WHEN a.aggkind = 'h' THEN 'HYPOTHETICAL' END"],X={name:"aggregates",classId:1255,kind:"aggregate",group:"functions",parts:[],select:()=>`SELECT p.oid::text AS id, ${B} AS name, ${Y} AS signature,
  quote_ident(n.nspname) || '.' || quote_ident(p.proname) || '(' || coalesce(nullif(pg_get_function_identity_arguments(p.oid), ''), '*') || ')' AS identity,
  'CREATE AGGREGATE ' || quote_ident(n.nspname) || '.' || quote_ident(p.proname) || '(' || coalesce(nullif(pg_get_function_arguments(p.oid), ''), '*') || ') ('
    || concat_ws(', ', ${Ot.join(", ")}) || ')' AS definition,
  ${u("p.proowner")} AS owner, p.proacl::text AS privileges, ${p(1255,"p.oid")} AS comment
${K.replace("WHERE","JOIN pg_aggregate a ON a.aggfnoid = p.oid WHERE")}`};var z={name:"indexes",classId:1259,kind:"index",group:"relation",parts:["index","constraint"],select:({relations:e})=>`SELECT c.oid::text AS id, r.oid::text AS home, r.prefix || quote_ident(c.relname) AS name, r.name AS relation,
  pg_get_indexdef(c.oid) AS definition, i.indisunique AS unique, i.indisprimary AS primary,
  i.indisvalid AS valid, i.indisready AS ready, i.indisclustered AS clustered, i.indisreplident AS "replicaIdentity",
  (i.indkey::int2[])[0:i.indnkeyatts - 1] AS columns,
  pg_get_expr(i.indpred, i.indrelid) AS predicate, m.amname AS method,
  r.name || '.' || quote_ident(o.conname) AS "constraint",
  CASE WHEN c.relispartition THEN (SELECT ${m("pn","p.relname")} FROM pg_inherits h
    JOIN pg_class p ON p.oid = h.inhparent JOIN pg_namespace pn ON pn.oid = p.relnamespace WHERE h.inhrelid = c.oid) END AS "partitionOf",
  (SELECT json_agg(json_build_array(a.attnum, a.attstattarget) ORDER BY a.attnum) FROM pg_attribute a
    WHERE a.attrelid = c.oid AND a.attstattarget >= 0) AS statistics,
  c.reloptions AS options,
  s.spcname AS tablespace, d.description AS comment
FROM pg_index i JOIN relation r ON r.oid = i.indrelid JOIN pg_class c ON c.oid = i.indexrelid LEFT JOIN pg_am m ON m.oid = c.relam
  LEFT JOIN pg_constraint o ON o.conindid = c.oid AND o.conrelid = i.indrelid AND o.contype IN ('p', 'u', 'x')
  LEFT JOIN pg_tablespace s ON s.oid = c.reltablespace
  LEFT JOIN pg_description d ON d.classoid = 1259 AND d.objoid = c.oid AND d.objsubid = 0
WHERE i.indrelid >= ${16384} AND ${E(e,"i.indrelid")}`};function Z(e,t){return`quote_ident(${e}.nspname) || '.' || quote_ident(${t})`}var Q="coalesce(format_type(nullif(o.oprleft, 0), NULL), 'NONE') || ', ' || coalesce(format_type(nullif(o.oprright, 0), NULL), 'NONE')",_t=["'FUNCTION = ' || o.oprcode::oid::regproc","'LEFTARG = ' || format_type(nullif(o.oprleft, 0), NULL)","'RIGHTARG = ' || format_type(nullif(o.oprright, 0), NULL)","'COMMUTATOR = ' || (SELECT 'OPERATOR(' || quote_ident(n2.nspname) || '.' || o2.oprname || ')' FROM pg_operator o2 JOIN pg_namespace n2 ON n2.oid = o2.oprnamespace WHERE o2.oid = o.oprcom)","'NEGATOR = ' || (SELECT 'OPERATOR(' || quote_ident(n2.nspname) || '.' || o2.oprname || ')' FROM pg_operator o2 JOIN pg_namespace n2 ON n2.oid = o2.oprnamespace WHERE o2.oid = o.oprnegate)","'RESTRICT = ' || nullif(o.oprrest::oid, 0)::regproc","'JOIN = ' || nullif(o.oprjoin::oid, 0)::regproc","CASE WHEN o.oprcanhash THEN 'HASHES' END","CASE WHEN o.oprcanmerge THEN 'MERGES' END"],ee={name:"operators",classId:2617,kind:"operator",group:"rare",parts:[],select:()=>`SELECT o.oid::text AS id,
  CASE WHEN n.nspname = 'public' THEN '' ELSE quote_ident(n.nspname) || '.' END || o.oprname || ' (' || ${Q} || ')' AS name,
  quote_ident(n.nspname) || '.' || o.oprname || ' (' || ${Q} || ')' AS identity,
  'CREATE OPERATOR ' || quote_ident(n.nspname) || '.' || o.oprname || ' (' || concat_ws(', ', ${_t.join(", ")}) || ')' AS definition,
  ${u("o.oprowner")} AS owner, ${p(2617,"o.oid")} AS comment
FROM pg_operator o JOIN pg_namespace n ON n.oid = o.oprnamespace
WHERE o.oid >= ${16384} AND o.oprcode <> 0 AND ${S("n")} AND ${g(2617,"o.oid")}`},te={name:"casts",classId:2605,kind:"cast",group:"rare",parts:[],select:()=>`SELECT c.oid::text AS id, format_type(c.castsource, NULL) || ' AS ' || format_type(c.casttarget, NULL) AS name,
  '(' || format_type(c.castsource, NULL) || ' AS ' || format_type(c.casttarget, NULL) || ')' AS identity,
  'CREATE CAST (' || format_type(c.castsource, NULL) || ' AS ' || format_type(c.casttarget, NULL) || ') '
    || CASE c.castmethod WHEN 'f' THEN 'WITH FUNCTION ' || c.castfunc::regprocedure WHEN 'i' THEN 'WITH INOUT' ELSE 'WITHOUT FUNCTION' END
    || CASE c.castcontext WHEN 'a' THEN ' AS ASSIGNMENT' WHEN 'i' THEN ' AS IMPLICIT' ELSE '' END AS definition,
  ${p(2605,"c.oid")} AS comment
FROM pg_cast c WHERE c.oid >= ${16384} AND ${g(2605,"c.oid")}`};function Rt(e){let t=e>=17?"l.colllocale":e>=15?"l.colliculocale":"l.collcollate";return`CASE l.collprovider WHEN 'i' THEN ', locale = ' || quote_literal(${t})
    WHEN 'b' THEN ', locale = ' || quote_literal(${t})
    ELSE ', lc_collate = ' || quote_literal(l.collcollate) || ', lc_ctype = ' || quote_literal(l.collctype) END`}var ne={name:"collations",classId:3456,kind:"collation",group:"rare",parts:[],select:({version:e})=>`SELECT l.oid::text AS id, ${m("n","l.collname")} AS name,
  'CREATE COLLATION ' || ${Z("n","l.collname")} || ' (provider = '
    || CASE l.collprovider WHEN 'i' THEN 'icu' WHEN 'b' THEN 'builtin' ELSE 'libc' END || ${Rt(e)}
    || CASE WHEN NOT l.collisdeterministic THEN ', deterministic = false' ELSE '' END || ')' AS definition,
  ${u("l.collowner")} AS owner, ${p(3456,"l.oid")} AS comment
FROM pg_collation l JOIN pg_namespace n ON n.oid = l.collnamespace
WHERE l.oid >= ${16384} AND ${S("n")} AND ${g(3456,"l.oid")}`},oe={name:"operator-classes",classId:2616,kind:"operator",group:"rare",parts:[],select:()=>`SELECT c.oid::text AS id, 'class ' || ${m("n","c.opcname")} || ' USING ' || m.amname AS name,
  'CLASS ' || ${Z("n","c.opcname")} || ' USING ' || m.amname AS identity,
  format_type(c.opcintype, NULL) AS type, c.opcdefault AS "isDefault",
  (SELECT json_agg(o.amopopr::regoperator::text || ' ' || o.amopstrategy ORDER BY o.amopstrategy, o.amopopr::regoperator::text) FROM pg_amop o WHERE o.amopfamily = c.opcfamily) AS operators,
  (SELECT json_agg(f.amproc::regprocedure::text || ' ' || f.amprocnum ORDER BY f.amprocnum, f.amproc::regprocedure::text) FROM pg_amproc f WHERE f.amprocfamily = c.opcfamily) AS functions,
  ${u("c.opcowner")} AS owner
FROM pg_opclass c JOIN pg_namespace n ON n.oid = c.opcnamespace JOIN pg_am m ON m.oid = c.opcmethod
WHERE c.oid >= ${16384} AND ${S("n")} AND ${g(2616,"c.oid")}`};function Tt(e){return`coalesce((SELECT json_agg('TABLE ' || quote_ident(n.nspname) || '.' || quote_ident(c.relname)${e<15?"":` || coalesce(' (' || (SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum) FROM pg_attribute a WHERE a.attrelid = t.prrelid AND a.attnum = ANY (t.prattrs)) || ')', '')
      || coalesce(' WHERE (' || pg_get_expr(t.prqual, t.prrelid) || ')', '')`} ORDER BY n.nspname, c.relname)
    FROM pg_publication_rel t JOIN pg_class c ON c.oid = t.prrelid JOIN pg_namespace n ON n.oid = c.relnamespace WHERE t.prpubid = p.oid), '[]')`}function bt(e){return e<15?"'[]'::json":`coalesce((SELECT json_agg('TABLES IN SCHEMA ' || quote_ident(n.nspname) ORDER BY n.nspname)
    FROM pg_publication_namespace t JOIN pg_namespace n ON n.oid = t.pnnspid WHERE t.pnpubid = p.oid), '[]')`}var re={name:"publications",classId:6104,kind:"publication",group:"rare",parts:[],select:({version:e})=>`SELECT p.oid::text AS id, quote_ident(p.pubname) AS name, p.puballtables AS "allTables",
  ${Tt(e)} AS tables, ${bt(e)} AS schemas,
  concat_ws(', ', CASE WHEN p.pubinsert THEN 'insert' END, CASE WHEN p.pubupdate THEN 'update' END, CASE WHEN p.pubdelete THEN 'delete' END, CASE WHEN p.pubtruncate THEN 'truncate' END) AS publishes,
  p.pubviaroot AS "viaRoot", ${u("p.pubowner")} AS owner, ${p(6104,"p.oid")} AS comment
FROM pg_publication p`},ae={name:"event-triggers",classId:3466,kind:"event-trigger",group:"rare",parts:[],select:()=>`SELECT e.oid::text AS id, quote_ident(e.evtname) AS name,
  'CREATE EVENT TRIGGER ' || quote_ident(e.evtname) || ' ON ' || e.evtevent
    || coalesce(' WHEN TAG IN (' || (SELECT string_agg(quote_literal(t), ', ' ORDER BY t) FROM unnest(e.evttags) t) || ')', '')
    || ' EXECUTE FUNCTION ' || e.evtfoid::regproc || '()' AS definition,
  ${d("e.evtenabled",{O:"origin",D:"disabled",R:"replica",A:"always"})} AS enabled,
  (SELECT ${m("n","p.proname")} || '()' FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE p.oid = e.evtfoid) AS function,
  ${u("e.evtowner")} AS owner, ${p(3466,"e.oid")} AS comment
FROM pg_event_trigger e`};var ie={O:"origin",D:"disabled",R:"replica",A:"always"},se={name:"triggers",classId:2620,kind:"trigger",group:"relation",parts:["trigger"],select:({relations:e})=>`SELECT t.oid::text AS id, r.oid::text AS home,
  r.name || '.' || quote_ident(t.tgname) AS name, r.name AS relation,
  pg_get_triggerdef(t.oid) AS definition, ${d("t.tgenabled",ie)} AS enabled,
  ${m("n","p.proname")} || '(' || oidvectortypes(p.proargtypes) || ')' AS function,
  t.tgparentid <> 0 AS inherited, ${p(2620,"t.oid")} AS comment
FROM relation r JOIN pg_trigger t ON t.tgrelid = r.oid AND NOT t.tgisinternal
  JOIN pg_proc p ON p.oid = t.tgfoid JOIN pg_namespace n ON n.oid = p.pronamespace
WHERE ${E(e,"r.oid")}`},le={name:"rules",classId:2618,kind:"rule",group:"relation",parts:["rewrite"],select:({relations:e})=>`SELECT w.oid::text AS id, r.oid::text AS home,
  r.name || '.' || quote_ident(w.rulename) AS name, r.name AS relation,
  pg_get_ruledef(w.oid) AS definition, ${d("w.ev_enabled",ie)} AS enabled, ${p(2618,"w.oid")} AS comment
FROM relation r JOIN pg_rewrite w ON w.ev_class = r.oid AND w.rulename <> '_RETURN'
WHERE ${E(e,"r.oid")}`},It={r:"select",a:"insert",w:"update",d:"delete","*":"all"},pe={name:"policies",classId:3256,kind:"policy",group:"relation",parts:["policy"],select:({relations:e})=>`SELECT p.oid::text AS id, r.oid::text AS home,
  r.name || '.' || quote_ident(p.polname) AS name, r.name AS relation,
  ${d("p.polcmd",It)} AS command, p.polpermissive AS permissive,
  (SELECT json_agg(CASE WHEN o = 0 THEN 'public' ELSE quote_ident(pg_get_userbyid(o)) END ORDER BY pg_get_userbyid(o)) FROM unnest(p.polroles) o) AS roles,
  pg_get_expr(p.polqual, p.polrelid) AS using, pg_get_expr(p.polwithcheck, p.polrelid) AS check,
  ${p(3256,"p.oid")} AS comment
FROM relation r JOIN pg_policy p ON p.polrelid = r.oid
WHERE ${E(e,"r.oid")}`},ce={name:"statistics",classId:3381,kind:"statistics",group:"relation",parts:["statistics"],select:({relations:e})=>`SELECT s.oid::text AS id, r.oid::text AS home,
  ${m("n","s.stxname")} AS name, r.name AS relation, pg_get_statisticsobjdef(s.oid) AS definition,
  nullif(s.stxstattarget, -1) AS target, quote_ident(pg_get_userbyid(s.stxowner)) AS owner, ${p(3381,"s.oid")} AS comment
FROM relation r JOIN pg_statistic_ext s ON s.stxrelid = r.oid JOIN pg_namespace n ON n.oid = s.stxnamespace
WHERE ${E(e,"r.oid")}`};var xt=d("r.relkind",{r:"table",p:"table",v:"view",m:"materialized-view",f:"foreign-table"}),me=`r.oid::text AS id, r.name, NULL AS relation, r.oid::text AS home, ${xt} AS kind,
  json_build_array(c.reltype::text, t.typarray::text) AS aliases, ${u("c.relowner")} AS owner,
  c.relacl::text AS privileges, d.description AS comment`,ue=`relation r JOIN pg_class c ON c.oid = r.oid
  LEFT JOIN pg_type t ON t.oid = c.reltype
  LEFT JOIN pg_description d ON d.classoid = 1259 AND d.objoid = c.oid AND d.objsubid = 0`,ge=`(SELECT json_agg(o ORDER BY o) FROM (
    SELECT unnest(c.reloptions) AS o
    UNION ALL SELECT 'toast.' || unnest(x.reloptions) FROM pg_class x WHERE x.oid = c.reltoastrelid AND x.reloptions IS NOT NULL
  ) o)`,de="(SELECT json_agg(p.name ORDER BY i.inhseqno) FROM pg_inherits i JOIN relation p ON p.oid = i.inhparent WHERE i.inhrelid = c.oid)",Ee={name:"tables",classId:1259,kind:null,group:"relation",parts:["class"],select:e=>`SELECT ${me},
  ${d("c.relpersistence",{p:"permanent",u:"unlogged",t:"temporary"})} AS persistence,
  CASE WHEN c.relkind = 'p' THEN pg_get_partkeydef(c.oid) END AS "partitionKey",
  CASE WHEN c.relispartition THEN ${de} ->> 0 END AS "partitionOf",
  CASE WHEN c.relispartition THEN pg_get_expr(c.relpartbound, c.oid) END AS "partitionBound",
  CASE WHEN c.relispartition THEN '[]' ELSE coalesce(${de}, '[]') END AS inherits,
  CASE WHEN c.reloftype <> 0 THEN format_type(c.reloftype, NULL) END AS "ofType",
  c.relrowsecurity AS "rowSecurity", c.relforcerowsecurity AS "forceRowSecurity",
  ${d("c.relreplident",{d:"default",n:"nothing",f:"full",i:"index"})} AS "replicaIdentity",
  coalesce(${ge}, '[]') AS options, a.amname AS "accessMethod", s.spcname AS tablespace,
  (SELECT quote_ident(v.srvname) FROM pg_foreign_table ft JOIN pg_foreign_server v ON v.oid = ft.ftserver WHERE ft.ftrelid = c.oid) AS server,
  (SELECT to_json(ft.ftoptions) FROM pg_foreign_table ft WHERE ft.ftrelid = c.oid) AS "serverOptions"
FROM ${ue}
  LEFT JOIN pg_am a ON a.oid = c.relam LEFT JOIN pg_tablespace s ON s.oid = c.reltablespace
WHERE r.relkind IN ('r', 'p', 'f') AND ${E(e.relations,"r.oid")}`},Lt=`(SELECT json_agg(e) FROM (
    SELECT quote_ident(a.attname) AS name, pg_get_expr(f.adbin, f.adrelid) AS "default",
      a.attacl::text AS privileges, ${p(1259,"c.oid","a.attnum")} AS comment, nullif(a.attstattarget, -1) AS statistics
    FROM pg_attribute a LEFT JOIN pg_attrdef f ON f.adrelid = a.attrelid AND f.adnum = a.attnum
    WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum) e
  WHERE e."default" IS NOT NULL OR e.privileges IS NOT NULL OR e.comment IS NOT NULL OR e.statistics IS NOT NULL)`,Se={name:"views",classId:1259,kind:null,group:"relation",parts:["class","attribute","rewrite"],select:e=>`SELECT ${me},
  pg_get_viewdef(c.oid) AS definition,
  (SELECT json_agg(quote_ident(a.attname) ORDER BY a.attnum) FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped) AS columns,
  (SELECT json_agg(format_type(a.atttypid, a.atttypmod) ORDER BY a.attnum) FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped) AS "columnTypes",
  coalesce(${Lt}, '[]') AS "columnExtras",
  coalesce(${ge}, '[]') AS options, c.relispopulated AS populated,
  CASE WHEN c.relkind = 'm' THEN (SELECT amname FROM pg_am WHERE oid = c.relam) END AS "accessMethod",
  (SELECT spcname FROM pg_tablespace WHERE oid = c.reltablespace) AS tablespace
FROM ${ue}
WHERE r.relkind IN ('v', 'm') AND ${E(e.relations,"r.oid")}`},fe={name:"sequences",classId:1259,kind:"sequence",group:"relation",parts:["class","sequence"],select:e=>`SELECT r.oid::text AS id, r.name, NULL AS relation, r.oid::text AS home,
  ${u("c.relowner")} AS owner, c.relacl::text AS privileges, ${p(1259,"r.oid")} AS comment,
  ${d("c.relpersistence",{p:"permanent",u:"unlogged",t:"temporary"})} AS persistence,
  format_type(q.seqtypid, NULL) AS type, q.seqstart::text AS start, q.seqincrement::text AS increment,
  q.seqmin::text AS min, q.seqmax::text AS max, q.seqcache::text AS cache, q.seqcycle AS cycle,
  CASE WHEN d.objid IS NOT NULL THEN ${m("n","o.relname")} || '.' || quote_ident(a.attname) END AS "ownedBy",
  coalesce(d.deptype = 'i', false) AS identity
FROM relation r JOIN pg_class c ON c.oid = r.oid JOIN pg_sequence q ON q.seqrelid = r.oid
  LEFT JOIN pg_depend d ON d.classid = 1259 AND d.objid = r.oid AND d.refclassid = 1259 AND d.refobjsubid > 0 AND d.deptype IN ('a', 'i')
  LEFT JOIN pg_class o ON o.oid = d.refobjid LEFT JOIN pg_namespace n ON n.oid = o.relnamespace
  LEFT JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
WHERE r.relkind = 'S' AND ${E(e.relations,"r.oid")}`};var ye={name:"schemas",classId:2615,kind:"schema",group:"schemas",parts:[],select:()=>`SELECT n.oid::text AS id, quote_ident(n.nspname) AS name, ${u("n.nspowner")} AS owner,
  n.nspacl::text AS privileges, ${p(2615,"n.oid")} AS comment
FROM pg_namespace n WHERE ${S("n")} AND ${g(2615,"n.oid")}`},Ne={name:"extensions",classId:3079,kind:"extension",group:"rest",parts:[],select:()=>`SELECT e.oid::text AS id, quote_ident(e.extname) AS name, e.extversion AS version,
  (SELECT quote_ident(n.nspname) FROM pg_namespace n WHERE n.oid = e.extnamespace) AS schema, ${p(3079,"e.oid")} AS comment
FROM pg_extension e`},Ct=`concat_ws(' ', CASE WHEN r.rolsuper THEN 'SUPERUSER' END, CASE WHEN NOT r.rolinherit THEN 'NOINHERIT' END,
  CASE WHEN r.rolcreaterole THEN 'CREATEROLE' END, CASE WHEN r.rolcreatedb THEN 'CREATEDB' END,
  CASE WHEN r.rolcanlogin THEN 'LOGIN' END, CASE WHEN r.rolreplication THEN 'REPLICATION' END,
  CASE WHEN r.rolbypassrls THEN 'BYPASSRLS' END, 'CONNECTION LIMIT ' || nullif(r.rolconnlimit, -1),
  'VALID UNTIL ' || quote_literal(r.rolvaliduntil::text))`,Ae={name:"roles",classId:1260,kind:"role",group:"rest",parts:[],select:()=>`SELECT r.oid::text AS id, quote_ident(r.rolname) AS name, ${Ct} AS attributes,
  coalesce((SELECT json_agg(DISTINCT quote_ident(g.rolname)) FROM pg_auth_members m JOIN pg_roles g ON g.oid = m.roleid WHERE m.member = r.oid), '[]') AS "memberOf",
  (SELECT description FROM pg_shdescription WHERE classoid = 1260 AND objoid = r.oid) AS comment
FROM pg_roles r WHERE r.rolname !~ '^pg_' AND ${$("r.rolname")}`},Oe={name:"settings",classId:2964,kind:"setting",group:"rest",parts:[],select:()=>`SELECT s.setdatabase || '.' || s.setrole AS id,
  concat_ws(' ', 'role ' || quote_ident(r.rolname), 'database ' || quote_ident(d.datname)) AS name,
  quote_ident(r.rolname) AS role, quote_ident(d.datname) AS database, to_json(s.setconfig) AS settings
FROM pg_db_role_setting s LEFT JOIN pg_roles r ON r.oid = s.setrole LEFT JOIN pg_database d ON d.oid = s.setdatabase
WHERE (r.rolname IS NULL OR ${$("r.rolname")}) AND (s.setdatabase = 0 OR d.datname = current_database())`},_e={name:"default-privileges",classId:826,kind:"default-privileges",group:"rest",parts:[],select:()=>`SELECT a.oid::text AS id,
  concat_ws(' ', quote_ident(o.rolname), 'in ' || quote_ident(n.nspname), CASE a.defaclobjtype WHEN 'r' THEN 'tables' WHEN 'S' THEN 'sequences' WHEN 'f' THEN 'functions' WHEN 'T' THEN 'types' WHEN 'n' THEN 'schemas' ELSE 'large objects' END) AS name,
  quote_ident(o.rolname) AS role, quote_ident(n.nspname) AS schema, a.defaclobjtype AS letter, a.defaclacl::text AS privileges
FROM pg_default_acl a JOIN pg_roles o ON o.oid = a.defaclrole LEFT JOIN pg_namespace n ON n.oid = a.defaclnamespace`};var Re={name:"text-search-configurations",classId:3602,kind:"text-search",group:"rare",parts:[],select:()=>`SELECT c.oid::text AS id, 'configuration ' || ${m("n","c.cfgname")} AS name,
  'CONFIGURATION ' || quote_ident(n.nspname) || '.' || quote_ident(c.cfgname) AS identity,
  concat_ws(E';\\n', 'CREATE TEXT SEARCH CONFIGURATION ' || quote_ident(n.nspname) || '.' || quote_ident(c.cfgname)
    || ' (PARSER = ' || (SELECT quote_ident(pn.nspname) || '.' || quote_ident(p.prsname) FROM pg_ts_parser p JOIN pg_namespace pn ON pn.oid = p.prsnamespace WHERE p.oid = c.cfgparser) || ')',
    (SELECT string_agg('ALTER TEXT SEARCH CONFIGURATION ' || quote_ident(n.nspname) || '.' || quote_ident(c.cfgname)
      || ' ADD MAPPING FOR ' || m.alias || ' WITH ' || m.dictionaries, E';\\n' ORDER BY m.alias)
      FROM (SELECT k.alias, string_agg(d.mapdict::regdictionary::text, ', ' ORDER BY d.mapseqno) AS dictionaries
        FROM pg_ts_config_map d JOIN ts_token_type(c.cfgparser) k ON k.tokid = d.maptokentype WHERE d.mapcfg = c.oid GROUP BY k.alias) m)) AS definition,
  ${u("c.cfgowner")} AS owner, ${p(3602,"c.oid")} AS comment
FROM pg_ts_config c JOIN pg_namespace n ON n.oid = c.cfgnamespace
WHERE c.oid >= ${16384} AND ${S("n")} AND ${g(3602,"c.oid")}`},Te={name:"text-search-dictionaries",classId:3600,kind:"text-search",group:"rare",parts:[],select:()=>`SELECT d.oid::text AS id, 'dictionary ' || ${m("n","d.dictname")} AS name,
  'DICTIONARY ' || quote_ident(n.nspname) || '.' || quote_ident(d.dictname) AS identity,
  'CREATE TEXT SEARCH DICTIONARY ' || quote_ident(n.nspname) || '.' || quote_ident(d.dictname)
    || ' (' || concat_ws(', ', 'TEMPLATE = ' || (SELECT quote_ident(tn.nspname) || '.' || quote_ident(t.tmplname) FROM pg_ts_template t JOIN pg_namespace tn ON tn.oid = t.tmplnamespace WHERE t.oid = d.dicttemplate), d.dictinitoption) || ')' AS definition,
  ${u("d.dictowner")} AS owner, ${p(3600,"d.oid")} AS comment
FROM pg_ts_dict d JOIN pg_namespace n ON n.oid = d.dictnamespace
WHERE d.oid >= ${16384} AND ${S("n")} AND ${g(3600,"d.oid")}`};function be(e){return`coalesce(' OPTIONS (' || (SELECT string_agg(quote_ident(split_part(o, '=', 1)) || ' ' || quote_literal(substr(o, strpos(o, '=') + 1)), ', ') FROM unnest(${e}) o) || ')', '')`}var Ie={name:"foreign-servers",classId:1417,kind:"foreign-server",group:"rare",parts:[],select:()=>`SELECT s.oid::text AS id, quote_ident(s.srvname) AS name, 'SERVER ' || quote_ident(s.srvname) AS identity,
  'CREATE SERVER ' || quote_ident(s.srvname) || coalesce(' TYPE ' || quote_literal(s.srvtype), '') || coalesce(' VERSION ' || quote_literal(s.srvversion), '')
    || ' FOREIGN DATA WRAPPER ' || quote_ident(w.fdwname) || ${be("s.srvoptions")} AS definition,
  ${u("s.srvowner")} AS owner, s.srvacl::text AS privileges, ${p(1417,"s.oid")} AS comment
FROM pg_foreign_server s JOIN pg_foreign_data_wrapper w ON w.oid = s.srvfdw WHERE ${g(1417,"s.oid")}`},xe={name:"foreign-data-wrappers",classId:2328,kind:"foreign-server",group:"rare",parts:[],select:()=>`SELECT w.oid::text AS id, 'wrapper ' || quote_ident(w.fdwname) AS name, 'FOREIGN DATA WRAPPER ' || quote_ident(w.fdwname) AS identity,
  'CREATE FOREIGN DATA WRAPPER ' || quote_ident(w.fdwname) || coalesce(' HANDLER ' || nullif(w.fdwhandler, 0)::regproc, '')
    || coalesce(' VALIDATOR ' || nullif(w.fdwvalidator, 0)::regproc, '') || ${be("w.fdwoptions")} AS definition,
  ${u("w.fdwowner")} AS owner, w.fdwacl::text AS privileges, ${p(2328,"w.oid")} AS comment
FROM pg_foreign_data_wrapper w WHERE ${g(2328,"w.oid")}`};var R=`t.oid::text AS id, ${m("n","t.typname")} AS name,
  ${u("t.typowner")} AS owner, t.typacl::text AS privileges, ${p(1247,"t.oid")} AS comment`;function T(e,t=""){return`FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace ${t}
WHERE t.oid >= ${16384} AND ${S("n")} AND ${g(1247,"t.oid")} AND ${e}`}var Le={name:"enums",classId:1247,kind:"enum",group:"types",parts:[],select:()=>`SELECT ${R}, json_build_array(t.typarray::text) AS aliases,
  coalesce((SELECT json_agg(e.enumlabel ORDER BY e.enumsortorder) FROM pg_enum e WHERE e.enumtypid = t.oid), '[]') AS labels,
  coalesce((SELECT json_agg(e.oid::text ORDER BY e.enumsortorder) FROM pg_enum e WHERE e.enumtypid = t.oid), '[]') AS "labelIds"
${T("t.typtype = 'e'")}`},ht=`(SELECT json_agg(json_build_object('name', quote_ident(o.conname), 'definition', pg_get_constraintdef(o.oid), 'validated', o.convalidated, 'comment', ${p(2606,"o.oid")}) ORDER BY o.conname)
    FROM pg_constraint o WHERE o.contypid = t.oid AND o.contype = 'c')`,Ce={name:"domains",classId:1247,kind:"domain",group:"types",parts:[],select:()=>`SELECT ${R}, json_build_array(t.typarray::text) AS aliases,
  format_type(t.typbasetype, t.typtypmod) AS "baseType",
  ${d("b.typtype",{b:"base",c:"composite",d:"domain",e:"enum",r:"range",m:"multirange"})} AS "baseTypeKind",
  t.typnotnull AS "notNull", t.typdefault AS "default",
  CASE WHEN t.typcollation <> b.typcollation AND t.typcollation <> 0 THEN (
    SELECT CASE WHEN ln.nspname = 'pg_catalog' THEN '' ELSE quote_ident(ln.nspname) || '.' END || quote_ident(l.collname)
    FROM pg_collation l JOIN pg_namespace ln ON ln.oid = l.collnamespace WHERE l.oid = t.typcollation) END AS collation,
  coalesce(${ht}, '[]') AS constraints
${T("t.typtype = 'd'","JOIN pg_type b ON b.oid = t.typbasetype")}`},he={name:"composite-types",classId:1247,kind:"composite-type",group:"types",parts:[],select:()=>`SELECT ${R}, json_build_array(t.typarray::text) AS aliases, t.typrelid::text AS "rowRelation",
  coalesce((SELECT json_agg(json_build_object('name', quote_ident(a.attname), 'type', format_type(a.atttypid, a.atttypmod),
      'collation', CASE WHEN a.attcollation <> at.typcollation THEN (
        SELECT quote_ident(ln.nspname) || '.' || quote_ident(l.collname) FROM pg_collation l JOIN pg_namespace ln ON ln.oid = l.collnamespace WHERE l.oid = a.attcollation) END,
      'comment', ${p(1259,"a.attrelid","a.attnum")}) ORDER BY a.attnum)
    FROM pg_attribute a JOIN pg_type at ON at.oid = a.atttypid
    WHERE a.attrelid = t.typrelid AND a.attnum > 0 AND NOT a.attisdropped), '[]') AS attributes,
  coalesce((SELECT json_agg(a.attnum ORDER BY a.attnum) FROM pg_attribute a
    WHERE a.attrelid = t.typrelid AND a.attnum > 0 AND NOT a.attisdropped), '[]') AS "attributeIds"
${T("t.typtype = 'c' AND c.relkind = 'c'","JOIN pg_class c ON c.oid = t.typrelid")}`},wt=["'SUBTYPE = ' || format_type(g.rngsubtype, NULL)","'COLLATION = ' || nullif(g.rngcollation, 0)::regcollation","'CANONICAL = ' || nullif(g.rngcanonical, 0)::regproc","'SUBTYPE_DIFF = ' || nullif(g.rngsubdiff, 0)::regproc"],we={name:"range-types",classId:1247,kind:"range-type",group:"types",parts:[],select:({version:e})=>{let t=e<14?[]:["'MULTIRANGE_TYPE_NAME = ' || format_type(g.rngmultitypid, NULL)"];return`SELECT ${R}, json_build_array(t.typarray::text${e<14?"":", g.rngmultitypid::text"}) AS aliases,
  'CREATE TYPE ' || quote_ident(n.nspname) || '.' || quote_ident(t.typname) || ' AS RANGE (' || concat_ws(', ', ${[...wt,...t].join(", ")}) || ')' AS definition
${T("t.typtype = 'r'","JOIN pg_range g ON g.rngtypid = t.oid")}`}},$e={name:"base-types",classId:1247,kind:"base-type",group:"types",parts:[],select:()=>`SELECT ${R}, json_build_array(t.typarray::text) AS aliases, t.typinput::regproc::text AS input,
  t.typoutput::regproc::text AS output, t.typlen AS length, t.typisdefined AS defined
${T("t.typtype IN ('b', 'p') AND t.typcategory <> 'A'")}`};var b=[ye,Ee,Se,fe,J,G,z,se,le,pe,ce,V,X,Le,Ce,he,we,$e,Ne,Ae,Oe,_e,ee,te,ne,oe,re,ae,Re,Te,xe,Ie],D=["schemas","functions","types","rest","rare"];var Fe="d.refclassid::int, d.refobjid::text, d.refobjsubid",De=`d.deptype IN ('n', 'a') AND d.refobjid >= ${16384}`,N=e=>`${e}, p.oid::text, 0`,$t={columns:[{catalog:"pg_attrdef",classId:2604,relation:"adrelid",user:"1259, p.adrelid::text, p.adnum"},{catalog:"pg_class",classId:1259,relation:"oid",user:"1259, p.oid::text, d.objsubid",condition:"d.objsubid > 0 AND p.relkind IN ('r', 'p', 'f')"}],tables:[{catalog:"pg_class",classId:1259,relation:"oid",user:N(1259),condition:"d.objsubid = 0 AND p.relkind IN ('r', 'p', 'f')"}],sequences:[{catalog:"pg_class",classId:1259,relation:"oid",user:N(1259),condition:"p.relkind = 'S'"}],views:[{catalog:"pg_rewrite",classId:2618,relation:"ev_class",user:"1259, p.ev_class::text, 0",condition:"p.rulename = '_RETURN'"}],rules:[{catalog:"pg_rewrite",classId:2618,relation:"ev_class",user:N(2618),condition:"p.rulename <> '_RETURN'"}],indexes:[{catalog:"pg_index",classId:1259,relation:"indrelid",user:"1259, p.indexrelid::text, 0"}],constraints:[{catalog:"pg_constraint",classId:2606,relation:"conrelid",user:N(2606)}],triggers:[{catalog:"pg_trigger",classId:2620,relation:"tgrelid",user:N(2620)}],policies:[{catalog:"pg_policy",classId:3256,relation:"polrelid",user:N(3256)}],statistics:[{catalog:"pg_statistic_ext",classId:3381,relation:"stxrelid",user:N(3381)}]};function Ft(e,t){let{catalog:n,classId:o,relation:r,user:a,condition:i="true"}=e;return`SELECT json_build_array(${a}, ${Fe}) AS row FROM ${n} p JOIN pg_depend d ON d.classid = ${o} AND d.objid = p.${n==="pg_index"?"indexrelid":"oid"}
    WHERE p.${r} >= ${16384} AND ${E(t,`p.${r}`)} AND ${De} AND ${i}`}function He(e,t){let n=$t[e];return n===void 0?null:`SELECT coalesce(json_agg(row), '[]') FROM (${n.map(r=>Ft(r,t)).join(" UNION ALL ")}) s`}var Dt={functions:"1255",types:"1247",rare:"2617, 2605, 3466, 6104, 6106, 3602, 3600, 1417, 2328, 2616"};function Me(e){let t=Dt[e];return t===void 0?null:`SELECT coalesce(json_agg(json_build_array(d.classid::int, d.objid::text, d.objsubid, ${Fe})), '[]')
    FROM pg_depend d WHERE d.classid IN (${t}) AND d.objid >= ${16384} AND ${De}`}var Ht={r:"SELECT",a:"INSERT",w:"UPDATE",d:"DELETE",D:"TRUNCATE",x:"REFERENCES",t:"TRIGGER",m:"MAINTAIN",X:"EXECUTE",U:"USAGE",C:"CREATE"},Mt={table:"arwdDxtm",view:"arwdDxtm","materialized-view":"arwdDxtm","foreign-table":"arwdDxtm",sequence:"rwU",function:"X",aggregate:"X",schema:"UC",enum:"U",domain:"U","composite-type":"U","range-type":"U","base-type":"U","foreign-server":"U"},kt={function:"X",aggregate:"X",enum:"U",domain:"U","composite-type":"U","range-type":"U","base-type":"U"},ke=" WITH GRANT OPTION";function jt(e,t){let n=Mt[e]??"";return t<17?n.replace("m",""):n}function H(e){let t=[];for(let n=0;n<e.length;n+=1){let o=Ht[e.charAt(n)];o!==void 0&&t.push(e.charAt(n+1)==="*"?o+ke:o)}return t.sort()}function Wt(e){return(e.slice(1,-1).match(/"(?:[^"\\]|\\.)*"|[^,]+/g)??[]).map(n=>n.startsWith('"')?n.slice(1,-1).replace(/\\(.)/g,"$1"):n)}function qt(e){let t=/^("[^"]*(?:""[^"]*)*"|[^=]*)=([^/]*)\//.exec(e),n=t?.[1]??"",o=n.startsWith('"')||/^[a-z_][a-z0-9_$]*$/.test(n);return n===""?["public",t?.[2]??""]:[o?n:`"${n}"`,t?.[2]??""]}function vt(e){return e.replace(ke,"")}function I(e,t,n,o){if(t===null)return{};let r=new Map(Wt(t).map(qt).map(([s,l])=>[s,H(l)])),a=new Map([["public",H(kt[e]??"")],[n,H(jt(e,o))]]),i={};for(let s of[...new Set([...r.keys(),...a.keys()])].sort()){let l=s===n?(r.get(s)??[]).map(vt):r.get(s)??[];l.join()!==(a.get(s)??[]).join()&&(i[s]=l)}return i}var Ut={r:"table",S:"sequence",f:"function",T:"enum",n:"schema"};function M(e){return typeof e=="string"?e:""}function Pt(e,t,n){let o=e.privileges,r=typeof o=="string"?o:null;if(t!=="default-privileges")return I(t,r,M(e.owner),n);if(e.schema!==null)return I("column",r,"",n);let a=Ut[M(e.letter)]??"column";return I(a,r,M(e.role),n)}function Jt(e,t){return Array.isArray(e)?e.map(n=>({...n,privileges:I("column",n.privileges,"",t)})):[]}function je(e,t,n){let{id:o,name:r,relation:a,kind:i,home:s,aliases:l,...x}=t,O=e.kind??i;if(O===void 0)throw new Error(`Family ${e.name} returns a row without a kind.`);let y={};for(let[gt,v]of Object.entries(x))v!==void 0&&(y[gt]=v);return"options"in y&&(y.options??=[]),"privileges"in y&&(y.privileges=Pt(t,O,n)),"columnExtras"in y&&(y.columnExtras=Jt(y.columnExtras,n)),{family:e,home:s??null,kind:O,name:r,relation:a??null,id:o,aliases:l??[],facts:y}}function We(e,t){let{kind:n,name:o,relation:r,id:a,facts:i}=e;return{kind:n,name:o,relation:r,id:a,facts:{...i,uses:t}}}async function h({queries:e,ask:t,version:n},o){if(o.length===0)return{objects:[],dependencies:[]};let r=new Set(o.map(({family:l})=>l.group)),i=r.has("relation")&&o.every(({relations:l})=>l===null)?await t([Gt(n,o,r)]):await e.run(Bt(n,o,r)),s=Object.assign({},...i.map(([l])=>l));return{objects:o.flatMap(({family:l})=>qe(s[l.name]).map(x=>je(l,x,n))),dependencies:[...o.map(({family:l})=>l.name),...r].flatMap(l=>qe(s[`uses ${l}`]))}}function qe(e){return e==null?[]:JSON.parse(e)}function Gt(e,t,n){let o=[...t.flatMap(({family:r})=>ve(e,r,null)),...[...n].flatMap(Ue)];return`WITH ${F(null)} SELECT ${o.join(`,
`)}`}function Bt(e,t,n){return[...t.map(({family:o,relations:r})=>{let a=r===null?null:"asked",i=ve(e,o,a).join(`,
`),s=`WITH ${F(a)} SELECT ${i}`;return r===null?{sql:s}:{sql:s,oids:[r]}}),...[...n].flatMap(o=>Ue(o).map(r=>({sql:`SELECT ${r}`})))]}function ve(e,t,n){let o=t.select({version:e,relations:n}),r=He(t.name,n);return[`(SELECT json_agg(f) FROM (${o}) f)::text AS "${t.name}"`,...r===null?[]:[`(${r})::text AS "uses ${t.name}"`]]}function Ue(e){let t=Me(e);return t===null?[]:[`(${t})::text AS "uses ${e}"`]}function Pe({name:e,kind:t,facts:n}){return t==="enum"?{name:e,parts:k(n.labelIds,n.labels)}:t==="composite-type"?{name:e,parts:k(n.attributeIds,n.attributes)}:{name:e,parts:t==="view"||t==="materialized-view"?k(void 0,n.columns):new Map}}function k(e,t){let n=new Map;return Array.isArray(t)&&t.forEach((o,r)=>{let a=Array.isArray(e)?e[r]:r;n.set(JSON.stringify(a),Yt(o))}),n}function Yt(e){if(typeof e=="string")return e;let t=e?.name;return typeof t=="string"?t:""}function Je(e,t){let[n,o]=[Pe(e),Pe(t)];return n.name!==o.name?!0:[...n.parts].some(([r,a])=>(o.parts.get(r)??a)!==a)}function A(e,t){return`${e} ${t}`}function fo(e,t,n){return e.get(A(t,n))??null}var Kt=["table","materialized-view","view","foreign-table","sequence"];function yo(e,t){for(let n of Kt){let o=e.get(A(n,t));if(o!==void 0)return o}return null}function No(e,t,n){let o=[];for(let r of e.values())r.kind===t&&(n===void 0||r.relation===n)&&o.push(r);return o}var Ye=["role","schema","extension","collation","enum","domain","composite-type","range-type","base-type","foreign-server","sequence","table","foreign-table","column","constraint","index","statistics","view","materialized-view","function","aggregate","trigger","rule","policy","operator","cast","text-search","event-trigger","publication","default-privileges","setting"],Vt=new Map(Ye.map((e,t)=>[e,t]));function Ge(e){return Vt.get(e)??Ye.length}function Be(e){let t=e.facts.position;return typeof t=="number"?t:0}function w(e,t){return e===t?0:e<t?-1:1}function Xt(e,t){return Ge(e.kind)-Ge(t.kind)||w(e.relation??"",t.relation??"")||Be(e)-Be(t)||w(e.name,t.name)}function j(e){let t=[...e].sort(Xt);return new Map(t.map(n=>[A(n.kind,n.name),n]))}function f(e){return`${e.family.classId}:${e.id}`}function zt(e){let t=new Map;for(let n of e){let o=A(n.kind,n.name);t.set(f(n),o);for(let a of n.aliases)a!=="0"&&t.set(`1247:${a}`,o);let r=n.facts.rowRelation;typeof r=="string"&&t.set(`1259:${r}`,o)}return t}function Qt(e,t){if(e.kind!=="constraint"&&e.kind!=="index")return e;let{referencedHome:n,...o}=e.facts,r=o,a=(i,s)=>Array.isArray(s)?s.map(l=>t.get(`${i??""}.${l}`)??null):[];return r.columns=a(e.home,r.columns),e.kind==="constraint"&&(r.referencedColumns=a(typeof n=="string"?n:null,r.referencedColumns)),{...e,facts:r}}function Zt(e){let t=new Map;for(let{kind:n,id:o,name:r,relation:a}of e)n==="column"&&t.set(o,r.slice((a??"").length+1));return t}function en(e){let t=new Map;for(let n of e){let[o,r,a]=n,i=`${o}:${r}${a>0&&o===1259?`.${a}`:""}`,s=t.get(i);s===void 0?t.set(i,[n]):s.push(n)}return t}function tn(e,t,n){let o=A(e.kind,e.name),r=new Set;for(let[,,,a,i,s]of t){let l=n.get(`${a}:${i}${s>0?`.${s}`:""}`)??n.get(`${a}:${i}`);l!==void 0&&l!==o&&r.add(l)}return[...r].sort(w)}function Ke(e,t){let n=W(e,null);if(t===null)return n;let o=new Map(t.stored.map(a=>[f(a),t.handedOut.get(a)])),r=new Map;for(let[a,i]of n.handedOut){let s=o.get(f(a));r.set(a,s!==void 0&&nn(s,i)?s:i)}return{...n,handedOut:r,catalog:j([...r.values()])}}function nn(e,t){return e.kind===t.kind&&JSON.stringify(e)===JSON.stringify(t)}function W(e,t){let n=t??on,o=Zt([...n.stored,...e.objects]),r=[...n.stored,...e.objects.map(s=>Qt(s,o))],a=new Map(n.dependencies);for(let[s,l]of en(e.dependencies))a.set(s,l);let i=rn(r,a,n.handedOut);return{stored:r,dependencies:a,handedOut:i,catalog:j([...i.values()])}}var on={stored:[],dependencies:new Map,handedOut:new Map,catalog:new Map};function rn(e,t,n){let o=zt(e),r=new Map;for(let a of e){let i=tn(a,t.get(f(a))??[],o),s=n.get(a),l=s!==void 0&&JSON.stringify(s.facts.uses)===JSON.stringify(i);r.set(a,l?s:We(a,i))}return r}function Ve(e,t){let n=new Map(e.dependencies),o=[];for(let r of e.stored)t(r)?n.delete(f(r)):o.push(r);return{...e,stored:o,dependencies:n}}var Xe=1259,an=new Set(["views","rules","policies"]);function ze(e,t){let n=ln(sn(e),t);return b.flatMap(o=>{if(e.groups.includes(o.group)||n.groups.has(o.group))return[{family:o,relations:null}];let r=new Set(o.parts.flatMap(a=>[...e.relations.get(a)??[]]));for(let a of n.homes.get(o)??[])r.add(a);return r.size>0?[{family:o,relations:[...r]}]:[]})}function Qe(e,t){let n=-1;for(;n!==e.size;){n=e.size;for(let r of t.stored){let a=r.home===null?[]:t.dependencies.get(f(r))??[];r.home!==null&&a.some(i=>i[3]===Xe&&e.has(i[4]))&&e.add(r.home)}}let o=[...e];return b.map(r=>{let a=r.group!=="relation"||r.name==="sequences";return{family:r,relations:a?null:o}})}function sn(e){let t=["class","attribute"];return new Set(t.flatMap(n=>[...e.relations.get(n)??[]]))}function ln(e,{stored:t,dependencies:n}){let o=new Map,r=new Set,a=-1;for(;a!==e.size;){a=e.size;for(let i of t){let{family:s,home:l}=i;!an.has(s.name)&&s.group!=="functions"||!(n.get(f(i))??[]).some(O=>O[3]===Xe&&e.has(O[4]))||(l===null?r.add(s.group):o.set(s,(o.get(s)??new Set).add(l)),s.name==="views"&&l!==null&&e.add(l))}}return{homes:o,groups:r}}var q="holdpoint_catalog",Ze="SELECT set_config('search_path', '', true), set_config('plan_cache_mode', 'force_generic_plan', true)";async function et(e,t){let n=await e([`SAVEPOINT ${q}`]).then(()=>!0,()=>!1);n||await e(["BEGIN"]);try{return await t()}finally{await e(n?[`ROLLBACK TO SAVEPOINT ${q}`,`RELEASE SAVEPOINT ${q}`]:["ROLLBACK"])}}function nt(e){return`hashtext(${e}.xmin::text || ${e}.ctid::text)`}var pn=[["class","pg_class","oid","p.relkind <> 't'"],["class","pg_inherits","inhrelid"],["class","pg_partitioned_table","partrelid"],["class","pg_foreign_table","ftrelid"],["class","pg_description","objoid","p.classoid = 1259 AND p.objsubid = 0"],["attribute","pg_attribute","attrelid","p.attnum > 0"],["attribute","pg_attrdef","adrelid"],["attribute","pg_description","objoid","p.classoid = 1259 AND p.objsubid > 0"],["constraint","pg_constraint","conrelid"],["index","pg_index","indexrelid"],["trigger","pg_trigger","tgrelid"],["policy","pg_policy","polrelid"],["rewrite","pg_rewrite","ev_class"],["sequence","pg_sequence","seqrelid"],["statistics","pg_statistic_ext","stxrelid"]];function cn(e){return{schemas:["pg_namespace"],functions:[`pg_proc p WHERE p.oid >= ${16384}`],types:[`pg_type p WHERE p.oid >= ${16384} AND (p.typtype IN ('e', 'd', 'r', 'b') AND p.typcategory <> 'A' OR p.typtype = 'c')`,"pg_enum",`pg_constraint p WHERE p.contypid >= ${16384}`,`pg_attribute p WHERE p.attrelid IN (SELECT oid FROM pg_class WHERE relkind = 'c' AND oid >= ${16384})`],rest:["pg_extension","pg_default_acl","pg_db_role_setting","pg_auth_members","pg_shdescription"],rare:["pg_event_trigger","pg_publication","pg_publication_rel",...e<15?[]:["pg_publication_namespace"],...["pg_collation","pg_operator","pg_opclass","pg_opfamily","pg_cast","pg_ts_config","pg_ts_dict"].map(t=>`${t} p WHERE p.oid >= ${16384}`),`pg_amop p WHERE p.amopfamily >= ${16384}`,`pg_amproc p WHERE p.amprocfamily >= ${16384}`,`pg_ts_config_map p WHERE p.mapcfg >= ${16384}`,"pg_foreign_data_wrapper","pg_foreign_server"]}}function tt(e){return`SELECT coalesce(sum(token), 0) || '/' || count(*) FROM (${e.map(n=>`SELECT ${nt("p")} AS token FROM ${n.includes(" p ")?n:`${n} p`}`).join(" UNION ALL ")}) t`}function dn([e,t,n,o]){return`SELECT '${e}' AS part, p.${n} AS oid, sum(${nt("p")}) AS token FROM ${t} p
    WHERE p.${n} >= ${16384} ${o===void 0?"":`AND ${o}`} GROUP BY p.${n}`}function ot(e){let t=Object.entries(cn(e)).map(([o,r])=>`(${tt(r)}) AS ${o}`),n=[`pg_description p WHERE p.classoid <> 1259 AND p.objoid >= ${16384}`,"pg_depend p WHERE p.refclassid = 3079 AND p.deptype = 'e'"];return`SELECT (SELECT string_agg(part || ' ' || oid || ' ' || token, ',') FROM (${pn.map(dn).join(" UNION ALL ")}) t) AS relations,
  (SELECT string_agg(indexrelid || ' ' || indrelid, ',') FROM pg_index WHERE indexrelid >= ${16384}) AS indexes,
  ${t.join(`,
  `)},
  (SELECT sum(hashtext(r::text)) FROM pg_roles r)::text AS roles,
  (${tt(n)}) AS everything`}async function it(e,t){let[[n]=[]]=await e.run([{sql:ot(t)}]),o=rt(n?.relations).map(([i="",s="",l])=>[i,s,Number(l)]),r=new Map(rt(n?.indexes).map(([i="",s=""])=>[i,s])),a=i=>(n?.[i]??"")+(i==="rest"?n?.roles??"":"");return{relations:mn(o,r),groups:new Map(D.map(i=>[i,a(i)])),everything:n?.everything??""}}function rt(e){return e==null?[]:e.split(",").map(t=>t.split(" "))}function mn(e,t){let n=new Map;for(let[o,r,a]of e){let i=t.get(r),s=i===void 0?o:"index",l=n.get(s)??new Map;n.set(s,l.set(i??r,(l.get(i??r)??0)+a))}return n}function st(e,t){let n=new Map;for(let o of new Set([...e.relations.keys(),...t.relations.keys()])){let r=un(e.relations.get(o),t.relations.get(o));r.size>0&&n.set(o,r)}return{relations:n,groups:D.filter(o=>e.groups.get(o)!==t.groups.get(o)),everything:e.everything!==t.everything}}var at=new Map;function un(e=at,t=at){let n=new Set;for(let[o,r]of t)e.get(o)!==r&&n.add(o);for(let o of e.keys())t.has(o)||n.add(o);return n}function lt({group:e,parts:t},n){return e==="relation"?t.some(o=>n.relations.has(o)):n.groups.get(e)?.endsWith("/0")!==!0}function Jo(e){let t=new C(e,"catalog"),n=[],o=null;return{async read(){let r=o??=await En(e),a=n,i=await et(e,async()=>(await t.look([Ze]),Sn({ask:e,queries:t,version:r},a)));return n=[i,...n.filter(({snapshot:s})=>s!==i.snapshot)].slice(0,gn),i.snapshot.catalog},remembered:()=>n,recall(r){n=r}}}var gn=4;async function En(e){let[[t]=[]]=await e(["SELECT current_setting('server_version_num') AS version"]);return Math.floor(Number(t?.version??"0")/1e4)}async function Sn(e,t){let n=await it(e.queries,e.version),o=fn(t,n);if(o===null)return{tokens:n,snapshot:await pt(e,n,t[0]?.snapshot??null)};let{snapshot:r,requests:a}=o;if(a.length===0)return{tokens:n,snapshot:r};let i=await yn(e,r,a);return{tokens:n,snapshot:i??await pt(e,n,r)}}function fn(e,t){let n=null;for(let o of e){let r=st(o.tokens,t);if(r.everything)continue;let a=ze(r,o.snapshot);(n===null||a.length<n.requests.length)&&(n={snapshot:o.snapshot,requests:a})}return n}async function pt(e,t,n){let o=b.filter(r=>lt(r,t)).map(r=>({family:r,relations:null}));return Ke(await h(e,o),n)}async function yn(e,t,n){let o=await h(e,n),r=Nn(o,t);if(r.length===0)return ct(o,t,n);if(r.some(({kind:i,home:s})=>i!=="column"||s===null))return null;let a=Qe(new Set(n.flatMap(({relations:i})=>i??[])),t);return ct(await h(e,a),t,a)}function Nn(e,t){let n=new Map(t.stored.map(o=>[f(o),o]));return e.objects.filter(o=>{let r=n.get(f(o));return r!==void 0&&Je(r,o)})}function ct(e,t,n){let o=new Map(n.map(({family:a,relations:i})=>[a,i===null?null:new Set(i)])),r=Ve(t,({family:a,home:i})=>{let s=o.get(a);return s!==void 0&&(s===null||i!==null&&s.has(i))});return W(e,r)}function Yo(e,t){let n=t/1e3;return _("engine-timeout",e==="statement"?`A statement ran longer than ${n} s in the rehearsal and was stopped.`:`The rehearsal took longer than ${n} s and was stopped.`,"Look for a statement that waits or loops, or allow more time in the configuration.")}function Ko(e){return _("engine-memory",`The rehearsal took more than ${Math.round(e/1024/1024)} MiB of memory and was stopped.`,"Look for a statement that makes very many or very large rows.")}function Vo(e){return _("engine-crashed",`The embedded database stopped: ${e}`,"Look at the statement that was running; if it is harmless, please report it.")}function Xo(e,t){return _("engine-missing",`The embedded database is not installed: there is no ${e}.`,"Install Holdpoint again.",t)}function zo(e){return _("engine-failed",`The embedded database could not be asked: ${e}`,"Look for a SET ROLE or a changed system function in the migrations.")}var dt=["nothing","schema-changes","writes","reads-and-writes"];function An(e,t){return dt.indexOf(e)>=dt.indexOf(t)}function Zo(e,t){return An(e,t)?e:t}var er=["metadata","scan","index-build","rewrite","rows"];var ut={AccessShareLock:"nothing",RowShareLock:"nothing",RowExclusiveLock:"schema-changes",ShareUpdateExclusiveLock:"schema-changes",ShareLock:"writes",ShareRowExclusiveLock:"writes",ExclusiveLock:"writes",AccessExclusiveLock:"reads-and-writes"},mt=Object.keys(ut);function On(e){return e===""?"nothing":ut[e]??"reads-and-writes"}function nr(e){let t=On(e);return t==="writes"?"schema-changes":t}function or(e,t){return mt.indexOf(e)>=mt.indexOf(t)?e:t}function ar(e,t=1/0){let n=e.length>t?[...e.slice(0,t),`${e.length-t} more`]:[...e],o=n.pop();return o===void 0?"":n.length===0?o:`${n.join(", ")} and ${o}`}export{L as a,_n as b,_ as c,ar as d,A as e,fo as f,yo as g,No as h,dt as i,An as j,Zo as k,er as l,On as m,nr as n,or as o,C as p,Jo as q,Yo as r,Ko as s,Vo as t,Xo as u,zo as v};
