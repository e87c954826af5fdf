#!/usr/bin/env bash
# Runs every test: server (both stores), browser, elements. Installs what they need on Debian if it is missing.
# Ends with one line over all of them, `N passed, N failed[, N skipped]`; exits non-zero if anything failed or nothing ran.
# Logs, reports and screenshots stay in artifacts/tests.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 CI=${CI:-true}
out=$PWD/artifacts/tests
export PARLEY_TEST_ARTIFACTS=$out
rm -rf "$out" && mkdir -p "$out"
passed=0 failed=0 skipped=0

count() { # passed failed skipped
  passed=$((passed + $1)) failed=$((failed + $2)) skipped=$((skipped + $3))
}

finish() {
  local line="$passed passed, $failed failed"
  ((skipped > 0)) && line+=", $skipped skipped"
  ((passed + failed > 0)) || echo "Nothing ran."
  echo "$line"
  ((failed == 0 && passed > 0)) && exit 0
  exit 1
}

step() { # name, command...: all its output goes to a log; the end of it is shown when it fails
  local name=$1 started=$SECONDS
  shift
  if "$@" > "$out/$name.log" 2>&1 < /dev/null; then
    echo "ok      $name ($((SECONDS - started)) s)"
  else
    echo "FAILED  $name ($((SECONDS - started)) s)"
    tail -n 40 "$out/$name.log"
    return 1
  fi
}

must() { # a step without which the rest makes no sense
  step "$@" || { count 0 1 0; finish; }
}

check() { # a step that counts as one test
  if step "$@"; then count 1 0 0; else count 0 1 0; fi
}

install_packages() {
  local missing=()
  compgen -G '/usr/lib/postgresql/*/bin/initdb' > /dev/null || missing+=(postgresql)
  command -v chromium > /dev/null || missing+=(chromium)
  command -v clamd > /dev/null || missing+=(clamav-daemon)
  command -v tesseract > /dev/null || missing+=(tesseract-ocr)
  command -v dovecot > /dev/null || missing+=(dovecot-imapd)
  command -v swift-proxy-server > /dev/null || missing+=(swift-proxy swift-account swift-container swift-object)
  fc-list 2> /dev/null | grep -qi dejavu || missing+=(fontconfig fonts-dejavu-core)
  fc-list 2> /dev/null | grep -qi emoji || missing+=(fonts-noto-color-emoji)
  ((${#missing[@]} == 0)) && return
  local sudo=
  ((EUID == 0)) || sudo=sudo
  $sudo apt-get update
  # The tests start a PostgreSQL of their own; the package must not start one.
  DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 $sudo apt-get install -y --no-install-recommends "${missing[@]}"
}

has_script() { node -e "process.exit(require('./web/package.json').scripts?.['$1'] ? 0 : 1)"; }

in_web() { (cd web && "$@"); }

test_elements() {
  must web-packages in_web npm ci --no-audit --no-fund --loglevel=error
  export WEB_OUT=../src/Parley.Server/wwwroot/elements
  must web-build in_web npm run --silent build
  local script
  for script in check lint size; do
    ! has_script "$script" || check "web-$script" in_web npm run --silent "$script"
  done
  has_script test || return
  step web-tests in_web npm test --silent -- --reporter=default --reporter=json --outputFile.json="$out/web.json"
  local sums
  sums=$(node -p "const r = require('$out/web.json'); [r.numPassedTests, r.numFailedTests, r.numPendingTests + r.numTodoTests].join(' ')" 2> /dev/null) || sums="0 1 0"
  # shellcheck disable=SC2086
  count $sums
  echo "        $sums (passed, failed, skipped)"
}

build_solution() {
  dotnet restore Parley.slnx --locked-mode && dotnet build Parley.slnx -c Release --no-restore -warnaserror
}

# The tests start hundreds of servers: one that is compiled ahead starts in half the time.
export PARLEY_TEST_SERVER=$PWD/artifacts/server/parley.dll
publish_server() {
  rm -rf artifacts/server
  dotnet publish src/Parley.Server -c Release --no-self-contained -p:RestoreLockedMode=true -p:PublishReadyToRun=true -p:RunAnalyzers=false -o artifacts/server
}

test_program() { # project: a test program of Microsoft.Testing.Platform
  local dll=tests/$1/bin/Release/net10.0/$1.dll code
  [ -f "tests/$1/$1.csproj" ] || return 0
  step "$1" dotnet "$dll" --report-trx --report-trx-filename "$1.trx" --results-directory "$out" --no-ansi --progress off
  code=$?
  local counters=0 sums
  counters=$(grep -o '<Counters [^>]*>' "$out/$1.trx" 2> /dev/null)
  value() { sed -n "s/.* $1=\"\([0-9]*\)\".*/\1/p" <<< "$counters"; }
  if [ -z "$counters" ]; then
    sums="0 1 0" # it ended without a report
  else
    sums="$(value passed) $(($(value failed) + $(value error) + $(value timeout) + $(value aborted))) $(value notExecuted)"
    ((code == 0)) || [[ $sums != *" 0 "* ]] || sums="$(value passed) 1 $(value notExecuted)" # a fixture failed
  fi
  # shellcheck disable=SC2086
  count $sums
  echo "        $sums (passed, failed, skipped)"
  ((code == 0)) || grep -E -A 7 '^ *failed ' "$out/$1.log" | cut -c 1-300 | head -n 60
}

must packages install_packages
test_elements
must build build_solution
must publish publish_server
test_program Parley.Tests
test_program Parley.BrowserTests
finish
