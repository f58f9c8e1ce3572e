#!/usr/bin/env bash
# The responder is restarted again and again under load, while somebody else holds its socket, as systemd does: no request
# fails, and no password is tried twice. Then it is killed: what fails is what was under way in it.
#   Tests/Faults/restart.sh [--quick]
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
. "$root/Tests/Faults/faults.sh"

fault restart "$@"
# Of slapd's log: every bind and what came of it.
# shellcheck disable=SC2034
slapd_log=256
directory_copies only
run_slapd only
# shellcheck disable=SC2034,SC2154
directory_servers="\"ldaps://127.0.0.1:$port_only\""
configure_responder
mkdir -m 700 "$site/state"
touch "$site/responder.log"
STATE_DIRECTORY=$site/state python3 "$faults/activated.py" "$site/fastcgi.sock" "$site/responder.pid" \
    "$site/responder.log" "$binary" serve --config "$site/config.yaml" 2>"$site/activated.log" &
site_pids+=($!)
readies() { [ "$(logged '>ready')" -ge "$1" ]; }
until_ready "The responder" "$site/responder.log" readies 1
start_nginx "$root" 1000000

wrong_passwords() { grep -c 'RESULT tag=97 err=49' "$site/only.log" || true; }

# restarts SIGNAL SECONDS: prints how often it was sent; the moments are in $site/moments.
restarts() {
    local start=$SECONDS count=0 before
    : >"$site/moments"
    while [ $((SECONDS - start)) -lt "$2" ]; do
        before=$(logged '>ready')
        sleep 0.5
        echo "$EPOCHREALTIME" >>"$site/moments"
        kill "-$1" "$(cat "$site/responder.pid")"
        until_within 20 readies $((before + 1)) || { echo "It did not come back." >&2 && return 1; }
        count=$((count + 1))
    done
    echo "$count"
}

seconds=$(pick 6 20)
visit term --visitors 24 --mix login=5,wrong=4,session=1
count=$(restarts TERM "$seconds")
visited term
expect "nobody was let in" test "$load_count_login" -gt 20
tried=$(wrong_passwords)
expect "the directory counted $tried wrong passwords, and $load_count_wrong were sent" test "$tried" -eq "$load_count_wrong"
row "SIGTERM $count times in $seconds s, socket held" "$load_count_wrong wrong passwords, each counted once"

before=$tried
visit kill --visitors 24 --mix login=5,wrong=4,session=1 --moments "$site/moments" \
    --allow page --allow login --allow wrong --allow session --allow logout
count=$(restarts KILL "$seconds")
visited kill
tried=$(($(wrong_passwords) - before))
expect "$load_unexplained requests that were not under way got 503" test "$load_unexplained" -eq 0
# nginx asks again where a kept connection broke before an answer: then the directory is asked again too, once for each of
# those that were under way, held answers included.
expect "the directory counted $tried wrong passwords, and $load_count_wrong were sent" \
    test "$tried" -le $((load_count_wrong + 24 * count))
row "SIGKILL $count times in $seconds s, socket held" \
    "503 for $load_unavailable, all under way; wrong passwords $load_count_wrong sent, $tried counted"
expect "something but the signals ended it: $(cat "$site/activated.log")" test ! -s "$site/activated.log"
verdict
