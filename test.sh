#!/usr/bin/env bash
# Builds everything and runs every test. The last line counts them: N passed, N failed, N skipped.
# Usage: ./test.sh [filter]     filter: a dotnet test filter, for example FullyQualifiedName~Routing
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
export LEAD_CRASH_KILLS=${LEAD_CRASH_KILLS:-40} # each is a start of the host; campaigns take 1,000
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 MSBUILDDISABLENODEREUSE=1

configuration=${CONFIGURATION:-Release}
filter=${1:-}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0 failed=0 skipped=0

finish() {
    echo "$passed passed, $failed failed, $skipped skipped"
    [ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
    exit
}

give_up() { # what went wrong, and the log that says why
    tail -n 60 "$2"
    echo "$1"
    failed=$((failed + 1))
    finish
}

why_no_restore() { # one line: the packages that the feed lacks, or else where to look
    local missing
    missing=$(grep -ohE 'Unable to find (a stable )?package [^[]*' "$1" | sed -E 's/\. No packages .*//; s/ +$//' | sort -u | head -n 3 | paste -sd ';')
    echo "The restore failed${missing:+: $missing}."
}

count_host() { # the checks of the files for a host of one's own and of the packed tool, a line each
    passed=$((passed + $(grep -c '^ok: ' "$work/host.log"))) failed=$((failed + $(grep -c '^FAILED: ' "$work/host.log")))
    skipped=$((skipped + $(grep -c '^skipped: ' "$work/host.log")))
    sed 's/^/  /' "$work/host.log"
}

count_check() { # count_check NAME: a check that is no test project, as one test
    case $(cat "$work/$1.code") in
        0) passed=$((passed + 1)) ;;
        77) skipped=$((skipped + 1)) ;;
        *) failed=$((failed + 1)) ;;
    esac
    grep -vE '^\s*$' "$work/$1.log" | sed 's/^/  /'
}

# The tests of the Azure stores need Azurite, the storage emulator. It is installed once into the cache folder; LEAD_AZURITE
# names an installation elsewhere. Without it those tests are skipped, and say why.
install_azurite() {
    local folder="${XDG_CACHE_HOME:-$HOME/.cache}/lead-orchestrator/azurite"
    [ -n "${LEAD_AZURITE:-}" ] || [ -x "$folder/node_modules/.bin/azurite" ] && return
    command -v npm > /dev/null || { echo "Azurite is not installed and npm is missing: the tests of the Azure stores are skipped."; return; }
    echo "Installing Azurite (once)..."
    npm install --prefix "$folder" --no-save --no-audit --no-fund --loglevel=error azurite@3.35.0 > "$work/azurite.log" 2>&1 ||
        echo "Azurite could not be installed: $(tail -n 1 "$work/azurite.log"). The tests of the Azure stores are skipped."
}

# The browser tests need Chromium (Debian's; CHROMIUM_PATH names another) and, for accessibility, axe-core. Both are installed
# once. Without them those tests are skipped, and say why.
install_browser() {
    local folder="${XDG_CACHE_HOME:-$HOME/.cache}/lead-orchestrator/axe"
    if [ ! -x "${CHROMIUM_PATH:-/usr/bin/chromium}" ] && [ ! -x /usr/bin/chromium-browser ]; then
        local as_root=""
        [ "$(id -u)" -eq 0 ] || as_root="sudo -n"
        if command -v apt-get > /dev/null && $as_root true 2> /dev/null; then
            echo "Installing Chromium (once)..."
            { $as_root apt-get update && $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends chromium fonts-dejavu-core; } \
                > "$work/chromium.log" 2>&1 || echo "Chromium could not be installed: $(tail -n 1 "$work/chromium.log"). The browser tests are skipped."
        else
            echo "Chromium is not installed, and apt-get cannot be used here: the browser tests are skipped."
        fi
    fi
    [ -f "$folder/node_modules/axe-core/axe.min.js" ] && return
    command -v npm > /dev/null || { echo "axe-core is not installed and npm is missing: the tests of accessibility are skipped."; return; }
    echo "Installing axe-core (once)..."
    npm install --prefix "$folder" --no-save --no-audit --no-fund --loglevel=error axe-core@4.14.1 > "$work/axe.log" 2>&1 ||
        echo "axe-core could not be installed: $(tail -n 1 "$work/axe.log"). The tests of accessibility are skipped."
}

# The files for operators are read by the programs that they are for. What is missing is taken from Debian's packages into the cache
# folder, without being installed: nothing is started, and no root is needed. Without them those checks are skipped, and say why.
install_operators() {
    local folder="${XDG_CACHE_HOME:-$HOME/.cache}/lead-orchestrator/operators" name package
    export PATH="$PATH:/usr/sbin:$folder/usr/bin:$folder/usr/sbin"
    mkdir -p "$folder"
    for name in nginx:nginx caddy:caddy promtool:prometheus systemd-analyze:systemd,libsystemd-shared; do
        package=${name#*:}
        command -v "${name%:*}" > /dev/null && continue
        command -v apt-get > /dev/null || { echo "${name%:*} is not installed, and apt-get is missing: the check of its file is skipped."; continue; }
        echo "Fetching ${name%:*} (once)..."
        fetch_packages "$folder" "${package//,/ }" > "$work/${name%:*}.fetch" 2>&1 ||
            echo "${name%:*} could not be fetched: $(tail -n 1 "$work/${name%:*}.fetch"). The check of its file is skipped."
    done
}

fetch_packages() ( # fetch_packages FOLDER "PACKAGE...": their files, into the folder; the lists of packages are brought up to date if need be
    cd "$work" || return
    local as_root="" package
    [ "$(id -u)" -eq 0 ] || as_root="sudo -n"
    apt-get download $2 || { $as_root apt-get update && apt-get download $2; } || return
    for package in $2; do dpkg -x "$package"_*.deb "$1" || return; done
)

# The OpenAPI document is linted by Redocly's command line, installed once.
install_redocly() {
    local folder="${XDG_CACHE_HOME:-$HOME/.cache}/lead-orchestrator/redocly"
    [ -x "$folder/node_modules/.bin/redocly" ] && return
    command -v npm > /dev/null || { echo "Redocly is not installed and npm is missing: the check of the OpenAPI document is skipped."; return; }
    echo "Installing Redocly (once)..."
    npm install --prefix "$folder" --no-save --no-audit --no-fund --loglevel=error @redocly/cli@2.36.0 > "$work/redocly.log" 2>&1 ||
        echo "Redocly could not be installed: $(tail -n 1 "$work/redocly.log"). The check of the OpenAPI document is skipped."
}

lint_contract() { # the OpenAPI document, as the program prints it, against Redocly's recommended rules
    local redocly="${XDG_CACHE_HOME:-$HOME/.cache}/lead-orchestrator/redocly/node_modules/.bin/redocly"
    [ -x "$redocly" ] || { echo "openapi: skipped, Redocly is not installed"; return 77; }
    dotnet "src/LeadOrchestrator.Local/bin/$configuration/net10.0/lead.dll" openapi > "$work/openapi.json" || { echo "openapi: the program printed no document"; return 1; }
    # /imports/{id}/rejected.csv and /imports/mappings/{name} cannot both match: ids of imports begin with import:
    REDOCLY_TELEMETRY=off REDOCLY_SUPPRESS_UPDATE_NOTICE=true "$redocly" lint --extends recommended --skip-rule no-ambiguous-paths --format stylish "$work/openapi.json" 2>&1 &&
        echo "openapi: the document follows Redocly's recommended rules"
}

install_azurite
install_browser
install_redocly
install_operators
echo "Building ($configuration)..."
dotnet restore LeadOrchestrator.sln -v q > "$work/restore.log" 2>&1 || give_up "$(why_no_restore "$work/restore.log")" "$work/restore.log"
# One compiler process for all projects halves the time, also where the environment turns it off.
dotnet build LeadOrchestrator.sln -c "$configuration" --no-restore -v q -p:UseSharedCompilation=true > "$work/build.log" 2>&1 || give_up "The build failed." "$work/build.log"
dotnet build-server shutdown --vbcscompiler > /dev/null 2>&1 # its memory belongs to the tests now

echo "Testing..."
start() { # start NAME COMMAND...: in the background, one more at a time than there are processors, since tests also wait for disks
    while [ "$(jobs -rp | wc -l)" -gt "$(nproc)" ]; do wait -n; done
    (
        "${@:2}" > "$work/$1.log" 2>&1
        echo $? > "$work/$1.code"
    ) &
}

names=()
for project in tests/*/*.csproj; do
    name=$(basename "$project" .csproj)
    [[ $name == *.Benchmarks ]] && continue
    names+=("$name")
    start "$name" dotnet test "$project" -c "$configuration" --no-build ${filter:+--filter "$filter"}
done
[ -n "$filter" ] || { start infra infra/check.sh; start openapi lint_contract; start host env CONFIGURATION="$configuration" infra/host/check.sh; }
start format dotnet format whitespace LeadOrchestrator.sln --no-restore --verify-no-changes # the build has checked the style
wait

for name in "${names[@]}"; do
    code=$(cat "$work/$name.code")
    summary=$(grep -E '(Passed|Failed|Skipped)! +- Failed:' "$work/$name.log" | tail -n 1)
    count() { echo "$summary" | sed -nE "s/.*$1: *([0-9]+).*/\1/p"; }
    if [ -n "$summary" ]; then
        passed=$((passed + $(count Passed))) failed=$((failed + $(count Failed))) skipped=$((skipped + $(count Skipped)))
        printf '  %-40s %4s passed, %s failed, %s skipped\n' "$name" "$(count Passed)" "$(count Failed)" "$(count Skipped)"
    elif [ "$code" -ne 0 ]; then
        failed=$((failed + 1))
        echo "  $name ended without a result"
    fi
    [ "$code" -eq 0 ] || { grep -vE '^\s*$' "$work/$name.log" | tail -n 80; }
done
[ -n "$filter" ] || { count_check infra; count_check openapi; count_host; }
[ "$(cat "$work/format.code")" -eq 0 ] || give_up "The code is not formatted: run 'dotnet format'." "$work/format.log"
finish
