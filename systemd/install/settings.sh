# config.yaml and the secrets. What exists is never overwritten here, not even with --yes.

install_settings() {
    make_folder "$config_folder"
    find_prosody_file
    [ -z "$prosody_file" ] || say "Prosody: $prosody_file"
    install_app_secret
    install_session_key
    if [ -e "$config_folder/config.yaml" ]; then
        say "Kept: $config_folder/config.yaml"
    else
        write_config
    fi
}

# The secret that Prosody checks tokens with; from Prosody's own file, else from debconf.
install_app_secret() {
    (umask 077 && prosody app_secret >"$work/app-secret")
    [ -s "$work/app-secret" ] ||
        (umask 077 && debconf_answer jitsi-meet-tokens/appsecret >"$work/app-secret")
    if [ -e "$config_folder/app-secret" ]; then
        say "Kept: $config_folder/app-secret"
        if [ -s "$work/app-secret" ] && [ "$(cat "$work/app-secret")" != "$(cat "$config_folder/app-secret")" ]; then
            warn "$config_folder/app-secret is not the app_secret that Prosody has."
        fi
    elif [ -s "$work/app-secret" ]; then
        write "$work/app-secret" "$config_folder/app-secret" 600
        say "Installed: $config_folder/app-secret"
    fi
}

# 32 random bytes, base64: it seals the addresses of photos.
install_session_key() {
    if [ -e "$config_folder/session-key" ]; then
        say "Kept: $config_folder/session-key"
    else
        (umask 077 && head -c 32 /dev/urandom | base64 >"$work/session-key")
        write "$work/session-key" "$config_folder/session-key" 600
        say "Installed: $config_folder/session-key"
    fi
}

# The commented file, with what Jitsi's own files tell.
write_config() {
    app_id=$(prosody app_id)
    [ -n "$app_id" ] || app_id=$(debconf_answer jitsi-meet-tokens/appid)
    # Tokens are checked against the accepted issuers where Prosody has such a list.
    issuer=$(prosody asap_accepted_issuers | head -n 1)
    if [ -n "$issuer" ] && [ "$issuer" != '*' ]; then app_id=$issuer; fi
    audience=$(prosody asap_accepted_audiences | head -n 1)
    subject=$(prosody xmpp-domain)
    algorithm=$(prosody signature_algorithm)
    if [ -z "$algorithm" ] && [ -n "$(prosody asap_key_server)$(prosody cache_keys_url)" ]; then algorithm=RS256; fi

    set -- "meet.url=https://$host" "token.subject=${subject:-$host}"
    [ -z "$app_id" ] || set -- "$@" "token.app-id=$app_id"
    if [ -n "$audience" ] && [ "$audience" != '*' ]; then set -- "$@" "token.audience=$audience"; fi
    [ -z "$algorithm" ] || set -- "$@" "token.algorithm=$algorithm"
    if secret_is_short "${algorithm:-HS256}"; then
        set -- "$@" token.allow-short-secret=true
        warn "Prosody's app_secret is shorter than ${algorithm:-HS256} wants: whoever has one token can try to guess it.
  Better: a new one (openssl rand -hex 32) in $config_folder/app-secret and as app_secret in Prosody,
  and allow-short-secret: false in $config_folder/config.yaml."
    fi
    perl "$here/install/fill-in.pl" "$@" <"$here/config.yaml" >"$work/config.yaml"
    write "$work/config.yaml" "$config_folder/config.yaml" 644
    say "Installed: $config_folder/config.yaml"
}

# RFC 7518, 3.2: a key at least as long as the hash.
secret_is_short() {
    [ -s "$config_folder/app-secret" ] || return 1
    length=$(printf '%s' "$(cat "$config_folder/app-secret")" | wc -c)
    case $1 in
        HS256) [ "$length" -lt 32 ] ;;
        HS384) [ "$length" -lt 48 ] ;;
        HS512) [ "$length" -lt 64 ] ;;
        *) return 1 ;;
    esac
}

# What only the administrator knows, one line each.
left_to_fill_in() {
    config=$config_folder/config.yaml
    grep -n '^[^#]*CHANGE-ME' "$config" | sed "s|^\([0-9]*\):[[:space:]]*|$config:\1: |" || true
    if [ ! -s "$config_folder/ldap-password" ] && grep -Eq '^([^#]*[[:space:]{,])?dn:' "$config"; then
        say "$config_folder/ldap-password: the password of the account that searches the directory (mode 0600)"
    fi
    if [ ! -s "$config_folder/ldap-client-key" ] && grep -Eq '^([^#]*[[:space:]{,])?certificate-file:' "$config"; then
        say "$config_folder/ldap-client-key: the private key of certificate-file, PEM (mode 0600)"
    fi
    if [ ! -s "$config_folder/app-secret" ] && ! grep -q '^[[:space:]]*algorithm:[[:space:]]*RS' "$config"; then
        say "$config_folder/app-secret: the app_secret of Prosody (mode 0600)"
    fi
    say "$config: access: moderators, the groups whose members moderate"
}

example_stands() { grep -q '^[^#]*CHANGE-ME' "$config_folder/config.yaml"; }
