#!/usr/bin/env bash
# Checks the files of this folder with the programs that they are for, and the packed tool. A line a check: "ok", "FAILED" or
# "skipped" and why. Needs a build (CONFIGURATION, default Release). Exit code: 0 none failed, 1 one did.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
work=$(mktemp -d)
PATH=$PATH:/usr/sbin
trap 'rm -rf "$work"' EXIT
failed=0
check() { # check NAME COMMAND...: its output is shown if it fails
    if "${@:2}" > "$work/log" 2>&1; then echo "ok: $1"; else failed=1 && echo "FAILED: $1" && tail -n 15 "$work/log"; fi
}

tool() { # packed, installed from a folder alone, and run: no package of any feed is asked for
    dotnet pack src/LeadOrchestrator.Local -c "${CONFIGURATION:-Release}" --no-build -o "$work/feed" -v q || return
    printf '<configuration><packageSources><clear /><add key="folder" value="%s" /></packageSources></configuration>' "$work/feed" > "$work/nuget.config"
    dotnet tool install LeadOrchestrator --tool-path "$work/bin" --configfile "$work/nuget.config" --add-source "$work/feed" || return
    "$work/bin/lead" --version && "$work/bin/lead" process analyze samples/process.yaml | grep -q .
}
check "the packed tool installs from a folder and gives the command lead" tool

one_file() { # published as one file, and run in a folder where there is nothing else: it opens a database and decides
    dotnet publish src/LeadOrchestrator.Local -c "${CONFIGURATION:-Release}" -r linux-x64 --self-contained false -p:PublishSingleFile=true -p:PublishReadyToRun=false \
        -p:UseSharedCompilation=false -o "$work/publish" -v q && mkdir "$work/alone" && cp "$work/publish/lead" "$work/alone/" || return
    local leads=$PWD/samples/leads.json
    (cd "$work/alone" && DOTNET_BUNDLE_EXTRACT_BASE_DIR=$work/extract ./lead demo --exit --leads "$leads" --step-latency 0 --urls http://127.0.0.1:0 --data "$work/alone/data")
}
if [ "$(uname -sm)" = "Linux x86_64" ]; then check "published as one file, it runs where there is nothing else" one_file; else echo "skipped: one file, this is no Linux on x64"; fi

analyze() { # systemd-analyze, with the libraries and units of its own folder: it may be unpacked and not installed
    local root
    root=$(dirname "$(dirname "$(dirname "$(command -v systemd-analyze)")")")
    LD_LIBRARY_PATH=$(echo "$root"/usr/lib/*/systemd | tr ' ' :) SYSTEMD_UNIT_PATH=${root%/}/lib/systemd/system:$root/usr/lib/systemd/system SYSTEMD_LOG_LEVEL=warning systemd-analyze "$@"
}
unit() { # without the program, which is not installed here
    sed "s#^ExecStart=/opt/lead/lead#ExecStart=/bin/true#" infra/host/lead.service > "$work/lead.service" &&
        analyze verify --man=no "$work/lead.service" > "$work/unit" 2>&1
    cat "$work/unit"
    ! grep -E 'lead\.service.*(Unknown|Failed|Invalid|ignor)' "$work/unit"
}
if analyze --version > /dev/null 2>&1; then check "systemd accepts lead.service" unit; else echo "skipped: lead.service, systemd-analyze is not installed"; fi

proxy() { # the file as it is, with a certificate of its own
    openssl req -x509 -newkey rsa:2048 -nodes -subj /CN=leads.example.com -days 2 -keyout "$work/key" -out "$work/crt" 2> /dev/null &&
        sed -e "s#/etc/ssl/leads.example.com.crt#$work/crt#; s#/etc/ssl/leads.example.com.key#$work/key#" infra/host/nginx.conf > "$work/site.conf" &&
        printf 'pid %s/pid;\nerror_log stderr;\nevents {}\nhttp { access_log off; include %s/site.conf; }\n' "$work" "$work" > "$work/nginx.conf" &&
        nginx -t -e stderr -c "$work/nginx.conf"
}
if command -v nginx > /dev/null && command -v openssl > /dev/null; then check "nginx accepts nginx.conf" proxy; else echo "skipped: nginx.conf, nginx is not installed"; fi

caddy_file() { # as it is, and written the way caddy writes it
    XDG_DATA_HOME=$work XDG_CONFIG_HOME=$work caddy validate --adapter caddyfile --config infra/host/Caddyfile &&
        caddy fmt infra/host/Caddyfile | diff infra/host/Caddyfile -
}
if command -v caddy > /dev/null; then check "Caddy accepts Caddyfile" caddy_file; else echo "skipped: Caddyfile, caddy is not installed"; fi

prometheus() { # the alerts fire when they should, and not when not; Debian's promtool does not know http_headers yet
    sed '/http_headers:/,$d' infra/host/prometheus.yml > "$work/prometheus.yml" && promtool check config --syntax-only "$work/prometheus.yml" &&
        promtool check rules infra/host/alerts.yml && promtool test rules infra/host/alerts.test.yml
}
if command -v promtool > /dev/null; then check "Prometheus accepts prometheus.yml and alerts.yml, and the alerts fire when they should" prometheus; else echo "skipped: alerts.yml, promtool is not installed"; fi
exit $failed
