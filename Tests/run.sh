#!/usr/bin/env bash
# Test it: installs what is missing, builds, and runs everything. Needs Swift, and sudo where not root.
set -euo pipefail
cd "$(dirname "$0")/.."
. Tests/Support/packages.sh

need_swift
install_packages libfcgi-dev libldap-dev libssl-dev pkg-config openssl curl python3 python3-jwt \
    iproute2 python3-cryptography lua5.4 lua-luaossl \
    nginx slapd ldap-utils samba samba-ad-provision samba-dsdb-modules python3-dnspython 389-ds-base libnss3-tools \
    prosody chromium chromium-driver socat systemd systemd-container debootstrap sudo perl

# step WHAT: a heading, with the minutes and seconds since the start.
step() { printf '\n== %s [%d:%02d]\n' "$1" $((SECONDS / 60)) $((SECONDS % 60)); }

step "Format"
swift format lint --strict --recursive Sources Tests Package.swift

step "Release build, as it ships"
swift build -c release --static-swift-stdlib --scratch-path .build-release --product jitsi-ldap-login
JITSI_LDAP_LOGIN_BINARY=$(swift build -c release --static-swift-stdlib --scratch-path .build-release --show-bin-path)/jitsi-ldap-login
export JITSI_LDAP_LOGIN_BINARY

step "The root image of the machines with a real systemd"
as_root Tests/SystemdTests/machine.sh image

# What a sanitizer has to say of the tests, or of a program that they start, whoever it runs as.
reports=$(mktemp -d)
chmod 1777 "$reports"
trap 'rm -rf "$reports" "$reports".*' EXIT
# LeakSanitizer attaches to the process, which the responder forbids; the memory's growth is measured below.
export ASAN_OPTIONS="log_path=$reports/report:detect_leaks=0"
export TSAN_OPTIONS="log_path=$reports/report"

# build SANITIZER: all tests and the program, built for it.
build() { swift build --build-tests --sanitize="$1" --scratch-path ".build-$1"; }

# test_program SANITIZER: what runs the tests. Not "swift test", of which only one at a time works in a folder.
test_program() {
    echo "$(swift build --show-bin-path --sanitize="$1" --scratch-path ".build-$1")/jitsi-ldap-loginPackageTests.xctest"
}

# What no group of tests needs, in seconds: then one of them waits for what never comes.
patience=1500

# unfinished LOG: the tests that began and did not end.
unfinished() {
    echo "Begun, and not ended:"
    comm -23 <(sed -n 's/^[^◇]*◇ *\(Test ".*\) started[.]$/\1/p' "$1" | sort -u) \
        <(sed -n -e 's/ with [0-9]* test cases\? \(passed\|failed\)/ \1/' \
            -e 's/^[^✔✘]*[✔✘] *\(Test ".*\) \(passed\|failed\) after .*/\1/p' "$1" | sort -u)
}

# run_tests SANITIZER ARGUMENT…: one line where all passed, else what failed, in no more lines than a record of CI keeps.
run_tests() {
    local log result tests
    tests=$(test_program "$1")
    shift
    log=$(mktemp)
    set +e
    # Where it must be ended, Swift shows what each thread was at.
    SWIFT_BACKTRACE=enable=yes,threads=all,color=no timeout --signal=ABRT --kill-after=120 "$patience" \
        "$tests" --testing-library swift-testing "$@" >"$log" 2>&1
    result=$?
    set -e
    LC_ALL=C tr -d '\000-\010\013-\037' <"$log" >"$log.plain"
    if [ "$result" -eq 0 ]; then
        LC_ALL=C.UTF-8 grep -a '^[^◇]* Test run with' "$log.plain"
    else
        {
            echo "Ended with $result."
            unfinished "$log.plain" | head -n 20 || true
            LC_ALL=C.UTF-8 grep -a -A 6 'crashed\|Fatal error\|Sanitizer' "$log.plain" | head -n 40 || true
            # What one says may have many lines.
            LC_ALL=C.UTF-8 grep -a -A 6 'recorded an issue' "$log.plain" | grep -a -v '^\([◇✔]\|--$\)' | head -n 50 || true
            tail -n 1 "$log.plain"
        } | LC_ALL=C.UTF-8 cut -c 1-240
    fi
    rm -f "$log" "$log.plain"
    return "$result"
}

# deal SANITIZER NUMBER: sets `choices` for run_groups: all suites but those whose servers are many or slow to start, dealt
# like cards.
deal() {
    mapfile -t choices < <(choices_of "$@")
    [ "${#choices[@]}" -eq "$2" ]
}
choices_of() {
    "$(test_program "$1")" --testing-library swift-testing --list-tests 2>/dev/null | sed 's:/.*::; s/[.()]/[&]/g' |
        sort -u | grep -v '^\(LDAP\|Directory\|Systemd\)Tests' | awk -v hands="$2" '
            { hand[NR % hands] = hand[NR % hands] "|" $0 }
            END { for (number in hand) print "--filter ^(" substr(hand[number], 2) ")/" }'
}

# run_groups SANITIZER CHOICE…: the tests of each choice, "--filter …", in a process of its own, all at once.
# Within one, only as many run at a time as there are cores, and most wait for servers more than they work.
run_groups() {
    local sanitizer=$1 failed=() number jobs=()
    shift
    for number in $(seq $#); do
        run_tests "$sanitizer" "${!number%% *}" "${!number#* }" >"$reports.$number" 2>&1 &
        jobs+=($!)
    done
    for number in $(seq $#); do
        if wait "${jobs[number - 1]}"; then cat "$reports.$number"; else failed+=("$number"); fi
    done
    # At the end, where it is seen first.
    for number in "${failed[@]}"; do
        printf -- '-- %s\n' "${!number}" | cut -c 1-120
        cat "$reports.$number"
    done
    if compgen -G "$reports/*" >/dev/null; then
        head -n 100 "$reports"/*
        return 1
    fi
    [ "${#failed[@]}" -eq 0 ]
}

step "Build for AddressSanitizer"
build address

step "Tests under AddressSanitizer"
# The machines run the program as it ships, and wait more than they work: they go beside the other tests.
deal address 4
run_groups address '--filter ^SystemdTests[.]' '--filter ^(LDAP|Directory)Tests[.]' "${choices[@]}"

step "Build for ThreadSanitizer"
build thread

step "Tests under ThreadSanitizer"
deal thread 4
run_groups thread '--filter ^(LDAP|Directory)Tests[.]' "${choices[@]}"

step "A whole visit"
Tests/demo.sh --check

step "Memory over 50,000 logins"
Tests/Benchmarks/memory.sh

step "Instructions of a login"
Tests/Benchmarks/instructions.sh

step "Faults under load"
Tests/Faults/run.sh --quick

step "Fuzzing, for a moment: Tests/Fuzz/run.sh says for how long"
Tests/Fuzz/run.sh 5

step "Everything passed"
