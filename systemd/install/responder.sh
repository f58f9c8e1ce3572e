# The program, its libraries and its units.

# Sets binary: by --binary, else built from this repository.
find_binary() {
    if [ -z "$binary" ]; then
        repository=$(dirname "$here")
        [ -e "$repository/Package.swift" ] || die "there is nothing to build here. Name the program with --binary."
        command -v swift >/dev/null || die "Swift is not on this machine, or not in root's PATH.
  Build as the user who has it, or on another machine with the same release of the operating system:
      swift build -c release --static-swift-stdlib --product jitsi-ldap-login
  and name the result (.build/release/jitsi-ldap-login) with --binary."
        install_build_packages
        say "Building. This takes some minutes."
        swift build --package-path "$repository" --scratch-path "$repository/.build-release" \
            -c release --static-swift-stdlib --product jitsi-ldap-login
        binary=$repository/.build-release/release/jitsi-ldap-login
    fi
    [ -f "$binary" ] || die "$binary is not there."
}

# What the build wants besides Swift.
install_build_packages() {
    packages=
    for package in libfcgi-dev libldap-dev libssl-dev pkg-config; do
        [ "$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null)" = installed ] ||
            packages="$packages $package"
    done
    [ -n "$packages" ] || return 0
    say "Installing to build:$packages"
    # shellcheck disable=SC2086
    apt-get install -y --no-install-recommends $packages || die "apt-get could not install$packages."
}

# package_of LIBRARY: its names in Debian and Ubuntu, newest release first.
package_of() {
    case $1 in
        libfcgi.so.0) echo libfcgi0t64 libfcgi0ldbl ;;
        libldap.so.2 | liblber.so.2) echo libldap2 ;;
        libldap-2.5.so.0 | liblber-2.5.so.0) echo libldap-2.5-0 ;;
        libldap-2.4.so.2 | libldap_r-2.4.so.2 | liblber-2.4.so.2) echo libldap-2.4-2 ;;
        libcrypto.so.3 | libssl.so.3) echo libssl3t64 libssl3 ;;
        libcrypto.so.1.1 | libssl.so.1.1) echo libssl1.1 ;;
        libstdc++.so.6) echo libstdc++6 ;;
        libgcc_s.so.1) echo libgcc-s1 ;;
    esac
}

missing_libraries() { ldd "$binary" 2>/dev/null | sed -n 's/^[[:space:]]*\([^ ]*\) => not found$/\1/p'; }

# The C libraries that the program wants and that are not there.
install_libraries() {
    if ldd "$binary" 2>&1 | grep -q 'version .* not found'; then
        die "$binary was built for a newer release of the operating system. Build it on this release."
    fi
    packages=
    for library in $(missing_libraries); do
        for package in $(package_of "$library"); do
            if apt-cache show "$package" >/dev/null 2>&1; then
                packages="$packages $package"
                break
            fi
        done
    done
    if [ -n "$packages" ]; then
        say "Installing libraries:$packages"
        # shellcheck disable=SC2086
        apt-get install -y --no-install-recommends $packages || die "apt-get could not install$packages."
    fi
    missing=$(missing_libraries)
    # shellcheck disable=SC2086
    [ -z "$missing" ] || die "libraries are missing:" $missing \
        "- they belong to another release of the operating system. Build the program on this release."
}

install_responder() {
    put "$binary" "$program" 755
    for unit in jitsi-ldap-login.socket jitsi-ldap-login@.socket \
        jitsi-ldap-login.service jitsi-ldap-login@.service; do
        sed "s/^SocketGroup=.*/SocketGroup=$socket_group/" "$here/$unit" >"$work/$unit"
        put "$work/$unit" "$units_folder/$unit" 644
    done
    units_changed=yes
    systemctl daemon-reload
}

# Whether the responder accepts its settings; what it says goes to the file check.
settings_pass() { "$program" check --config "$config_folder/config.yaml" >"$work/check" 2>&1; }

# Starts it, with the new program where the old one runs. systemd waits for its READY=1.
start_responder() {
    responder_restarted=yes
    systemctl --quiet enable jitsi-ldap-login.socket jitsi-ldap-login.service
    systemctl start jitsi-ldap-login.socket || die "the socket does not start: journalctl -u jitsi-ldap-login.socket"
    # The unit tries again for ever; one minute of that is enough to know.
    if ! timeout 60 systemctl restart jitsi-ldap-login.service; then
        journalctl --no-pager -n 20 -u jitsi-ldap-login.service >&2 || true
        die "the responder does not start. What it said stands above."
    fi
    say "Running: jitsi-ldap-login.service"
}
