# Takes everything away that install.sh brought; settings and secrets only with --purge.

remove_all() {
    if [ "$purge" = yes ] && ! ask "Delete $config_folder with its secrets, and what the responder keeps?"; then
        die "nothing was changed."
    fi
    take_away "$bounce_file"
    take_away "$login_file"
    take_away "$http_file"
    line_was_ours=no
    site_files >"$work/sites"
    while read -r file; do
        perl "$here/install/nginx-site.pl" --delete "${host:-none}" "$file" >"$work/site"
        if ! cmp -s "$work/site" "$file"; then
            write "$work/site" "$file" "$(stat -c %a "$file")"
            say "Edited: $file (the line added before is gone)"
            line_was_ours=yes
        fi
    done <"$work/sites"
    if ! nginx_is_valid; then
        cat "$work/nginx" >&2
        die "nginx does not accept its configuration without these files."
    fi
    reload_nginx
    # A site file that did not include the folder did not come with one either.
    [ "$line_was_ours" = no ] || rmdir "$drop_ins" 2>/dev/null || true

    stop_all
    for unit in jitsi-ldap-login.socket jitsi-ldap-login@.socket jitsi-ldap-login.service jitsi-ldap-login@.service; do
        take_away "$units_folder/$unit"
    done
    take_away "$program"
    systemctl daemon-reload
    if [ "$purge" = yes ]; then
        rm -rf -- "$config_folder" "$units_folder"/jitsi-ldap-login*.d \
            /var/lib/jitsi-ldap-login* /var/lib/private/jitsi-ldap-login*
        say "Removed: $config_folder and all state"
    else
        say "Kept: $config_folder (--purge deletes it)"
    fi
}

# The units, those of several sites included. systemd removes the sockets, not the folders around them.
stop_all() {
    instances=$(
        systemctl list-units --all --plain --no-legend 'jitsi-ldap-login@*' | sed 's/ .*//'
        for link in "$units_folder"/*.wants/jitsi-ldap-login@*; do [ ! -L "$link" ] || basename "$link"; done
    )
    # Sockets first, so that no visitor starts a service again.
    for kind in socket service; do
        for unit in jitsi-ldap-login.$kind $(printf '%s\n' "$instances" | grep "\.$kind\$" | sort -u); do
            systemctl --quiet disable --now "$unit" 2>/dev/null || true
            systemctl reset-failed "$unit" 2>/dev/null || true
        done
    done
    rmdir /run/jitsi-ldap-login /run/jitsi-ldap-login-* 2>/dev/null || true
}
