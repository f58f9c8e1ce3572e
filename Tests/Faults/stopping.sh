#!/usr/bin/env bash
# SIGTERM while the answers to 500 refused logins are held back: all go out at once, and the responder ends within seconds.
#   Tests/Faults/stopping.sh [--quick]
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
. "$root/Tests/Faults/faults.sh"

fault stopping "$@"
start_directory 1000
start_responder "$binary"
start_nginx "$root" 1000000

visit held --visitors 500 --visits 500 --mix wrong --together --pause 0.5
refused() { [ "$(logged 'outcome=refused')" -ge 500 ]; }
until refused; do
    # shellcheck disable=SC2154
    kill -0 "$visitors_held" 2>/dev/null || break
    sleep 0.01
done
start=$EPOCHREALTIME
kill -TERM "$responder_pid"
wait "$responder_pid" || wrong+=("it ended with $?")
took=$(seconds_since "$start")
forget "$responder_pid"
visited held wait
expect "not all were refused: $load_count_wrong" test "$load_count_wrong" -eq 500
expect "none was held when the signal came" test "$load_early" -gt 0
expect "it took $took s to end" below "$took" 5
expect "the log does not end with the end" grep -q '>stopped' "$site/responder.log"
row "SIGTERM with 500 refused logins" "$load_early went out before their moment, ended after $took s"
verdict
