#!/usr/bin/env bash
# Installs Debian's Chromium for the tests that look at the comment as people see it. Does nothing where it is there.
set -euo pipefail

if command -v chromium >/dev/null; then
  exit 0
fi
if ! command -v apt-get >/dev/null; then
  echo 'There is no apt-get here: install Chromium yourself, or leave out the browser tests.' >&2
  exit 0
fi

as_root=()
if [ "$(id -u)" -ne 0 ]; then
  as_root=(sudo -n)
fi
export DEBIAN_FRONTEND=noninteractive
log=$(mktemp)
trap 'rm -f "$log"' EXIT
install() {
  "${as_root[@]}" apt-get update -qq
  "${as_root[@]}" apt-get install -y -qq --no-install-recommends chromium fonts-noto-color-emoji fonts-dejavu-core
}
if ! install >"$log" 2>&1; then
  cat "$log" >&2
  exit 1
fi
