# What this program does not change itself: Prosody's and jicofo's settings.

print_jitsi_settings() {
    cat <<EOF

Prosody, ${prosody_file:-/etc/prosody/conf.avail/$host.cfg.lua}:

    VirtualHost "$host"
        authentication = "token"
        app_id = "…"                     -- token.app-id in $config_folder/config.yaml
        app_secret = "…"                 -- what is in $config_folder/app-secret
        allow_empty_token = false

    Component "conference.$host" "muc"
        modules_enabled = { …, "token_verification", "token_affiliation" }

    then: systemctl restart prosody
EOF
    if [ ! -e /usr/share/jitsi-meet/prosody-plugins/mod_token_affiliation.lua ]; then
        cat <<'EOF'
    token_affiliation is not among this Jitsi Meet's modules (it is since stable-10978): take it from
    jitsi-contrib, where it is called token_affiliation_legacy now.
EOF
    fi
    if [ -e /etc/jitsi/jicofo/jicofo.conf ] || [ ! -e /etc/jitsi/jicofo/sip-communicator.properties ]; then
        cat <<'EOF'

jicofo, so that moderators come by token and not by arrival:

    hocon -f /etc/jitsi/jicofo/jicofo.conf set jicofo.conference.enable-auto-owner false
    and no "authentication" block in that file; then: systemctl restart jicofo
EOF
    else
        cat <<'EOF'

jicofo, so that moderators come by token and not by arrival, in /etc/jitsi/jicofo/sip-communicator.properties:

    delete the line org.jitsi.jicofo.auth.URL=…
    add    org.jitsi.jicofo.DISABLE_AUTO_OWNER=true
    then: systemctl restart jicofo
EOF
    fi
}

print_next_steps() {
    say ""
    if [ "$passed" = no ]; then
        say "Not started yet. Left to do:"
        left_to_fill_in | sed 's/^/    /'
        sed 's/^/    check: /' "$work/check"
        say "Then run this again, or:"
        say "    $program check && systemctl enable --now jitsi-ldap-login.socket jitsi-ldap-login.service"
    else
        say "Try a login:          $program try-login USER"
        say "See the page:         https://$host/_login?room=Test"
        say "See what does not fit: $program check --jitsi"
    fi
    if [ ! -e "$bounce_file" ]; then
        say "Lead everybody there: run this again with --bounce"
    fi
}
