#!/usr/bin/env bash
# Builds everything and starts Parley with the sample marketplace; Ctrl-C ends both.
#   PARLEY_PORT (5080), BAZAAR_PORT (5081): where they answer, on this machine only
#   PARLEY_DATA (./data): where everything is kept; a second start goes on with it
set -euo pipefail
data=${PARLEY_DATA:-$(dirname "${BASH_SOURCE[0]}")/data}
mkdir -p "$data/logs" "$data/bazaar" && data=$(cd "$data" && pwd)
cd "$(dirname "${BASH_SOURCE[0]}")"
export PARLEY_DATA=$data PARLEY_PORT=${PARLEY_PORT:-5080} BAZAAR_PORT=${BAZAAR_PORT:-5081} DOTNET_NOLOGO=1
parley=src/Parley.Server/bin/Release/net10.0/parley.dll
bazaar=samples/Bazaar/bin/Release/net10.0/Bazaar.dll
elements=src/Parley.Server/wwwroot/elements
shop=http://localhost:$BAZAAR_PORT
children=()

fail() { printf 'run.sh: %s\n' "$*" >&2; exit 1; }

check_tools() {
  command -v dotnet > /dev/null || fail "dotnet was not found. Install the .NET SDK 10."
  [[ $'\n'$(dotnet --list-sdks) == *$'\n10.'* ]] || fail "the .NET SDK 10 is needed; installed: $(dotnet --list-sdks | tr '\n' ' ')"
  command -v npm > /dev/null || fail "Node.js or its npm was not found. Install Node.js 20 or later."
  (($(node -p 'parseInt(process.versions.node)') >= 20)) || fail "Node.js 20 or later is needed; this is $(node --version)."
}

check_port() { # name
  [[ ${!1} =~ ^[0-9]{1,5}$ ]] && ((10#${!1} > 0 && 10#${!1} < 65536)) || fail "$1 is '${!1}': give it a port number from 1 to 65535."
  ! (exec 3<> "/dev/tcp/127.0.0.1/${!1}") 2> /dev/null || fail "port ${!1} is in use. Choose another: $1=$((${!1} + 100)) ./run.sh"
}

# Whether no source below the paths is newer than the stamp.
fresh() { # stamp, paths...
  [ -f "$1" ] && [ -z "$(find "${@:2}" \( -name node_modules -o -name bin -o -name obj -o -name dist -o -name wwwroot \) -prune \
    -o -type f -newer "$1" -print -quit)" ]
}

build() {
  local packages=web/node_modules/.package-lock.json
  if [ ! -f "$packages" ] || [ web/package-lock.json -nt "$packages" ]; then
    echo "Installing the packages of the elements ..."
    (cd web && npm ci --no-audit --no-fund --loglevel=error) || fail "npm could not install the packages of the elements."
    touch "$packages"
  fi
  if [ ! -f "$elements/parley.js" ] || ! fresh "$elements/.built" web; then
    echo "Building the elements ..."
    (cd web && WEB_OUT=../$elements npm run --silent build) || fail "the build of the elements failed; the lines above say where."
    touch "$elements/.built" && rm -f "${bazaar%/*}/.built" # the server's build takes them over
  fi
  if [ ! -f "$parley" ] || [ ! -f "$bazaar" ] || ! fresh "${bazaar%/*}/.built" src samples Directory.*.props; then
    echo "Building the server and the sample ..."
    for project in src/Parley.Server samples/Bazaar; do
      dotnet msbuild "$project" -restore -p:Configuration=Release -v:quiet -nologo -tl:off || fail "the build of $project failed; the lines above say where."
    done
    touch "${bazaar%/*}/.built"
  fi
}

# The secret that Parley and the shop share, and the shop's own key: made once, readable by nobody else.
prepare() {
  local secret=$data/token-secret key=$data/bazaar/host-key
  umask 077
  [ -s "$secret" ] || node -p 'require("crypto").randomBytes(48).toString("base64url")' > "$secret"
  Parley__Tokens__Secret=$(< "$secret") && Bazaar__TokenSecret=$Parley__Tokens__Secret
  export Parley__Tokens__Secret Parley__Store__Kind=${Parley__Store__Kind:-sqlite} Parley__Origins__0=$shop Parley__Webhooks__AllowPrivate=true \
    Parley__Mail__Mailbox=true Parley__Notices__Marketplace=Bazaar Parley__Notices__PublicUrl=http://localhost:$PARLEY_PORT Parley__Notices__ThreadUrl="$shop/talk/{as}/{thread}" \
    Parley__Notices__PreferencesUrl="$shop/notifications?as={as}" Parley__Notices__Defaults__0="any message mail after:1" Parley__Push__Contact=mailto:shop@bazaar.example
  if [ ! -s "$key" ]; then
    dotnet "$parley" key create --name bazaar --scopes market:write,market:read,history:import,threads:moderate,webhooks:manage \
      > "$key.new" 2> "$data/logs/key.log" || { cat "$key.new" "$data/logs/key.log" >&2; fail "Parley made no host key."; }
    grep -o 'pk_live_[^[:space:]]*' "$key.new" > "$key" || fail "'parley key create' printed no key."
    rm "$key.new"
  fi
  Bazaar__HostKey=$(< "$key") && export Bazaar__HostKey Bazaar__TokenSecret Bazaar__ParleyUrl=http://localhost:$PARLEY_PORT
}

start() { # name, program, arguments...
  dotnet "${@:2}" > "$data/logs/$1.log" 2>&1 < /dev/null & children+=($!)
}

died() { # name
  { echo "$1 has ended or does not answer. The last lines of $data/logs/$1.log:" && tail -n 15 "$data/logs/$1.log"; } >&2
  leave 1
}

leave() { # exit code
  trap - EXIT INT TERM
  for child in ${children[@]+"${children[@]}"}; do kill "$child" 2> /dev/null || true; done
  wait || true
  exit "$1"
}

await() { # name, child, address
  local deadline=$((SECONDS + 90))
  until node -e 'fetch(process.argv[1]).then(a => process.exit(a.ok ? 0 : 1), () => process.exit(1))' "$3"; do
    kill -0 "$2" 2> /dev/null && ((SECONDS < deadline)) || died "$1"
  done
}

trap 'leave $?' EXIT
trap 'leave 0' INT TERM
check_tools; check_port PARLEY_PORT; check_port BAZAAR_PORT
build
prepare
start parley "$parley" serve
start bazaar "$bazaar"
await bazaar "${children[1]}" "$shop"
await parley "${children[0]}" "http://localhost:$PARLEY_PORT/health/ready"
cat << LINKS

  Parley and its sample marketplace are running. Be one person per browser window (private windows help).
  The shop, as the buyer Maya      $shop/as/maya
  Inbox of Nordlicht Keramik       $shop/as/ina
  Inbox of Kettenwerk              $shop/as/tomas
  Inbox of Hinterland Stays        $shop/as/greta
  The marketplace's operator       $shop/as/olivia
  What would have been mailed      http://localhost:$PARLEY_PORT/dev/mailbox
  API reference                    http://localhost:$PARLEY_PORT/scalar
  Data and logs                    $data

  Ctrl-C ends both.
LINKS
while kill -0 "${children[0]}" && kill -0 "${children[1]}"; do sleep 0.5 & wait $! || true; done 2> /dev/null
kill -0 "${children[0]}" 2> /dev/null && died bazaar || died parley
