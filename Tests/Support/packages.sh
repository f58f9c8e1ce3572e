# shellcheck shell=bash
# Installs the Debian packages that are named and missing; sourced by run.sh, demo.sh and the benchmarks.

# as_root COMMAND…: with sudo only where we are not root.
as_root() {
    if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi
}

# disable_services PACKAGE…: what these would start at the next boot, they shall not either.
disable_services() {
    local name services=()
    command -v systemctl >/dev/null || return 0
    for name in "$@"; do
        case $name in
            slapd | nginx | prosody | php*-fpm) services+=("$name") ;;
            samba) services+=(smbd nmbd samba-ad-dc) ;;
        esac
    done
    [ ${#services[@]} -eq 0 ] || as_root systemctl disable --quiet "${services[@]}" >/dev/null 2>&1 || true
}

# install_packages NAME…: quiet; what apt-get says is shown only where it fails.
install_packages() {
    local missing=() name log
    for name in "$@"; do
        dpkg-query -W -f='${db:Status-Status}' "$name" 2>/dev/null | grep -qx installed || missing+=("$name")
    done
    [ ${#missing[@]} -gt 0 ] || return 0
    echo "Installing ${missing[*]} …"
    log=$(mktemp)
    # Debian starts a server as soon as it is installed. Ours are private to the tests: no second slapd or nginx
    # shall run on this machine because of them.
    local policy=/usr/sbin/policy-rc.d own_policy=""
    if [ ! -e "$policy" ]; then
        own_policy=yes
        printf '#!/bin/sh\nexit 101\n' | as_root tee "$policy" >/dev/null && as_root chmod 755 "$policy"
    fi
    local result=0
    if ! { as_root apt-get update &&
        as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "${missing[@]}"; } \
        >"$log" 2>&1 </dev/null; then
        tail -n 20 "$log" >&2
        echo "apt-get could not install: ${missing[*]}" >&2
        result=1
    fi
    [ -z "$own_policy" ] || as_root rm -f "$policy"
    [ $result -ne 0 ] || disable_services "${missing[@]}"
    rm -f "$log"
    return $result
}

# need_swift: the one thing that Debian does not have.
need_swift() {
    command -v swift >/dev/null && return 0
    echo "Swift 6.2 or newer is needed and not in PATH. See swift.org/install/linux, then run this again." >&2
    return 1
}
