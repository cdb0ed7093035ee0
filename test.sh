#!/usr/bin/env bash
# Installs what the tests need (on Debian), then builds, checks the format and runs every test.
# Ends with one line that counts them all: "N passed, N failed".
set -euo pipefail
cd "$(dirname "$0")"

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }

# The system's own Python runs the samples, so its packages come from the system too.
missing=()
[ -x /usr/bin/python3 ] || missing+=(python3)
/usr/bin/python3 -c 'import websockets' 2>/dev/null || missing+=(python3-websockets)
/usr/bin/python3 -c 'import numpy' 2>/dev/null || missing+=(python3-numpy)
/usr/bin/python3 -c 'import pandas, sklearn' 2>/dev/null || missing+=(python3-pandas python3-sklearn)
/usr/bin/python3 -c 'import requests' 2>/dev/null || missing+=(python3-requests)
command -v g++ >/dev/null || missing+=(g++)
command -v prlimit >/dev/null || missing+=(util-linux)
command -v curl >/dev/null || missing+=(curl)
[ -x /usr/sbin/nginx ] || missing+=(nginx)
ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || missing+=(postgresql)
command -v redis-server >/dev/null || missing+=(redis-server)
[ -x /usr/bin/chromium ] || missing+=(chromium)
if [ ${#missing[@]} -gt 0 ]; then
  # The packages' own servers stay off; the tests start theirs.
  policy=/usr/sbin/policy-rc.d made_policy=
  if [ ! -e $policy ]; then
    printf '#!/bin/sh\nexit 101\n' | as_root tee $policy >/dev/null
    as_root chmod 755 $policy
    made_policy=yes
  fi
  as_root apt-get update -qq
  # The tests start a PostgreSQL of their own; the package is not to make and start one.
  as_root mkdir -p /etc/postgresql-common/createcluster.d
  echo "create_main_cluster = false" | as_root tee /etc/postgresql-common/createcluster.d/tests.conf >/dev/null
  installed=yes
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "${missing[@]}" || installed=
  if [ "$made_policy" ]; then as_root rm $policy; fi
  [ "$installed" ]
fi
npm ci --prefix samples/agent-web --no-audit --no-fund --silent
npm run build --prefix samples/agent-web --silent -- --logLevel warn
npm ci --prefix tests/crowdmind-js --no-audit --no-fund --silent
npm ci --prefix tests/object-stores --no-audit --no-fund --silent
npm ci --prefix src/crowdmind-client --no-audit --no-fund --silent
npm ci --prefix tests/crowdmind-client --no-audit --no-fund --silent
npm ci --prefix tests/tflite-models --no-audit --no-fund --silent
npm ci --prefix samples/dashboard --no-audit --no-fund --silent

# Before the build, which takes along what is there.
npm run build --prefix samples/dashboard --silent -- --logLevel warn
dotnet build CrowdMind.sln --nologo -v quiet
dotnet format CrowdMind.sln --no-restore --verify-no-changes

# Known vulnerabilities of what is depended on, as far as the registries say.
.ci/audit

# The generated client is what the server's document gives, and the document is fit for it.
npm run check --prefix src/crowdmind-client --silent
npm run lint --prefix src/crowdmind-client --silent
npm run build --prefix src/crowdmind-client --silent

results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT
failed_runs=0
for project in House.Tests Tests Server.Tests Browser.Tests; do
  echo "== CrowdMind.$project"
  dotnet test "tests/CrowdMind.$project" --no-build --nologo \
    --logger "console;verbosity=minimal" --logger "trx;LogFileName=$project.trx" --results-directory "$results" \
    || failed_runs=$((failed_runs + 1))
done
for folder in tests/crowdmind-js tests/crowdmind-client samples/dashboard; do
  echo "== $folder"
  NO_COLOR=1 npm test --prefix "$folder" --silent 2>&1 | tee "$results/$(basename "$folder").txt" || failed_runs=$((failed_runs + 1))
done

passed=0 failed=0
for trx in "$results"/*.trx; do
  counters=$(grep -o '<Counters [^>]*' "$trx")
  passed=$((passed + $(sed -E 's/.* passed="([0-9]+)".*/\1/' <<<"$counters")))
  failed=$((failed + $(sed -E 's/.* failed="([0-9]+)".*/\1/' <<<"$counters")))
done
# Node's own words, or vitest's.
count() { sed -nE -e "s/^(#|ℹ) $1 ([0-9]+).*/\2/p" -e "s/^ +Tests .*[ |]([0-9]+) $1ed.*/\1/p" "$2" | tail -1 | grep . || echo 0; }
for said in "$results"/*.txt; do
  passed=$((passed + $(count pass "$said")))
  failed=$((failed + $(count fail "$said")))
done

# A run that broke without a failed test, such as a crash of the test host, counts as one.
if [ "$failed" = 0 ] && [ "$failed_runs" != 0 ]; then failed=$failed_runs; fi
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
