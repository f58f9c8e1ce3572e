#!/usr/bin/env bash
# Does memory grow with the number of logins? Runs the shipped build behind nginx against a slapd with 1,000 people, and
# prints resident and private memory and open descriptors of the responder after every block of logins.
#   Tests/Benchmarks/memory.sh [LOGINS]     50,000 if not said. Until three fifths of them the pools and the heaps of the
#                                           threads fill; fails where private memory has grown by more than 2 MB or
#                                           descriptors by more than 8 since then
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
. "$root/Tests/Support/packages.sh"
. "$root/Tests/Support/site.sh"

logins=${1:-50000}
need_swift
install_packages libfcgi-dev libldap-dev libssl-dev pkg-config slapd nginx openssl curl wrk
release_build

trap stop_site EXIT
new_site
start_directory 1000
start_responder "$binary"
start_nginx "$root" 1000000

# The program lets nobody but root look into it.
private() { as_root awk '/^Private_(Clean|Dirty)/ { sum += $2 } END { print sum }' "/proc/$responder_pid/smaps_rollup"; }
resident() { as_root awk '/^Rss/ { print $2 }' "/proc/$responder_pid/smaps_rollup"; }
descriptors() { as_root find "/proc/$responder_pid/fd" -mindepth 1 | wc -l; }
admitted() { grep -c 'outcome=admitted' "$site/responder.log" || true; }

printf '%10s %10s %14s %14s %12s\n' admitted refused "resident/kB" "private/kB" descriptors
report() {
    printf '%10s %10s %14s %14s %12s\n' "$(admitted)" "$(grep -c 'outcome=refused' "$site/responder.log" || true)" \
        "$(resident)" "$(private)" "$(descriptors)"
}

report
warm_private="" warm_descriptors="" block=1
while [ "$(admitted)" -lt "$logins" ]; do
    before=$(admitted)
    wrk -t 2 -c 32 -d 2s -s "$root/Tests/Benchmarks/login.lua" "https://127.0.0.1:$https_port" -- \
        1000 "$site_host:$https_port" refusals >"$site/wrk.log"
    if [ "$(admitted)" -eq "$before" ]; then
        echo "No login succeeded in 2 s:" >&2
        tail -n 3 "$site/responder.log" "$site/wrk.log" >&2
        exit 1
    fi
    if [ "$(admitted)" -ge $((logins * block / 5)) ]; then
        report
        if [ "$block" -ge 3 ] && [ -z "$warm_private" ]; then
            warm_private=$(private) warm_descriptors=$(descriptors)
        fi
        block=$(($(admitted) * 5 / logins + 1))
    fi
done
grown=$(($(private) - warm_private)) opened=$(($(descriptors) - warm_descriptors))
echo "since three fifths: private memory $grown kB, descriptors $opened"
[ "$grown" -le 2048 ] && [ "$opened" -le 8 ]
