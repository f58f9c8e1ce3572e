#!/usr/bin/env bash
# Two hours of a busy site in minutes: memory and descriptors stay flat. 1,000 people of whom everybody enters a room every ten
# minutes are 12,000 visits, with about 30,000 requests: logins, wrong passwords, sessions with their logouts, invitations,
# photos, closed windows; half of them with the token in the query, half in the fragment.
#   Tests/Faults/hours.sh [--quick]     --quick: nine minutes of it
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
. "$root/Tests/Faults/faults.sh"

fault hours "$@"
visits=$(pick 900 12000)
start_directory 1000
further "invitations: {}"
configure_responder
mkdir -m 700 "$site/state"
run_responder env STATE_DIRECTORY="$site/state"
start_nginx "$root" 1000000

link=$("$binary" invite --config "$site/config.yaml" --room Guests --name Guest)
sign_in alice
photo=$(python3 - "$site/header" <<'PYTHON'
import base64, json, re, sys, urllib.parse
token = re.search(r"[?#&]jwt=[\w-]+\.([\w-]+)\.", open(sys.argv[1]).read())
claims = json.loads(base64.urlsafe_b64decode(token[1] + "=" * (-len(token[1]) % 4)))
print(urllib.parse.urlsplit(claims["context"]["user"]["avatar"]).path)
PYTHON
)

warm_memory=0 warm_descriptors=0 requests=0 failed=0 slowest=0 logins=0 refusals=0
printf '%10s %14s %12s\n' requests "private/kB" descriptors
for block in 1 2 3 4 5 6; do
    # Each half by one way; what is warm is warm by both.
    if [ $((block % 2)) -eq 0 ]; then delivery=fragment; else delivery=query; fi
    sed -i -e '/^  delivery:/d' -e "s/^meet:/&\n  delivery: $delivery/" "$site/config.yaml"
    kill -HUP "$responder_pid"
    until_within 10 test "$(logged '>reloaded')" -ge "$block" || true
    visit "block$block" --visitors 24 --visits $((visits / 6)) --photo "$photo" --invited "/${link#https://*/}" \
        --mix login=60,wrong=5,session=15,invited=5,photo=5,abort=5,page=5
    visited "block$block" wait
    requests=$((requests + load_requests)) failed=$((failed + load_failed)) logins=$((logins + load_count_login))
    refusals=$((refusals + load_count_wrong))
    slowest=$(awk -v one="$slowest" -v other="$load_slowest" 'BEGIN { print (one + 0 > other + 0) ? one : other }')
    printf '%10s %14s %12s\n' "$requests" "$(private_memory)" "$(descriptors)"
    # Until two thirds, the pools and the heaps of the threads fill.
    if [ "$block" -eq 4 ]; then warm_memory=$(private_memory) warm_descriptors=$(descriptors); fi
done
grown=$(($(private_memory) - warm_memory)) opened=$(($(descriptors) - warm_descriptors))
expect "memory has grown by $grown kB in the last third" test "$grown" -le 2048
expect "$opened descriptors more in the last third" test "$opened" -le 24
expect "nobody joined by an invitation" test "$(logged 'outcome=joined')" -gt 0
# Read by row.
# shellcheck disable=SC2034
load_requests=$requests load_failed=$failed load_slowest=$slowest
row "$visits visits, $logins logins, $refusals refusals" "in the last third $grown kB, $opened descriptors"
verdict
