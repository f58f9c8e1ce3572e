#!/usr/bin/env bash
# Test it: installs what is missing, builds, and runs everything. Needs Swift, and sudo where not root.
set -euo pipefail
cd "$(dirname "$0")/.."
. Tests/Support/packages.sh

need_swift
install_packages libfcgi-dev libldap-dev libssl-dev pkg-config openssl curl python3 python3-jwt \
    iproute2 python3-cryptography lua5.4 lua-luaossl \
    nginx slapd ldap-utils prosody chromium chromium-driver socat systemd systemd-container debootstrap sudo perl

step() { printf '\n== %s\n' "$1"; }

step "Format"
swift format lint --strict --recursive Sources Tests Package.swift

step "Release build, as it ships"
swift build -c release --static-swift-stdlib --scratch-path .build-release --product jitsi-ldap-login
JITSI_LDAP_LOGIN_BINARY=$(swift build -c release --static-swift-stdlib --scratch-path .build-release --show-bin-path)/jitsi-ldap-login
export JITSI_LDAP_LOGIN_BINARY

step "The root image of the machines with a real systemd"
as_root Tests/SystemdTests/machine.sh image

# Without the line that begins each of thousands of cases, and without the raw bytes that some of them are made of.
run_tests() { swift test --disable-xctest "$@" 2>&1 | LC_ALL=C grep -av ' started\.$' | tr -d '\000-\010\013-\037'; }

step "Tests"
swift build --build-tests
run_tests --skip-build

step "Tests under ThreadSanitizer"
run_tests --sanitize=thread --scratch-path .build-tsan --filter 'FastCGITests|LDAPTests'

step "A whole visit"
Tests/demo.sh --check

step "Memory over 20,000 logins"
Tests/Benchmarks/memory.sh 20000
