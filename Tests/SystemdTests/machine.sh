#!/usr/bin/env bash
# A Debian with a real systemd, in a container of the test's own. Needs root, debootstrap and systemd-nspawn.
#
#   machine.sh image                  builds the root image where it is not there yet (a minute), prints its path
#   machine.sh boot EXCHANGE OWNER    boots a throw-away copy of it until the file EXCHANGE/stop is there, this script
#                                     gets SIGTERM, or the process OWNER is gone. REPOSITORY is /repository inside.
#
# The machine runs each file EXCHANGE/NAME.command by sh, in turn, and leaves NAME.out, NAME.err and, last,
# NAME.status with the exit status. It has a loopback of its own, so that no port is shared with anybody.
set -euo pipefail

suite=bookworm
# What a Jitsi host has anyway (nginx, procps, perl, openssl), the libraries of the responder, curl to visit it, and for
# it to ask a directory and a name server, which tests start.
packages=systemd,systemd-sysv,dbus,procps,nginx,openssl,curl,libfcgi0ldbl,libldap-2.5-0,libssl3,slapd,dnsmasq-base
cache=/var/cache/jitsi-ldap-login-tests
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
repository=$(cd "$here/../.." && pwd)

image() {
    local root mirror
    root=$cache/$suite-$({ echo "$packages"; cat "$here/agent.sh"; } | sha256sum | cut -c1-12)
    mkdir -p "$cache"
    exec 9>"$cache/lock"
    flock 9
    if [[ ! -d $root ]]; then
        rm -rf "$cache"/making
        # The mirror that this machine itself uses.
        mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 'Origin: Debian' \
            "Codename: $suite" 2>/dev/null | head -n 1 || true)
        debootstrap --variant=minbase --include="$packages" "$suite" "$cache/making" ${mirror:+"$mirror"} \
            >"$cache/debootstrap.log" 2>&1 || { tail -n 20 "$cache/debootstrap.log" >&2; return 1; }
        rm -rf "$cache"/making/{usr/share/{doc,man,locale},var/cache/apt,var/lib/apt/lists}
        install -m 755 "$here/agent.sh" "$cache/making/usr/local/sbin/agent"
        cat >"$cache/making/etc/systemd/system/agent.service" <<'UNIT'
[Unit]
Description=Runs the commands of the test outside
[Service]
ExecStart=/usr/local/sbin/agent
[Install]
WantedBy=multi-user.target
UNIT
        mkdir -p "$cache/making/etc/systemd/system/multi-user.target.wants"
        ln -s /dev/null "$cache/making/etc/systemd/system/slapd.service"
        ln -s ../agent.service "$cache/making/etc/systemd/system/multi-user.target.wants/agent.service"
        mv "$cache/making" "$root"
    fi
    exec 9>&-
    printf '%s\n' "$root"
}

boot() {
    local exchange=$1 owner=$2 root
    root=$(image)
    # Namespaces of its own: what is mounted is seen by nobody else, and when the first process in there ends, the
    # kernel ends all others, the machine's systemd included, which would outlive systemd-nspawn otherwise.
    unshare --mount --propagation private --pid --fork --kill-child --mount-proc \
        "$here/machine.sh" inside "$root" "$exchange" </dev/null &
    machine=$!  # not local: the trap at the end sees it
    trap 'kill -KILL "$machine" 2>/dev/null || true' EXIT
    trap 'exit 0' TERM INT
    while [[ ! -e $exchange/stop ]] && kill -0 "$machine" 2>/dev/null && kill -0 "$owner" 2>/dev/null; do
        sleep 0.1
    done
}

inside() {
    local root=$1 exchange=$2 machine=$2/machine
    mkdir -p "$machine"
    mount -t tmpfs tmpfs "$machine"
    mkdir "$machine"/{changes,work,root}
    mount -t overlay overlay \
        -o "lowerdir=$root,upperdir=$machine/changes,workdir=$machine/work" "$machine/root"
    # Where systemd does not run outside, there is no scope to move the machine into.
    local keep=()
    [[ -d /run/systemd/system ]] || keep=(--keep-unit)
    systemd-nspawn --quiet --directory="$machine/root" --machine="$(basename "$exchange")" --register=no \
        "${keep[@]}" --private-network --console=pipe --bind="$exchange:/exchange" \
        --bind-ro="$repository:/repository" --boot
}

"$@"
