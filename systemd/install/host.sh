# What there is to know about this machine: the host's name, nginx's group, Prosody's settings.

# Sets host: by --host, else the one that Jitsi's files are named for.
find_host() {
    if [ -z "$host" ]; then
        candidates=$(for file in /etc/jitsi/meet/*-config.js; do
            [ ! -e "$file" ] || basename "$file" -config.js
        done)
        # Jitsi's own answer to "which host?" at its installation, where the files do not say.
        [ -n "$candidates" ] || candidates=$(debconf_answer jitsi-videobridge/jvb-hostname)
        case $(printf '%s' "$candidates" | wc -w) in
            1) host=$candidates ;;
            0) die "no Jitsi Meet found in /etc/jitsi/meet. Name its host with --host." ;;
            *)
                candidates=$(printf '%s' "$candidates" | tr '\n' ' ')
                die "several sites in /etc/jitsi/meet: $candidates. Choose one with --host."
                ;;
        esac
    fi
    case $host in
        *[!A-Za-z0-9.-]* | .* | -* | *..*) die "'$host' is not the name of a host." ;;
    esac
    host=$(printf '%s' "$host" | tr '[:upper:]' '[:lower:]')
    say "Host: $host"
}

# debconf_answer QUESTION: nothing where it was never asked, or debconf is not there.
debconf_answer() {
    command -v debconf-communicate >/dev/null || return 0
    printf 'GET %s\n' "$1" | debconf-communicate 2>/dev/null | sed -n 's/^0 //p'
}

# Sets socket_group: that of nginx's workers, which alone may connect.
find_socket_group() {
    [ -z "$socket_group" ] || return 0
    worker=$(nginx -T 2>/dev/null | sed -n 's/^[[:space:]]*user[[:space:]][[:space:]]*\([^;]*\);.*/\1/p' | head -n 1)
    # "user NAME;" or "user NAME GROUP;"
    # shellcheck disable=SC2086
    set -- ${worker:-www-data}
    socket_group=${2:-$(id -gn "$1" 2>/dev/null || echo www-data)}
}

# prosody KEY: a setting of the host in Prosody's configuration; nothing where it is not there.
prosody() {
    if [ ! -r "$prosody_file" ]; then return 0; fi
    perl "$here/install/prosody-settings.pl" "$prosody_file" "$host" "$1"
}

find_prosody_file() {
    prosody_file=
    for file in "/etc/prosody/conf.avail/$host.cfg.lua" "/etc/prosody/conf.d/$host.cfg.lua"; do
        if [ -r "$file" ]; then prosody_file=$file && break; fi
    done
}
