#!/usr/bin/env bash
# nginx is reloaded again and again while people sign in: no request fails. Kept connections are closed by the reload as HTTP
# allows; a browser then asks once more, and so do these visitors.
#   Tests/Faults/nginx.sh [--quick]
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
. "$root/Tests/Faults/faults.sh"

fault nginx "$@"
start_directory 1000
start_responder "$binary"
start_nginx "$root" 1000000

seconds=$(pick 6 20)
visit reload --visitors 16 --mix login=8,wrong=1,session=1 --pause 0.2
reloads=0
for ((start = SECONDS; SECONDS - start < seconds; reloads++)); do
    kill -HUP "$(cat "$site/nginx.pid")"
    sleep 0.3
done
visited reload
expect "nobody was let in" test "$load_count_login" -gt 20
row "reloaded $reloads times in $seconds s" "resent $load_resent"
verdict
