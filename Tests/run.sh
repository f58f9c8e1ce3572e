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
trap 'rm -rf "$reports" "$reports.machines"' EXIT
# LeakSanitizer attaches to the process, which the responder forbids; the memory's growth is measured below.
export ASAN_OPTIONS="log_path=$reports/report:detect_leaks=0"
export TSAN_OPTIONS="log_path=$reports/report"

# build SANITIZER: all tests and the program, built for it.
build() { swift build --build-tests --sanitize="$1" --scratch-path ".build-$1"; }

# run_tests SANITIZER ARGUMENT…: one line for each suite and each failure; where it fails, also the end of all that was said.
# Not by "swift test", of which only one at a time works in a folder.
run_tests() {
    local log result tests
    tests=$(swift build --show-bin-path --sanitize="$1" --scratch-path ".build-$1")/jitsi-ldap-loginPackageTests.xctest
    shift
    log=$(mktemp)
    set +e
    "$tests" --testing-library swift-testing "$@" 2>&1 |
        tee "$log" | LC_ALL=C tr -d '\000-\010\013-\037' |
        LC_ALL=C.UTF-8 grep -a --line-buffered '^[^◇]* Suite\|^[^◇]* Test run\|^✘\|error:\|Sanitizer'
    result=${PIPESTATUS[0]}
    set -e
    if [ "$result" -ne 0 ]; then
        # What a failure says may have many lines, of which the filter above has shown the first.
        LC_ALL=C tr -d '\000-\010\013-\037' <"$log" | LC_ALL=C.UTF-8 grep -a -A 30 'recorded an issue' | head -n 300 || true
        LC_ALL=C tr -d '\000-\010\013-\037' <"$log" | tail -n 100
    fi
    rm -f "$log"
    if compgen -G "$reports/*" >/dev/null; then
        head -n 100 "$reports"/*
        return 1
    fi
    return "$result"
}

step "Build for AddressSanitizer"
build address

# The machines run the program as it ships, and wait more than they work: they go beside the other tests.
run_tests address --filter '^SystemdTests[.]' >"$reports.machines" 2>&1 &
machines=$!

step "Tests under AddressSanitizer"
result=0
run_tests address --skip '^SystemdTests[.]' || result=$?

step "Tests on machines with a real systemd"
wait "$machines" || result=$?
cat "$reports.machines"
[ "$result" -eq 0 ]

step "Build for ThreadSanitizer"
build thread

# Nothing of ours runs on threads in what these two leave out: machines with the program as it ships, and nginx.
step "Tests under ThreadSanitizer"
run_tests thread --skip '^(SystemdTests|NginxTests)[.]'

step "A whole visit"
Tests/demo.sh --check

step "Memory over 50,000 logins"
Tests/Benchmarks/memory.sh

step "Faults under load"
Tests/Faults/run.sh --quick

step "Fuzzing, for a moment: Tests/Fuzz/run.sh says for how long"
Tests/Fuzz/run.sh 5

step "Everything passed"
