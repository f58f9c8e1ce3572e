#!/usr/bin/env bash
# How fast is it, beside a bare C program and the usual PHP script? One table, all on one site on this machine: slapd over
# LDAPS, nginx with our drop-ins over TLS, and behind it ours as shipped, Rivals/bare.c and Rivals/login.php. Rounds in which
# all take turns; what counts is the median of the rounds' ratios, for the machine itself changes by the minute. Under the
# table: the targets, and whether they hold.
#   Tests/Benchmarks/run.sh [--quick] [--people N] [--rounds N] [--strict]
#       --quick      one short round: shows that everything runs, not how fast
#       --people N   in the directory; 2000 if not said
#       --rounds N   7 if not said
#       --strict     fails where a target does not hold
set -Eeuo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
. "$root/Tests/Support/packages.sh"
. "$root/Tests/Support/site.sh"
. "$root/Tests/Benchmarks/rivals.sh"

people=2000 rounds=7 length=1 strict=()
while [ $# -gt 0 ]; do
    case $1 in
        --quick) rounds=1 length=0.4 ;;
        --people) people=${2:?} && shift ;;
        --rounds) rounds=${2:?} && shift ;;
        --strict) strict=(--strict) ;;
        *) echo "usage: $0 [--quick] [--people N] [--rounds N] [--strict]" >&2 && exit 64 ;;
    esac
    shift
done

need_swift
install_packages libfcgi-dev libldap-dev libssl-dev pkg-config slapd nginx openssl curl python3 php8.2-fpm php8.2-ldap
release_build

trap stop_site EXIT
trap 'echo "$0: line $LINENO failed ($?): $BASH_COMMAND" >&2' ERR
trap 'exit 130' INT TERM
ulimit -n "$(ulimit -Hn)"
new_site
results=${site:?}/results
connections=32
# What Load/load.c has counted and measured.
load_all=0 load_answers=0 load_unanswered=0 load_rate=0 load_p50=0 load_p99=0 load_cpu=0

# times NUMBER: so many of this run's time, in seconds.
times() { awk -v number="$1" -v unit="$length" 'BEGIN { print number * unit }'; }

# note ROW SYSTEM VALUE: a figure of this round; of several slices, the mean counts.
note() { printf '%s\t%s\t%s\t%s\n' "$round" "$1" "$2" "$3" >>"$results"; }

# load SYSTEM KIND CONNECTIONS SECONDS ARGUMENT…: its figures are in $load_….
load() {
    local figures
    unset "${!load_@}"
    figures=$("$site/bin/load" "$https_port" "$site/$2.$1" "$3" "$4" --pids "$(pids_of "$1")" "${@:5}")
    eval "load_${figures//$'\n'/$'\n'load_}"
}

# as_expected WHAT STATUS: all answers of the last load.
as_expected() {
    local status=load_status_$2
    [ "${!status:-0}" -eq "$load_answers" ] && [ "$load_unanswered" -eq 0 ] && return 0
    echo "$1: not all answers are as they must be:" >&2
    tail -n 5 "$site/responder.log" "$site/nginx-error.log" "$site/bare.log" "$site/php.log" >&2
    declare -p "${!load_@}" >&2
    return 1
}

# throughput ROW SYSTEM STATUS SECONDS: as much as 32 connections get.
throughput() {
    load "$2" "$1" "$connections" "$4" --warm 0.2 --expect "$3"
    as_expected "$1 $2" "$3"
    note "$1.rate" "$2" "$load_rate"
    note "$1.cpu" "$2" "$load_cpu"
    note "$1.p50" "$2" "$load_p50"
    note "$1.p99" "$2" "$load_p99"
}

logged() { grep -c -- "$1" "$site/responder.log" || true; }

# our_refusals: refused logins are answered at whole seconds, and 1,000 answers at most are held for that. With these always
# held, every further one is judged, too, and then answered at once (503): so the rate is that of judging. Some may find the
# queue of the directory full and are not judged; the log has a line for each that was. The processor time is of refusals as
# visitors get them, at a rate at which all can be held.
our_refusals() {
    local before judged
    before=$(logged outcome=refused)
    load ours refused $((1000 + connections)) "$(times 2)" --ramp 1 --warm 1.5
    judged=$(($(logged outcome=refused) - before))
    note refused.rate ours "$(awk -v rate="$load_rate" -v judged="$judged" -v all="$load_all" 'BEGIN { print rate * judged / all }')"
    load ours refused 800 "$(times 2)" --rate 500 --warm 1.5 --expect 403
    as_expected "refused ours" 403
    note refused.cpu ours "$load_cpu"
}

# alone SYSTEM: the time of one login where nobody else is there.
alone() {
    load "$1" login 1 "$(times 1)" --warm 0.1 --expect 303
    as_expected "one login at a time, $1" 303
    note alone.p50 "$1" "$load_p50"
}

# pairs THREADS ROW FIGURE: what the directory itself takes.
pairs() {
    local figures
    figures=$("$site/bin/pairs" "$people" "$1" "$(times 1)")
    note "$2" directory "$(sed -n "s/^$3=//p" <<<"$figures")"
}

# paced SYSTEM CONNECTIONS RATE
paced() {
    load "$1" login "$2" "$(times 3)" --rate "$3" --warm 0.3 --expect 303
    as_expected "at $3/s over $2 connections, $1" 303
    note "paced$2.p99" "$1" "$load_p99"
    note "paced$2.p50" "$1" "$load_p50"
}

# first SYSTEM COMMAND…: from start to first answer, on a socket of its own.
first() {
    local milliseconds
    milliseconds=$("$site/bin/first" "$site/first.sock" REQUEST_METHOD=GET REQUEST_URI=/_login/to/Room \
        "HTTP_HOST=$site_host:$https_port" HTTPS=on REMOTE_ADDR=127.0.0.1 SERVER_ADDR=127.0.0.1 \
        "SCRIPT_FILENAME=$site/php/login.php" -- "${@:2}" 2>"$site/first.log") || { cat "$site/first.log" >&2 && return 1; }
    note first "$1" "$milliseconds"
}

# memory ROW SYSTEM: resident and private, of all its processes together, in kB.
memory() {
    local pid all=""
    # Ours lets nobody but root look into it.
    for pid in $(pids_of "$2" | tr , ' '); do all+=$(as_root cat "/proc/$pid/smaps_rollup")$'\n'; done
    note "$1.resident" "$2" "$(awk '/^Rss/ { sum += $2 } END { print sum }' <<<"$all")"
    note "$1.private" "$2" "$(awk '/^Private_(Clean|Dirty)/ { sum += $2 } END { print sum }' <<<"$all")"
}

echo "Setting up: $people people …"
compile bare -lfcgi -lldap -llber -lcrypto -pthread
compile pairs -lldap -llber -pthread
compile load -lssl -lcrypto
compile first
start_directory "$people"
https_port=$(free_port)
configure_responder
start_ours
site_with_rivals
capture_page
bare_environment
start_bare
start_php
asked=$((people < 20000 ? people : 20000))
for system in ours bare php; do
    for kind in login refused page; do requests "$site/$kind.$system" "$system" "$kind" "$asked"; done
done
session_requests 50
shipped_settings "$site/first.yaml" 16 first.sock
php_pool "$site/first.conf" "$site/first.sock"

rate=""
# one_round: everybody in turn, in short slices: what is compared stands side by side.
one_round() {
    local system slice
    for ((slice = 0; slice < 3; slice++)); do
        for system in ours bare php; do throughput login "$system" 303 "$(times 1)"; done
    done
    # Before a thousand refusals are held back for the first time.
    [ "$round" -gt 1 ] || for system in ours bare php; do memory memory "$system"; done
    our_refusals
    for system in bare php; do throughput refused "$system" 403 "$(times 2)"; done
    for ((slice = 0; slice < 2; slice++)); do
        for system in ours bare php; do throughput page "$system" 200 "$(times 1)"; done
        for system in ours bare; do throughput session "$system" 303 "$(times 1)"; done
    done
    pairs 1 alone.p50 p50
    for system in ours bare php; do alone "$system"; done
    pairs "$connections" login.rate rate
    # The same for all rounds.
    rate=${rate:-$(awk -F '\t' '$2 == "login.rate" && $3 == "ours" { rate = int($4 * 0.3) } END { print rate }' "$results")}
    for system in ours bare; do
        paced "$system" 16 "$rate"
        paced "$system" 512 "$rate"
    done
    first ours "$binary" serve --config "$site/first.yaml"
    first bare "$site/bin/bare" "$site/first.sock" 16 "$site/page.fcgi"
    first php "$php_fpm" --nodaemonize --fpm-config "$site/first.conf"
}

# Pools fill and caches warm before the first round.
round=0
load ours login "$connections" "$(times 1)"
load bare login "$connections" "$(times 1)"
load php login "$connections" "$(times 1)"
for ((round = 1; round <= rounds; round++)); do
    echo "Round $round of $rounds …"
    one_round
done
round=0
for system in ours bare php; do memory memory.after "$system"; done

# The most that was resident at any moment, with 64 workers, all of them busy.
end_ours
start_ours 64
load ours login 256 "$(times 4)" --expect 303
as_expected "64 workers" 303
load ours page 256 "$(times 1)" --expect 200
note workers64.resident ours "$(awk '/^VmHWM/ { print $2 }' "/proc/$responder_pid/status")"
memory workers64.now ours

echo
python3 "$benchmarks/table.py" "$results" --page "$page_bytes" --people "$people" --rate "$rate" ${strict[@]+"${strict[@]}"}
