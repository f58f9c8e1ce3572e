#!/usr/bin/env bash
# The directory is killed, stopped, slowed and restarted under load: alone, and with a second server beside it. Login pages
# come in time throughout. A login succeeds or, where no server answers, gets 503 with Retry-After; a right password is never
# called wrong. Afterwards all is well within seconds, and nothing has leaked.
#   Tests/Faults/directory.sh [--quick]
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
. "$root/Tests/Faults/faults.sh"

timeout=5 # directory.timeout as it is where nobody sets it, in seconds
fault directory "$@"
longer=$(pick 0 5)

# begin_fault NAME, end_fault NAME: what is done to the first server.
# shellcheck disable=SC2154
begin_fault() {
    case $1 in
        killed) end KILL "$pid_first" ;;
        stopped) pause "$pid_first" ;;
        slowed) echo 0.3 >"$site/delay" ;;
        crawling) echo 20 >"$site/delay" ;;
        restarted) end TERM "$pid_first" && run_slapd first ;;
    esac
}
end_fault() {
    case $1 in
        killed) run_slapd first ;;
        stopped) kill -CONT "$pid_first" ;;
        slowed | crawling) echo 0 >"$site/delay" ;;
        restarted) begin_fault restarted ;;
    esac
}

# try FAULT WORDS LASTING AFTER: a load, the fault in the midst of it for so many seconds, and its end; then so many seconds
# in which those that it held up go through, and the server that was left is tried again.
try() {
    local healed back limit=$((2 * timeout + 2))
    visit "$1" --visitors 12 --mix login=6,wrong=1,page=3,session=1 ${allowed[@]+"${allowed[@]}"}
    sleep 1
    begin_fault "$1"
    sleep $(($3 + longer))
    end_fault "$1"
    healed=$EPOCHREALTIME
    sleep "$4"
    visited "$1"
    back=$(awk -v last="$load_last_unavailable" -v healed="$healed" \
        'BEGIN { printf "%.1f", (last > healed) ? last - healed : 0 }')
    expect "the slowest page took $load_slowest_page s" below "$load_slowest_page" "$timeout"
    expect "the slowest login took $load_slowest_login s" below "$load_slowest_login" "$limit"
    expect "logins failed until $back s after" below "$back" "$timeout"
    expect "nobody was let in" test "$load_count_login" -gt 0
    row "$2, $servers" "page ${load_slowest_page}s, login ${load_slowest_login}s at most; 503: $load_unavailable, until $back s after"
}

# with WORDS COUNT [ALLOW…]: a site whose responder asks so many servers; each fault, and what it leaves in the responder.
with() {
    servers=$1
    allowed=("${@:3}")
    directory_copies first second
    run_slapd first
    run_slapd second
    echo 0 >"$site/delay"
    relay_port=$(free_port)
    # shellcheck disable=SC2154
    python3 "$faults/relay.py" "$relay_port" "$port_first" "$site/delay" 2>"$site/relay.log" &
    site_pids+=($!)
    until_ready "The relay" "$site/relay.log" listens "$relay_port"
    # Read by configure_responder.
    # shellcheck disable=SC2034
    directory_servers="\"ldaps://127.0.0.1:$relay_port\""
    # shellcheck disable=SC2154
    [ "$2" = 1 ] || directory_servers+=", \"ldaps://127.0.0.1:$port_second\""
    configure_responder
    run_responder env
    start_nginx "$root" 1000000
    visit warm --visitors 24 --visits 300 --mix login=6,wrong=1,session=1
    visited warm wait
    try killed "killed" 3 5
    try stopped "stopped" 6 6
    # By now the second server has been asked, too: its connections and what they need are there.
    local before_descriptors before_threads before_memory
    before_descriptors=$(descriptors) before_threads=$(threads) before_memory=$(private_memory)
    try slowed "0.3 s slower" 2 2
    try crawling "20 s slower" 6 6
    try restarted "restarted, twice" 2 4
    local more_descriptors=$(($(descriptors) - before_descriptors)) more_threads=$(($(threads) - before_threads))
    local more_memory=$(($(private_memory) - before_memory))
    expect "$more_descriptors more descriptors" test "$more_descriptors" -le 16
    expect "$more_threads more threads" test "$more_threads" -le 2
    expect "$more_memory kB more" test "$more_memory" -le 8192
    row "all of these, $servers: what is left" "$more_descriptors descriptors, $more_threads threads, $more_memory kB"
    verdict
}

# Both at the same time, on a site each: most of it is waiting.
apart() {
    (
        trap stop_site EXIT
        new_site
        with "$@"
    ) &
}
apart "one server" 1 --allow login --allow wrong --allow session
one=$!
apart "two servers" 2
two=$!
result=0
wait "$one" || result=1
wait "$two" || result=1
exit "$result"
