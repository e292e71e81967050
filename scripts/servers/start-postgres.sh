#!/usr/bin/env bash
# Installs PostgreSQL where it is missing (Debian, Ubuntu), starts a private server on loopback and prints
#   export HOLDPOINT_TEST_POSTGRES=postgres://…
# so that `eval "$(scripts/servers/start-postgres.sh)"` lets the tests find it. A server that is still there is taken again.
# The folder can be given as first argument, a version's folder of programs as HOLDPOINT_POSTGRES_BIN.
set -euo pipefail

folder="${1:-${TMPDIR:-/tmp}/holdpoint-postgres-$(id -u)}"

programs() {
  ls -d /usr/lib/postgresql/*/bin /opt/homebrew/opt/postgresql*/bin 2>/dev/null | sort -V | tail -n 1 || true
}

install_server() {
  command -v apt-get >/dev/null || return 0
  local as_root=""
  [ "$(id -u)" = 0 ] || as_root="sudo -n"
  { $as_root apt-get update -qq && DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends postgresql; } >&2
}

bin="${HOLDPOINT_POSTGRES_BIN:-$(programs)}"
if [ -z "$bin" ]; then
  install_server || true
  bin="$(programs)"
fi
if [ -z "$bin" ]; then
  echo "start-postgres.sh: no PostgreSQL here and none to install." >&2
  exit 0
fi

# The server refuses to run as root.
as_owner() {
  if [ "$(id -u)" = 0 ]; then su -s /bin/bash postgres -c "$1"; else bash -c "$1"; fi
}

mkdir -p "$folder"
[ "$(id -u)" != 0 ] || chown postgres "$folder"
if ! as_owner "'$bin/pg_ctl' -D '$folder/data' status" >/dev/null 2>&1; then
  rm -rf "$folder/data"
  password="$(od -An -N12 -tx1 /dev/urandom | tr -d ' \n')"
  port="$(node -e "const s=require('net').createServer().listen(0,'127.0.0.1',()=>{console.log(s.address().port);s.close()})")"
  printf '%s' "$password" >"$folder/password"
  printf '%s' "$port" >"$folder/port"
  [ "$(id -u)" != 0 ] || chown postgres "$folder/password"
  chmod 600 "$folder/password"
  as_owner "'$bin/initdb' -D '$folder/data' -U holdpoint -A scram-sha-256 --pwfile='$folder/password' -E UTF8 --locale=C" >&2
  # A server of a test has nothing to lose: nothing is written through.
  as_owner "'$bin/pg_ctl' -w -D '$folder/data' -l '$folder/log' start -o \"-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories='$folder' -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c shared_buffers=64MB -c max_connections=60\"" >&2
fi
echo "export HOLDPOINT_TEST_POSTGRES=postgres://holdpoint:$(cat "$folder/password")@127.0.0.1:$(cat "$folder/port")/postgres"
