# Every change goes through here, so that a run that fails can take all of them back.

journal=$(mktemp -d)
entries=0
units_changed=no
responder_restarted=no
responder_was_active=no
responder_was_enabled=no

# note KIND PATH: the newest entry is undone first.
note() {
    entries=$((entries + 1))
    printf '%s %s %s\n' "$1" "$entries" "$2" >>"$journal/list"
}

# remember PATH: before it is changed, made or removed.
remember() {
    if [ -e "$1" ] || [ -L "$1" ]; then
        note restore "$1"
        cp -a -- "$1" "$journal/$entries"
    else
        note remove "$1"
    fi
}

# make_folder PATH [MODE]: with its parents; a folder that exists stays as it is.
make_folder() {
    [ ! -d "$1" ] || return 0
    make_folder "$(dirname "$1")"
    note rmdir "$1"
    mkdir -m "${2:-755}" -- "$1"
}

# write SOURCE TARGET MODE: in one step, so that nobody ever sees half a file, or a secret that others can read.
write() {
    make_folder "$(dirname "$2")"
    remember "$2"
    rm -f -- "$2.new"
    install -m "$3" -- "$1" "$2.new"
    mv -f -T -- "$2.new" "$2"
}

# put SOURCE TARGET MODE: asks before it overwrites; what was there in /etc stays in the backup folder.
put() {
    if [ -e "$2" ]; then
        if cmp -s -- "$1" "$2"; then return 0; fi
        kept=
        case $2 in /etc/*) kept=" What you changed in it is then in $config_folder/backup." ;; esac
        if ! ask "$2 exists and is another. Overwrite it?$kept"; then
            say "Kept: $2"
            return 0
        fi
        case $2 in /etc/*) back_up "$2" ;; esac
    fi
    write "$1" "$2" "$3"
    say "Installed: $2"
}

# back_up PATH: a copy that stays, outside of every folder that nginx or systemd reads.
back_up() {
    make_folder "$config_folder/backup" 700
    backup=$config_folder/backup/$(basename "$1").$(date +%Y%m%d-%H%M%S)
    remember "$backup"
    cp -a -- "$1" "$backup"
    say "Backup: $backup"
}

# take_away PATH: a file, or nothing where it is not there.
take_away() {
    if [ -e "$1" ] || [ -L "$1" ]; then
        remember "$1"
        rm -f -- "$1"
        say "Removed: $1"
    fi
}

undo() {
    [ -e "$journal/list" ] || return 0
    if [ "$responder_restarted" = yes ] && [ "$responder_was_active" = no ]; then
        systemctl stop jitsi-ldap-login.socket jitsi-ldap-login.service 2>/dev/null || true
        rmdir /run/jitsi-ldap-login 2>/dev/null || true
    fi
    if [ "$responder_restarted" = yes ] && [ "$responder_was_enabled" = no ]; then
        systemctl --quiet disable jitsi-ldap-login.service jitsi-ldap-login.socket 2>/dev/null || true
    fi
    tac "$journal/list" | while read -r kind entry path; do
        case $kind in
            restore) rm -f -- "$path" && cp -a -- "$journal/$entry" "$path" ;;
            remove) rm -f -- "$path" "$path.new" ;;
            rmdir) rmdir -- "$path" 2>/dev/null || warn "$path is not empty and stays" ;;
        esac
    done
    [ "$units_changed" = no ] || systemctl daemon-reload
    if [ "$responder_restarted" = yes ] && [ "$responder_was_active" = yes ]; then
        systemctl restart jitsi-ldap-login.service || true
    fi
    say "Undone: every file is as it was before." >&2
}

# The end of every run, good or bad.
finish() {
    trap - EXIT
    [ "$1" -eq 0 ] || undo
    rm -rf -- "$journal"
    exit "$1"
}
trap 'finish $?' EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM
