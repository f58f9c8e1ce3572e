#!/usr/bin/env bash
# 1,000 people at once, on 16 workers: everybody gets the page and is let in. Then the same beside clients that send a
# byte a second.
#   Tests/Faults/crowd.sh [--quick]
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
. "$root/Tests/Faults/faults.sh"

fault crowd "$@"
start_directory 1000
start_responder "$binary" 16
start_nginx "$root" 1000000

# Everybody comes at the same moment, reads the page for up to two seconds, and signs in. The machine that they all share
# with the site makes the figures what they are: it does their TLS, too.
crowd() {
    visit crowd --visitors 1000 --visits "$1" --pause 2
    visited crowd wait
    expect "somebody was not let in" test "$load_count_login" -eq "$1"
    expect "the slowest took 20 s or longer" below "$load_slowest" 20
    row "$2" "page p50 ${load_page_p50}s p99 ${load_page_p99}s, login p50 ${load_login_p50}s p99 ${load_login_p99}s"
}

crowd "$(pick 1000 3000)" "1,000 visitors at once, 16 workers"

visit slow --visitors 300 --mix slow
sleep 2
crowd 1000 "the same beside 300 slow clients"
before=$load_requests
visited slow
load_requests=$before
expect "a slow client held a worker" test "$(logged 'sent a part of a request')" -eq 0
verdict
