#!/usr/bin/env bash
# Does a login cost more the more there is? With 100 and with 100,000 people in the directory; for people in 1 and in 10,000
# groups; with none and with 1,000,000 addresses remembered by the throttle. Prints what each costs in the responder and in
# slapd. Fails where people or addresses make a login, a refusal or a session dearer; where one more group costs more than
# finding and sending it costs slapd, or more the more there are; or where the throttle takes more memory than its bound.
#   Tests/Benchmarks/growth.sh [--quick]     --quick: 10,000 people and 100,000 addresses
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
. "$root/Tests/Support/packages.sh"
. "$root/Tests/Support/site.sh"

most_people=100000 addresses=1000000
case "${1:-}" in
    "") ;;
    --quick) most_people=10000 addresses=100000 ;;
    *) echo "usage: $0 [--quick]" >&2 && exit 64 ;;
esac
rounds=7         # of each, one after the other: their medians are compared
noise=1.25       # what these medians differ by on a busy machine
place=26         # bytes for one remembered address at most, as the README says

need_swift
install_packages libfcgi-dev libldap-dev libssl-dev pkg-config slapd openssl python3
release_build

trap stop_site EXIT
trap 'exit 130' INT TERM
new_site

declare -A slapd_of port_of responder_of directory_of

# directory NAME: a slapd with what site.sh puts into every directory, and the entries of $site/NAME.ldif.
directory() {
    local port
    port=$(free_port)
    mkdir "$site/$1"
    sed -e "s|directory $site/ldap|directory $site/$1|" -e "s|slapd.pid|$1.pid|" "$site/slapd.conf" >"$site/$1.conf"
    # The usual limit of 500 entries would not let 10,000 groups be found.
    echo "limits dn.exact=\"cn=jitsi,$base_dn\" size=unlimited" >>"$site/$1.conf"
    { cat "$site/people.ldif" && echo && cat "$site/$1.ldif"; } >"$site/whole.ldif"
    PATH=$PATH:/usr/sbin slapadd -q -f "$site/$1.conf" -l "$site/whole.ldif"
    rm "$site/whole.ldif"
    PATH=$PATH:/usr/sbin slapd -d 0 -f "$site/$1.conf" -h "ldaps://127.0.0.1:$port" >"$site/$1.log" 2>&1 &
    slapd_of[$1]=$!
    site_pids+=($!)
    port_of[$1]=$port
    until_ready "slapd $1" "$site/$1.log" listens "$port"
}

# responder NAME DIRECTORY [CHANGE]: a responder that lets everybody in, its configuration changed by sed.
responder() {
    # shellcheck disable=SC2034
    directory_servers="\"ldaps://127.0.0.1:${port_of[$2]}\""
    configure_responder 16
    sed -e "s|fastcgi.sock|$1.sock|" -e '/avatar: jpegPhoto/d' -e '/^  allow:/,/cn=meetings/d' -e "${3:-}" \
        "$site/config.yaml" >"$site/$1.yaml"
    # By >>, as the file is emptied below.
    "$binary" serve --config "$site/$1.yaml" 2>>"$site/$1.log.responder" &
    responder_of[$1]=$!
    site_pids+=($!)
    directory_of[$1]=$2
    until_ready "The responder $1" "$site/$1.log.responder" test -S "$site/$1.sock"
}

# busy PID: for how many nanoseconds its threads have run.
busy() { cat "/proc/$1/task/"*/schedstat | awk '{ sum += $1 } END { printf "%.0f", sum }'; }

# visit RESPONDER KIND COUNT [ARGUMENT…]: their seconds.
visit() {
    local at_once=1
    [ "$2" != refused ] || at_once=50
    python3 "$root/Tests/Benchmarks/fastcgi.py" "$site/$1.sock" "https://$site_host:$https_port" "$2" "$3" \
        --at-once "$at_once" --seconds "${@:4}" || { tail -n 5 "$site/$1.log.responder" >&2 && return 1; }
}

median() { sort -n | awk '{ value[NR] = $1 } END { print value[int((NR + 1) / 2)] }'; }

# measure CASE RESPONDER KIND COUNT [ARGUMENT…]: one round; adds microseconds of the responder, of slapd, and of the visit.
measure() {
    local own theirs
    own=$(busy "${responder_of[$2]}") theirs=$(busy "${slapd_of[${directory_of[$2]}]}")
    visit "${@:2}" >"$site/seconds"
    echo "$((($(busy "${responder_of[$2]}") - own) / $4 / 1000))" >>"$site/case.$1.own"
    echo "$((($(busy "${slapd_of[${directory_of[$2]}]}") - theirs) / $4 / 1000))" >>"$site/case.$1.theirs"
    median <"$site/seconds" | awk '{ printf "%d\n", $1 * 1000000 }' >>"$site/case.$1.whole"
}

# show CASE WORDS: its medians, in $own, $theirs and $whole.
show() {
    own=$(median <"$site/case.$1.own") theirs=$(median <"$site/case.$1.theirs") whole=$(median <"$site/case.$1.whole")
    printf '%-52s %12s %12s %12s\n' "$2" "$own" "$theirs" "$whole"
}

failed=()
# flat WHAT BEFORE AFTER
flat() {
    awk -v before="$2" -v after="$3" -v noise="$noise" 'BEGIN { exit !(after <= before * noise) }' ||
        failed+=("$1: $2 µs have become $3 µs")
}
heading() { printf '\n%-52s %12s %12s %12s\n' "$1" responder slapd "the visit"; }

# --- People ------------------------------------------------------------------------------------------------------

start_directory 0
# Only its files are wanted.
kill "${site_pids[-1]}"
wait "${site_pids[-1]}" || true
unset 'site_pids[-1]'

# people COUNT: and their classes of 30, as groups.
people() {
    numbered_people "$1"
    awk -v count="$1" -v base="$base_dn" 'BEGIN {
        for (number = 1; number <= count; number++) {
            if (number % 30 == 1)
                printf "%sdn: cn=class%d,ou=groups,%s\nobjectClass: groupOfNames\ncn: class%d\n", (number > 1) ? "\n" : "",
                    number / 30, base, number / 30
            printf "member: uid=user%d,ou=people,%s\n", number, base
        }
    }'
}
people 100 >"$site/few.ldif"
people "$most_people" >"$site/many.ldif"
directory few
directory many
responder few few
responder many many
# People from all over the directory would find it in slower memory; so do they here, 100 of them.
far_person=$((most_people - 100))
for name in few many; do visit "$name" login 200 --people 100 >/dev/null; done
for ((round = 0; round < rounds; round++)); do
    measure few few login 300 --people 100
    measure many many login 300 --people 100 --first "$far_person"
done
heading "Microseconds of a login, by people"
show few "100 people"
few=$own few_whole=$whole
show many "$most_people people"
flat "a login among $most_people people, in the responder" "$few" "$own"
flat "a login among $most_people people, with the directory" "$few_whole" "$whole"

# --- Groups ------------------------------------------------------------------------------------------------------

numbers=(1 10 100 1000 10000) # the groups of user1, user2 and so on
awk -v base="$base_dn" 'BEGIN {
    for (person = 1; person <= 5; person++) {
        printf "dn: uid=user%d,ou=people,%s\nobjectClass: inetOrgPerson\nuid: user%d\ncn: User\nsn: %d\n", person, base, person, person
        printf "userPassword: secret%d\n", person
        for (group = 1; group <= 10 ^ (person - 1); group++) printf "seeAlso: cn=group%d,ou=groups,%s\n", group, base
        print ""
    }
    for (group = 1; group <= 10000; group++) {
        printf "dn: cn=group%d,ou=groups,%s\nobjectClass: groupOfNames\ncn: group%d\n", group, base, group
        for (person = 1; person <= 5; person++)
            if (group <= 10 ^ (person - 1)) printf "member: uid=user%d,ou=people,%s\n", person, base
        print ""
    }
}' >"$site/groups.ldif"
directory groups
responder search groups
responder entry groups "s|^  users:|  groups: {attribute: seeAlso}\n&|"
for way in search entry; do
    for person in 1 2 3 4 5; do visit "$way" login 3 --people 1 --first "$person" >/dev/null; done
done
counts=(0 100 100 60 60 15)
for ((round = 0; round < rounds; round++)); do
    for way in search entry; do
        for person in 1 2 3 4 5; do
            measure "$way$person" "$way" login "${counts[person]}" --people 1 --first "$person"
        done
    done
done
for way in search entry; do
    words="found by a search"
    [ "$way" = search ] || words="in the entry"
    heading "Microseconds of a login, by groups, $words"
    declare -A cost=()
    for person in 1 2 3 4 5; do
        show "$way$person" "${numbers[person - 1]} groups"
        cost[$person]=$own
        [ "$person" != 1 ] || one_theirs=$theirs
    done
    one=${cost[1]}
    # Each group is one more name, which the directory has to find and to send. What it costs here shall be no more than it
    # costs there, or a microsecond; and none makes the others dearer.
    per_thousand=$(((cost[4] - one) * 1000 / 999)) per_all=$(((cost[5] - one) * 1000 / 9999))
    in_slapd=$(((theirs - one_theirs) * 1000 / 9999))
    awk -v thousand="$per_thousand" -v all="$per_all" -v slapd="$in_slapd" 'BEGIN {
        printf "%-52s %12.2f\n", "one more group, up to 1,000", thousand / 1000
        printf "%-52s %12.2f %12.2f\n", "one more group, up to 10,000", all / 1000, slapd / 1000
    }'
    flat "1,000 groups of 10,000 $words, instead of 1,000 in all" "$per_thousand" "$per_all"
    most=$((in_slapd > 1000 ? in_slapd : 1000))
    [ "$per_all" -le "$most" ] ||
        failed+=("1,000 groups $words cost $per_all µs, and finding and sending them $in_slapd µs in slapd: $most would do")
done

# --- Addresses ---------------------------------------------------------------------------------------------------

# What a guest leaves in the throttle lies in the same table as what a refused login does, a place for each address. A refused
# login is held back for a second, and of those there are 1,000 at most: it would take half an hour.
# Read by configure_responder.
# shellcheck disable=SC2034
further_settings="rooms:
  - match: open
    guests: true
throttle: {remembered: $addresses, account: {tries: 100, window: 1m}, guests: {joins: 10, per: 24h}}"
responder none few
responder full few
anonymous() {
    as_root sed -n 's/^RssAnon:[^0-9]*\([0-9]*\) kB/\1/p' "/proc/${responder_of[full]}/status"
}
guests() {
    python3 -B "$root/Tests/Benchmarks/guests.py" "$site/full.sock" "https://$site_host:$https_port" "$@"
    : >"$site/full.log.responder"
}
for name in none full; do
    for kind in login refused session; do visit "$name" "$kind" 200 --people 100 >/dev/null; done
done
# The table comes into being by and by; what is there before is the responder itself.
before=$(anonymous)
guests 0 "$addresses"
filled=$(anonymous)
guests "$addresses" $((addresses / 5))
again=$(anonymous)
for ((round = 0; round < rounds; round++)); do
    for name in none full; do
        for kind in login refused session; do measure "$name-$kind" "$name" "$kind" 300 --people 100; done
    done
done
heading "Microseconds of a visit, by remembered addresses"
for kind in login refused session; do
    show "none-$kind" "$kind, none remembered"
    none=$own
    show "full-$kind" "$kind, $addresses remembered"
    flat "a $kind with $addresses remembered addresses" "$none" "$own"
done
bound=$((addresses * place / 1024))
# Two of three tables have few places in use; what else may have grown are the heaps of threads.
allowed=$((bound + 8192))
printf '\n%s addresses take %s kB, and %s more after that %s kB; the bound is %s kB (%s bytes for each).\n' "$addresses" \
    $((filled - before)) $((addresses / 5)) $((again - filled)) "$bound" "$place"
[ $((again - before)) -le "$allowed" ] || failed+=("the throttle has taken $((again - before)) kB, and its bound is $bound kB")

if [ ${#failed[@]} -gt 0 ]; then
    printf 'FAILED: %s\n' "${failed[@]}" >&2
    exit 1
fi
