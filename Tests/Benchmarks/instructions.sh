#!/usr/bin/env bash
# How many instructions does the responder spend on a login page, a login, a refused login, and a pass by a session? Counted
# by callgrind, so that a busy machine changes nothing; compared with instructions.tsv. Fails where one differs from there by
# more than the tolerance: dearer, or cheaper and not written down; and where a second without visitors costs more than some ten
# thousand. With other libraries, another compiler or another kind of processor than the table's the same code counts
# differently: then more is let pass, and it says so.
#   Tests/Benchmarks/instructions.sh [--update] [--functions KIND]
#       --update            writes what was counted into instructions.tsv
#       --functions KIND    also prints the 25 dearest functions of page, login, refused, session or idle (a second without
#                           visitors), by what each does itself and with all that it calls
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
. "$root/Tests/Support/packages.sh"
. "$root/Tests/Support/site.sh"

tolerance=3     # percent; the same program differs from run to run by less than one
elsewhere=15    # percent, where what it was counted with is not the table's
count=100       # visits of a kind that are counted
workers=2       # as few as there can be: each has a heap of its own to fill
idle_seconds=12 # two rounds of the responder's housekeeping, and a little
most_idle=30000 # instructions in a second without visitors: connections to the directory are looked after
table=$root/Tests/Benchmarks/instructions.tsv

update="" functions=""
while [ $# -gt 0 ]; do
    case $1 in
        --update) update=yes ;;
        --functions) functions=${2:-} && shift ;;
        *) echo "usage: $0 [--update] [--functions KIND]" >&2 && exit 64 ;;
    esac
    shift
done
case $functions in
    "" | page | login | refused | session | idle) ;;
    *) echo "There is no kind of visit with the name $functions." >&2 && exit 64 ;;
esac

need_swift
install_packages libfcgi-dev libldap-dev libssl-dev pkg-config slapd openssl python3 valgrind binutils
release_build

# valgrind runs as root: the program lets nobody else look into it, and vgdb, which tells valgrind to write down its counts,
# has to wake it up.
valgrind_pid=""
stop() {
    [ -z "$valgrind_pid" ] || as_root kill "$valgrind_pid" 2>/dev/null || true
    stop_site
}
trap stop EXIT
trap 'exit 130' INT TERM
new_site
# As many people as their numbers have three digits, so that all requests are of one length.
start_directory 999
configure_responder "$workers"
# valgrind does not read Swift's debug information, and gives up at it; the names of functions stay.
objcopy --strip-debug "$binary" "$site/jitsi-ldap-login"

# Hashes without chance. And memory is wiped and copied by loops: each byte of a "rep stosb", which the processor does
# 32 at a time, is an instruction to valgrind.
settings=(SWIFT_DETERMINISTIC_HASHING=1
    GLIBC_TUNABLES=glibc.cpu.x86_rep_stosb_threshold=1073741824:glibc.cpu.x86_rep_movsb_threshold=1073741824)
sudo=()
[ "$(id -u)" -eq 0 ] || sudo=(sudo)
# The log goes where systemd's goes: the way to a file is another, and longer.
: >"$site/responder.log"
${sudo[@]+"${sudo[@]}"} env "${settings[@]}" python3 "$root/Tests/Benchmarks/journal.py" "$site/responder.log" \
    valgrind --tool=callgrind --callgrind-out-file="$site/counts" \
    --vgdb-prefix="$site/vgdb" "$site/jitsi-ldap-login" serve --config "$site/config.yaml" &
site_pids+=($!)
until_ready "The responder under valgrind" "$site/responder.log" test -S "$site/fastcgi.sock"
valgrind_pid=$(find "$site" -name 'vgdb-from-vgdb-to-*' | sed 's/.*-to-\([0-9]*\)-.*/\1/')

# What a count depends on beside our code: the libraries that run, the compiler, and which of their ways the processor has.
counted_with() {
    # shellcheck disable=SC2016
    dpkg-query -W -f '${Package} ${Version}, ' libc6 libfcgi0ldbl libgnutls30 libldap-2.5-0 libssl3 valgrind 2>/dev/null || true
    swift --version 2>/dev/null | sed -n 's/.*(\(swift-[^)]*\)).*/\1/p' | tr '\n' ' '
    grep -m 1 '^flags' /proc/cpuinfo | tr ' ' '\n' | grep -x 'avx2\|bmi2\|erms\|fma\|movbe\|adx\|rdrand\|rdseed' | sort | tr '\n' ' '
}
here=$(counted_with | sed "s/ *$//")

parts=0 total=0
# count_up: the instructions since it was called last, in $total.
count_up() {
    parts=$((parts + 1))
    as_root timeout 60 vgdb --vgdb-prefix="$site/vgdb" --pid="$valgrind_pid" dump >"$site/vgdb.log" 2>&1 || {
        cat "$site/vgdb.log" >&2
        echo "valgrind does not write down its counts: vgdb needs the right to trace (CAP_SYS_PTRACE)." >&2
        return 1
    }
    total=$(as_root sed -n 's/^totals: //p' "$site/counts.$parts")
}

visit() {
    local at_once=1
    # Refusals are held back for a second.
    [ "$1" != refused ] || at_once=25
    python3 "$root/Tests/Benchmarks/fastcgi.py" "$site/fastcgi.sock" "https://$site_host:$https_port" "$1" "$count" \
        --first 100 --at-once "$at_once"
}

kinds=(page login refused session)
# What is made once, such as connections, templates and what Swift knows of its types, is there by then.
for kind in "${kinds[@]}"; do visit "$kind"; done
count_up
sleep "$idle_seconds"
count_up
idle=$((total / idle_seconds))
[ "$functions" != idle ] || functions_of=$parts
declare -A cost
for kind in "${kinds[@]}"; do
    start=$EPOCHREALTIME
    visit "$kind"
    count_up
    cost[$kind]=$(awk -v total="$total" -v idle="$idle" -v start="$start" -v now="$EPOCHREALTIME" -v count="$count" \
        'BEGIN { printf "%d", (total - idle * (now - start)) / count }')
    [ "$kind" != "$functions" ] || functions_of=$parts
done

# dearest INCLUSIVE: the functions with the most instructions, for one visit. Those that run all the time are not left and
# so seem to do all of it themselves. Where a library has no names, it is the library's and a place in it.
dearest() {
    local visits=$count
    [ "$functions" != idle ] || visits=$idle_seconds
    callgrind_annotate --inclusive="$1" --threshold=100 "$site/functions" 2>/dev/null |
        awk -v count="$visits" '/file:function/ { header = 1; next }
            header && /^ *[0-9]/ && !/:(clone|start_thread|[^ ]*workerThreadMain[^ ]*) / && shown < 25 {
                number = $1; gsub(",", "", number)
                object = $NF; gsub(/^.*\/|\]$/, "", object)
                line = $0; sub(/^[^)]*\) +/, "", line); sub(/ \[[^]]*\]$/, "", line); sub(/^[^ ]*:/, "", line)
                printf "%10d  %s\n", number / count, (line ~ /^0x/) ? object " " line : line; shown++
            }' | swift demangle --simplified | cut -c 1-140
}

if [ -n "$functions" ]; then
    as_root cat "$site/counts.$functions_of" >"$site/functions"
    printf 'Instructions for one (%s), by function:\n' "$functions" && dearest no
    printf 'The same, with all that it calls:\n' && dearest yes
fi

if [ -n "$update" ]; then
    {
        echo "# Instructions for one of each: written by Tests/Benchmarks/instructions.sh --update"
        echo "# Counted with: $here"
        for kind in "${kinds[@]}"; do printf '%s\t%s\n' "$kind" "${cost[$kind]}"; done
    } >"$table"
fi

there=$(sed -n 's/^# Counted with: //p' "$table")
if [ "$here" != "$there" ]; then
    tolerance=$elsewhere
    printf 'The table was counted with other things, so that %s %% are let pass.\n  there: %s\n  here:  %s\n' "$tolerance" "$there" "$here"
fi

failed=()
printf '%-10s %14s %14s %9s\n' visit instructions "in the table" differs
for kind in "${kinds[@]}"; do
    known=$(awk -F '\t' -v kind="$kind" '$1 == kind { print $2 }' "$table")
    [ -n "$known" ] || { echo "instructions.tsv has no line for $kind: run this with --update." >&2 && exit 1; }
    difference=$(awk -v now="${cost[$kind]}" -v known="$known" 'BEGIN { printf "%.2f", (now / known - 1) * 100 }')
    printf '%-10s %14d %14d %8s%%\n' "$kind" "${cost[$kind]}" "$known" "$difference"
    if awk -v difference="$difference" -v most="$tolerance" 'BEGIN { exit difference <= most }'; then
        failed+=("$kind is dearer by $difference %, and $tolerance % are let pass. --functions $kind says where they go; if it is worth it, --update.")
    elif awk -v difference="$difference" -v most="$tolerance" 'BEGIN { exit difference >= -most }'; then
        failed+=("$kind is cheaper by ${difference#-} %: keep that by --update, so that nobody loses it again unseen.")
    fi
done
printf '%-10s %14d %14s\n' "(a second)" "$idle" "<= $most_idle"
[ "$idle" -le "$most_idle" ] || failed+=("a second without visitors takes $idle instructions.")
if [ ${#failed[@]} -gt 0 ]; then
    printf 'FAILED: %s\n' "${failed[@]}" >&2
    exit 1
fi
