#!/bin/sh
# Installs jitsi-ldap-login on a Jitsi Meet host, or takes it away again. Run as root; `--help` says how.
# The chapters are in install/. A run that fails undoes itself.
set -eu

usage() {
    cat <<'EOF'
usage: systemd/install.sh [options]

  --binary FILE   install this program instead of building it (the host needs no Swift then)
  --host HOST     where Jitsi Meet answers; found by itself where there is one site
  --group GROUP   nginx's group, which may use the socket; found by itself
  --bounce        also lead everybody who opens a room without a token to the login
  --edit-site     add the include line to nginx's site file where it is missing, after a backup
  --yes           answer yes to every question (settings and secrets that exist are kept all the same)
  --remove        take everything away but the settings and secrets in /etc/jitsi/ldap-login
  --purge         with --remove: these as well
EOF
}

here=$(cd "$(dirname "$0")" && pwd)
program=/usr/local/bin/jitsi-ldap-login
config_folder=/etc/jitsi/ldap-login
units_folder=/etc/systemd/system

binary='' host='' socket_group=''
bounce=no edit_site=no assume_yes=no remove=no purge=no
while [ $# -gt 0 ]; do
    case $1 in
        --binary | --host | --group)
            [ $# -ge 2 ] || { usage >&2; exit 64; }
            case $1 in --binary) binary=$2 ;; --host) host=$2 ;; --group) socket_group=$2 ;; esac
            shift
            ;;
        --bounce) bounce=yes ;;
        --edit-site) edit_site=yes ;;
        --yes) assume_yes=yes ;;
        --remove) remove=yes ;;
        --purge) purge=yes ;;
        --help) usage; exit 0 ;;
        *) printf 'unknown: %s\n' "$1" >&2; usage >&2; exit 64 ;;
    esac
    shift
done

for chapter in talk undo host responder settings nginx advice remove; do
    # shellcheck source=/dev/null
    . "$here/install/$chapter.sh"
done
work=$journal/work
mkdir "$work"

[ "$(id -u)" -eq 0 ] || die "run this as root."
[ -d /run/systemd/system ] || die "systemd does not run here."
command -v nginx >/dev/null || die "there is no nginx here. This belongs on the host that serves Jitsi Meet."
if ! nginx_is_valid; then
    cat "$work/nginx" >&2
    die "nginx does not accept its configuration as it is. Put that right first; nothing was changed."
fi

if [ "$remove" = yes ]; then
    remove_all
    exit 0
fi
[ "$purge" = no ] || die "--purge goes with --remove."

find_host
find_socket_group
find_binary
install_libraries
systemctl --quiet is-active jitsi-ldap-login.service && responder_was_active=yes
systemctl --quiet is-enabled jitsi-ldap-login.service 2>/dev/null && responder_was_enabled=yes

install_settings
install_responder
passed=no
if settings_pass && ! example_stands; then
    passed=yes
elif [ "$bounce" = yes ]; then
    bounce=no
    warn "no bounce yet: it would lead everybody to a login that does not answer."
fi
install_nginx
[ "$passed" = no ] || start_responder
reload_nginx
print_jitsi_settings
print_next_steps
