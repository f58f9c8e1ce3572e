# nginx: the http-level file, the drop-ins, and the site's line that includes them.

http_file=/etc/nginx/conf.d/jitsi-ldap-login-http.conf
drop_ins=/etc/jitsi/meet/jaas
login_file=$drop_ins/jitsi-ldap-login-10-login.conf
bounce_file=$drop_ins/jitsi-ldap-login-20-bounce.conf

nginx_is_valid() { nginx -t >"$work/nginx" 2>&1; }

install_nginx() {
    sources=$(dirname "$here")/nginx
    for name in jitsi-ldap-login-http.conf 10-login.conf 20-bounce.conf; do
        sed "s/meet\.example\.org/$host/g" "$sources/$name" >"$work/$name"
    done
    put "$work/jitsi-ldap-login-http.conf" "$http_file" 644
    put "$work/10-login.conf" "$login_file" 644
    # A bounce that is there already is kept up to date.
    if [ "$bounce" = yes ] || [ -e "$bounce_file" ]; then put "$work/20-bounce.conf" "$bounce_file" 644; fi
    look_at_site
    if ! nginx_is_valid; then
        cat "$work/nginx" >&2
        die "nginx does not accept this. Its words stand above."
    fi
}

# Every file that nginx reads virtual hosts from, once, by its real name.
site_files() {
    for file in /etc/nginx/sites-enabled/* /etc/nginx/conf.d/*.conf; do
        [ ! -f "$file" ] || readlink -f "$file"
    done | sort -u
}

# Finds the site of the host and whether it includes the drop-ins; --edit-site puts the line in.
look_at_site() {
    found=no
    site_files >"$work/sites"
    while read -r file; do
        # shellcheck disable=SC2046
        set -- $(perl "$here/install/nginx-site.pl" "$host" "$file" 2>/dev/null || echo none)
        case $1 in
            included) found=yes ;;
            late)
                found=yes
                warn "$file:$2 includes the drop-ins behind locations, where a bounce never matches.
  Move that line up to line $3."
                ;;
            missing)
                found=yes
                if [ "$edit_site" = yes ]; then
                    perl "$here/install/nginx-site.pl" --insert "$host" "$file" >"$work/site"
                    back_up "$file"
                    write "$work/site" "$file" "$(stat -c %a "$file")"
                    say "Edited: $file:$2"
                else
                    warn "$file does not include the drop-ins, so nothing of this is seen yet. Add above line $2
  ($file:$2, before all locations), or run this again with --edit-site:
      include /etc/jitsi/meet/jaas/*.conf;"
                fi
                ;;
        esac
    done <"$work/sites"
    [ "$found" = yes ] || warn "no server block for $host found in /etc/nginx. The one that serves Jitsi Meet needs,
  before all locations: include /etc/jitsi/meet/jaas/*.conf;"
}

reload_nginx() {
    if systemctl --quiet is-active nginx.service; then systemctl reload nginx.service; fi
}
