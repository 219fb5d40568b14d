#!/usr/bin/env bash
# Compiles and lints the infrastructure without Azure: warnings are errors. Then works out what would be deployed, for the
# parameters file and for every example, and looks for what a reviewer would refuse.
# The Bicep CLI comes from its NuGet package, once. Exit code: 0 sound, 1 not, 77 the CLI could not be had.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

version=0.49.2
cache=${XDG_CACHE_HOME:-$HOME/.cache}/lead-orchestrator/bicep-$version
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

wrong() { # what is wrong, and the log that says more
    [ $# -lt 2 ] || tail -n 40 "$2"
    echo "infra: $1"
    exit 1
}

if [ ! -x "$cache/bicep" ]; then
    dotnet package download "Azure.Bicep.CommandLine.linux-x64@$version" --output "$work/package" -v q > "$work/package.log" 2>&1 || {
        echo "infra: not checked, the package Azure.Bicep.CommandLine.linux-x64 $version could not be had."
        exit 77
    }
    mkdir -p "$cache"
    install -m 755 "$(find "$work/package" -path '*/tools/bicep')" "$cache/bicep.new" && mv "$cache/bicep.new" "$cache/bicep"
fi
bicep() { DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1 "$cache/bicep" "$@"; }

# A setting that the app does not read would be ignored in silence.
for setting in $(grep -oE '^  (Storage|Retention)__[A-Za-z]+' app/function-app.bicep); do
    options=$(grep -rlE --include='*Options.cs' "const string Section(Name)? = \"${setting%%__*}\"" ../src) && grep -qE "public [^(]* ${setting##*__} \{ get" $options ||
        wrong "app/function-app.bicep sets $setting, which no options class has."
done

# A timer whose schedule is not set would not run.
for schedule in $(grep -oE '"%[A-Za-z]+%"' ../src/LeadOrchestrator.Functions/JobFunctions.cs | tr -d '"%'); do
    grep -qE "^  $schedule: " app/function-app.bicep || wrong "app/function-app.bicep does not set $schedule, which a timer asks for."
done

cp -r . "$work/infra" && cd "$work/infra" || exit 1

# Every finding goes to the error stream, warnings too: any line there is a failure.
bicep build main.bicep --outfile "$work/main.json" 2> "$work/findings" && bicep lint --pattern '**/*.bicep' >> "$work/findings" 2>&1
{ [ $? -eq 0 ] && [ ! -s "$work/findings" ]; } || wrong "it does not compile and lint clean." "$work/findings"

cp -r . "$work/formatted" && (cd "$work/formatted" && bicep format --pattern '**/*.bicep') > "$work/format.log" 2>&1
diff -r . "$work/formatted" > "$work/diff" || wrong "not formatted: run 'bicep format'." "$work/diff"

# A parameter that is misspelt, missing or of a wrong type shows here.
bicep decompile-params main.parameters.json --bicep-file main.bicep --outfile examples/main.bicepparam > "$work/params.log" 2>&1 ||
    wrong "main.parameters.json is not valid." "$work/params.log"

for example in examples/*.bicepparam; do
    planned=${example%.bicepparam}.snapshot.json
    bicep snapshot "$example" --subscription-id 00000000-0000-0000-0000-000000000001 --location westeurope --mode overwrite > "$work/plan.log" 2>&1 ||
        wrong "$example cannot be deployed." "$work/plan.log"
    grep -qE '"allowSharedKeyAccess": false' "$planned" || wrong "$example leaves shared keys of the storage accounts on."
    [ "$(grep -c '"type": "Microsoft.Storage/storageAccounts"' "$planned")" = 3 ] || wrong "$example does not plan three storage accounts."
    ! grep -q '"publicNetworkAccess": "Enabled"' "$planned" || wrong "$example opens storage to the internet."
    grep -q 'StorageDelete' "$planned" && grep -q 'FunctionAppLogs' "$planned" || wrong "$example sends no diagnostic logs."
    ! grep -nE '"allowBlobPublicAccess": true|"DisableLocalAuth": false' "$planned" || wrong "$example leaves a way in without an identity."
    ! grep -niE 'list(Account)?Keys|listSecrets|AccountKey=|SharedAccess|0\.0\.0\.0/0|"(source|destination)AddressPrefix": "\*"' "$planned" ||
        wrong "$example holds a key or opens to everybody."
done

# Storage is open to the internet only for who says so.
refused() { # what, the reason, parameters
    printf "using '../main.bicep'\nparam name = 'leads'\nparam location = 'westeurope'\n$3" > examples/refused.bicepparam
    ! bicep snapshot examples/refused.bicepparam --subscription-id 00000000-0000-0000-0000-000000000001 --location westeurope > "$work/plan.log" 2>&1 &&
        grep -q "$2" "$work/plan.log" || wrong "$1 is not refused with a reason." "$work/plan.log"
}
refused "open storage" 'say so with storageOpenToInternet' "param virtualNetwork = false\n"
printf "using '../main.bicep'\nparam name = 'leads'\nparam location = 'westeurope'\nparam virtualNetwork = false\nparam storageOpenToInternet = true\n" > examples/refused.bicepparam
bicep snapshot examples/refused.bicepparam --subscription-id 00000000-0000-0000-0000-000000000001 --location westeurope --mode overwrite > "$work/plan.log" 2>&1 ||
    wrong "storage that is open on request cannot be deployed." "$work/plan.log"
rm examples/refused.*

# A scheduler that nobody could reach is refused before anything is deployed.
refused "an unreachable scheduler" 'set virtualNetwork to true, or name schedulerAllowedAddresses' \
    "param durableBackend = 'DurableTaskScheduler'\nparam virtualNetwork = false\nparam storageOpenToInternet = true\n"

echo "infra: compiles, lints clean, and plans $(ls examples/*.snapshot.json | wc -l) deployments."
