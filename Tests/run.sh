#!/usr/bin/env bash
# Test it: installs what is missing, builds, and runs everything. Needs Swift, and sudo where not root.
set -euo pipefail
cd "$(dirname "$0")/.."
. Tests/Support/packages.sh

need_swift
install_packages libfcgi-dev libldap-dev libssl-dev pkg-config openssl curl python3 python3-jwt \
    nginx slapd ldap-utils prosody chromium chromium-driver socat systemd systemd-container debootstrap

step() { printf '\n== %s\n' "$1"; }

step "Format"
swift format lint --strict --recursive Sources Tests Package.swift

step "Release build, as it ships"
swift build -c release --static-swift-stdlib --scratch-path .build-release --product jitsi-ldap-login
JITSI_LDAP_LOGIN_BINARY=$(swift build -c release --static-swift-stdlib --scratch-path .build-release --show-bin-path)/jitsi-ldap-login
export JITSI_LDAP_LOGIN_BINARY

step "Tests"
swift build --build-tests
swift test --skip-build

step "Tests under ThreadSanitizer"
swift test --sanitize=thread --scratch-path .build-tsan --filter 'FastCGITests|LDAPTests'

step "A whole visit"
Tests/demo.sh --check
