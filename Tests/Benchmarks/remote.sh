#!/usr/bin/env bash
# A directory far away: how many round trips does a visitor wait for? slapd stands behind a relay that delays what is said by
# a round trip of 20 ms. Fails where a login takes more than two of them at the median, or a visitor who returns with a
# session more than one; where so many logins are not under way at once as there are workers, but for the two that
# are kept for pages; and where anybody but the first visitor waits for a connection to be set up.
#   Tests/Benchmarks/remote.sh [--idle]     --idle: also after six minutes without visitors
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
. "$root/Tests/Support/packages.sh"
. "$root/Tests/Support/site.sh"

trip=0.02    # seconds
farther=0.2  # where what this machine itself takes shall not count
slack=0.5    # of a round trip
idle=""
case "${1:-}" in
    "") ;;
    --idle) idle=yes ;;
    *) echo "usage: $0 [--idle]" >&2 && exit 64 ;;
esac

need_swift
install_packages libfcgi-dev libldap-dev libssl-dev pkg-config slapd openssl python3
release_build

trap stop_site EXIT
trap 'exit 130' INT TERM
new_site

# People whose entry says which groups they are in, beside those whom the groups name: users 5001 to 5900. seeAlso is an
# attribute that every slapd knows, and takes DNs, as memberOf does.
numbered_people 5900 | awk -v RS= -v group="cn=meetings,ou=groups,$base_dn" \
    'NR > 5000 { print $0 "\nseeAlso: " group "\n" }' >"$site/further.ldif"
# Read by start_directory.
# shellcheck disable=SC2034
further_entries=$site/further.ldif
start_directory 900

# relay NAME SECONDS: the directory, so far away, on $port_NAME; its pid is in pid_NAME.
relay() {
    local port=port_$1
    [ -n "${!port:-}" ] || printf -v "port_$1" %s "$(free_port)"
    python3 "$root/Tests/Benchmarks/far.py" "${!port}" "$ldap_port" "$2" "$site/$1.figures" 2>>"$site/$1.log" &
    printf -v "pid_$1" %s $!
    site_pids+=($!)
    until_ready "The relay $1" "$site/$1.log" listens "${!port}"
}

# seen NAME: what has gone through a relay since it was asked last, in far_opened, far_questions, far_most, far_average.
seen() {
    local pid=pid_$1
    rm -f "$site/$1.figures"
    kill -USR1 "${!pid}"
    until [ -e "$site/$1.figures" ]; do sleep 0.02; done
    # shellcheck disable=SC1090
    . "$site/$1.figures"
}
far_opened=0 far_questions=0 far_most=0 far_average=0

# end PID: and waits for it.
end() {
    kill "$1"
    wait "$1" 2>/dev/null || true
}

# serve RELAY GROUPS WORKERS [CONNECTIONS]: the responder, with the directory behind that relay. GROUPS is where they are:
# entry, groups, or photo: in the groups, and pictures are looked for too, as site.sh has it.
responder_pid=""
serve() {
    local port=port_$1 change=""
    [ -z "$responder_pid" ] || end "$responder_pid"
    # shellcheck disable=SC2034
    directory_servers="\"ldaps://127.0.0.1:${!port}\""
    # shellcheck disable=SC2034
    further_settings="throttle: {address: {refused: 1000000}}"
    configure_responder "$3"
    [ -z "${4:-}" ] || change+="s|^directory:|&\n  connections: $4|;"
    [ "$2" = photo ] || change+="/avatar: jpegPhoto/d;"
    [ "$2" != entry ] || change+="s|^  users:|  groups: {attribute: seeAlso}\n&|;"
    sed -i "$change" "$site/config.yaml"
    "$binary" serve --config "$site/config.yaml" 2>>"$site/responder.log" &
    responder_pid=$!
    site_pids+=("$responder_pid")
    until_ready "The responder" "$site/responder.log" test -S "$site/fastcgi.sock"
    first=1
    [ "$2" != entry ] || first=5001
}

# visit KIND COUNT AT-ONCE: the median of their seconds is in $median.
visit() {
    local times
    times=$(python3 "$root/Tests/Benchmarks/fastcgi.py" "$site/fastcgi.sock" "https://$site_host:$https_port" "$1" "$2" \
        --at-once "$3" --first "$first" --seconds) || { tail -n 5 "$site/responder.log" >&2 && return 1; }
    median=$(sort -n <<<"$times" | awk '{ time[NR] = $1 } END { print time[int((NR + 1) / 2)] }')
}

failed=()
# expect WHAT AWK-CONDITION
expect() { awk "BEGIN { exit !($2) }" || failed+=("$1"); }

pid_farther=""
relay near 0
relay far "$trip"
relay farther "$farther"

printf 'A round trip takes %s ms; the medians of 41 visits, beside the same without delay.\n' \
    "$(awk -v trip="$trip" 'BEGIN { print trip * 1000 }')"
printf '%-8s %-44s %9s %9s %12s %10s\n' visit "groups are found" "near/ms" "far/ms" "round trips" "asked for"
for groups in entry groups photo; do
    case $groups in
        entry) words="in the person's entry" ;;
        groups) words="by a search" ;;
        photo) words="by a search, and so are pictures" ;;
    esac
    declare -A time=()
    for place in near far; do
        serve "$place" "$groups" 16
        visit login 5 1
        for kind in login session; do
            seen "$place"
            visit "$kind" 41 1
            time[$place-$kind]=$median
            seen "$place"
            time[$kind]=$far_questions
        done
    done
    for kind in login session; do
        # A session begins with a login, of whom nobody asks the time.
        trips=$(awk -v far="${time[far-$kind]}" -v near="${time[near-$kind]}" -v trip="$trip" \
            'BEGIN { printf "%.1f", (far - near) / trip }')
        awk -v kind="$kind" -v words="$words" -v far="${time[far-$kind]}" -v near="${time[near-$kind]}" -v trips="$trips" \
            -v asked="$(awk -v all="${time[$kind]}" 'BEGIN { printf "%.1f", all / 41 }')" \
            'BEGIN { printf "%-8s %-44s %9.1f %9.1f %12s %10s\n", kind, words, near * 1000, far * 1000, trips, asked }'
        most=2
        [ "$kind" = login ] || most=1
        expect "a $kind takes $trips round trips where groups are found $words, and $most are enough" "$trips <= $most + $slack"
    done
done

printf '\nA round trip takes %s ms, and 128 visitors come at once, 1,000 in all.\n' \
    "$(awk -v trip="$farther" 'BEGIN { print trip * 1000 }')"
printf '%-60s %10s %10s %12s\n' "" "at most" "on average" "median/ms"
for connections in "" 64; do
    serve farther entry 64 "$connections"
    visit login 200 128 # the connections are there by then
    seen farther
    visit login 1000 128
    seen farther
    words="64 workers, directory.connections: ${connections:-as it is where nobody sets it}"
    printf '%-60s %10s %10s %12.0f\n' "$words" "$far_most" "$far_average" "$(awk -v time="$median" 'BEGIN { print time * 1000 }')"
    expect "$words keep $far_most logins under way, and it should be 62" "$far_most >= 62 && $far_average >= 0.8 * 62"
done

printf '\nA round trip takes %s ms. Connections are set up for nobody but the first visitor.\n' \
    "$(awk -v trip="$farther" 'BEGIN { print trip * 1000 }')"
printf '%-60s %10s %10s %12s\n' "" visitors opened "round trips"
# set_up WORDS COUNT AT-ONCE: what they wait for, of which $usual is the login.
set_up() {
    seen farther
    visit login "$2" "$3"
    seen farther
    rounds=$(awk -v time="$median" -v trip="$farther" 'BEGIN { printf "%.1f", time / trip }')
    printf '%-60s %10s %10s %12s\n' "$1" "$2" "$far_opened" "$rounds"
    # To set one up takes three: TCP, TLS, and the service's bind.
    [ -z "${usual:-}" ] ||
        expect "$1: a visitor waits for a connection, $rounds round trips instead of $usual" "$rounds < $usual + 0.9"
}
serve farther entry 16
set_up "the first visitor, alone" 1 1
sleep 3
set_up "the next, one after the other" 9 1
usual=$rounds
set_up "as many as may be in the directory, at once" 14 14
set_up "the same again" 14 14
end "$pid_farther"
relay farther "$farther"
sleep 5
set_up "after the directory has closed the connections" 1 1
if [ -n "$idle" ]; then
    sleep 370
    set_up "after six minutes without visitors" 1 1
fi

if [ ${#failed[@]} -gt 0 ]; then
    printf 'FAILED: %s\n' "${failed[@]}" >&2
    exit 1
fi
