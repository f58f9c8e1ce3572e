# shellcheck shell=bash
# The three that run.sh measures, side by side on one site: ours, the bare C responder, the PHP script; and the requests that
# are sent to them. Sourced after site.sh, with $root and $binary set; everything lives in $site and ends with stop_site.

# shellcheck disable=SC2154
benchmarks=$root/Tests/Benchmarks
bare_host=bare.localhost
php_fpm=/usr/sbin/php-fpm8.2
bare_pid="" php_pid=""

# compile NAME LIBRARY…: $site/bin/NAME of Rivals or Load. Swift's compiler for C: nothing more has to be installed.
compile() {
    local source
    mkdir -p "$site/bin"
    for source in "$benchmarks"/{Rivals,Load}/"$1.c"; do
        [ ! -e "$source" ] || clang -O2 -std=c17 -Wall -Wextra -Werror -o "$site/bin/$1" "$source" "${@:2}"
    done
}

# shipped_settings FILE WORKERS SOCKET: config.yaml as it is shipped, filled in for the site. Changed besides is what it says of
# refusals: a load generator is one address, and refuses its people often. They are counted all the same.
shipped_settings() {
    sed -e "s|url: https://CHANGE-ME|url: https://$site_host:$https_port|" \
        -e "s|app-id: CHANGE-ME|app-id: meet|" -e "s|kind: CHANGE-ME|kind: openldap|" \
        -e "s|ldaps://CHANGE-ME|ldaps://127.0.0.1:$ldap_port|" -e "s|# ca-file: .*|ca-file: $site/ca.pem|" \
        -e "s|dn: cn=jitsi,ou=services,CHANGE-ME|dn: cn=jitsi,$base_dn|" -e "s|base: ou=people,CHANGE-ME|base: ou=people,$base_dn|" \
        -e "s|workers: 16|workers: $2|" -e "s|# socket: .*|socket: $3|" -e "s|# group: www-data|group: \"$(id -g)\"|" \
        -e "s|^# throttle:|throttle: {address: {refused: 1000000}, account: {tries: 100, window: 1m}}\n&|" \
        "$root/systemd/config.yaml" >"$1"
    "$binary" check --config "$1" >"$site/check.log" 2>&1 || { cat "$site/check.log" >&2 && return 1; }
}

# start_ours [WORKERS]: in its shipped configuration, with the secrets where that looks for them, and its log as under systemd.
start_ours() {
    [ -d "$site/state" ] || mkdir -m 700 "$site/state"
    cp "$site"/secrets/* "$site/"
    shipped_settings "$site/config.yaml" "${1:-16}" fastcgi.sock
    STATE_DIRECTORY=$site/state python3 "$root/Tests/Benchmarks/journal.py" "$site/responder.log" \
        "$binary" serve --config "$site/config.yaml" &
    responder_pid=$!
    site_pids+=("$responder_pid")
    until_ready "The responder" "$site/responder.log" test -S "$site/fastcgi.sock"
}

# end_ours: by SIGTERM, as systemd does.
end_ours() {
    kill "$responder_pid"
    wait "$responder_pid" || true
    local index
    for index in "${!site_pids[@]}"; do
        [ "${site_pids[index]}" != "$responder_pid" ] || unset "site_pids[index]"
    done
    site_pids=("${site_pids[@]}")
}

# site_with_rivals: nginx with our drop-ins. They answer the bare responder's host, too, so that nginx does the same for both;
# PHP has a location as sites have it.
site_with_rivals() {
    mkdir -p "$site/kit/Tests/Support" "$site/kit/nginx"
    cp "$root/Tests/Support/meeting.html" "$site/kit/Tests/Support/"
    cp "$root"/nginx/*.conf "$site/kit/nginx/"
    sed -i "s|^    meet\.example\.org  jitsi_ldap_login;.*|&\n    $bare_host  bare;|" "$site/kit/nginx/jitsi-ldap-login-http.conf"
    grep -q "$bare_host" "$site/kit/nginx/jitsi-ldap-login-http.conf" || { echo "nginx's map has changed" >&2 && return 1; }
    printf 'upstream bare { server unix:%s; keepalive 32; }\n' "$site/bare.sock" >>"$site/kit/nginx/jitsi-ldap-login-http.conf"
    cat >"$site/nginx/00-benchmark.conf" <<CONF
keepalive_requests 100000000;
location ^~ /login.php {
    include /etc/nginx/fastcgi_params;
    fastcgi_param SCRIPT_FILENAME $site/php/login.php;
    fastcgi_pass unix:$site/php.sock;
}
CONF
    start_nginx "$site/kit" 1000000
}

# capture_page: our login page as the rivals send it, too: the same headers and the same bytes.
capture_page() {
    curl --silent --show-error --fail --cacert "$site/ca.pem" --dump-header "$site/page.head" --output "$site/page.html" \
        -H "Accept-Language: en" "https://$site_host:$https_port/_login/to/Room"
    sed -e 1d -e '/^\(server\|date\|connection\|transfer-encoding\): /Id' "$site/page.head" >"$site/page.fcgi"
    cat "$site/page.html" >>"$site/page.fcgi"
    # For the table.
    # shellcheck disable=SC2034
    page_bytes=$(wc -c <"$site/page.html")
}

# bare_environment: what bare.c and pairs.c read.
bare_environment() {
    export LDAPTLS_CACERT=$site/ca.pem BENCH_LDAP_URL=ldaps://127.0.0.1:$ldap_port BENCH_BASE=ou=people,$base_dn
    export BENCH_SERVICE_DN=cn=jitsi,$base_dn BENCH_SERVICE_PASSWORD=directory-reader
    BENCH_SECRET=$(cat "$site/secrets/app-secret") BENCH_MEET=https://$site_host:$https_port
    export BENCH_SECRET BENCH_MEET
}

start_bare() {
    "$site/bin/bare" "$site/bare.sock" 16 "$site/page.fcgi" 2>"$site/bare.log" &
    bare_pid=$!
    site_pids+=("$bare_pid")
    until_ready "The bare responder" "$site/bare.log" test -S "$site/bare.sock"
}

# php_pool FILE SOCKET: 8 children, as in the issue's figures; all else as Debian has it.
php_pool() {
    cat >"$1" <<CONF
[global]
error_log = $site/php.log
daemonize = no
[login]
$([ "$(id -u)" -ne 0 ] || printf 'user = www-data\ngroup = www-data\n')
listen = $2
listen.mode = 0666
pm = static
pm.max_children = 8
env[LDAPTLS_CACERT] = $site/ca.pem
CONF
}

start_php() {
    mkdir -p "$site/php"
    cp "$benchmarks/Rivals/login.php" "$site/page.html" "$site/php/"
    cat >"$site/php/config.php" <<PHP
<?php
const LDAP_URL = 'ldaps://127.0.0.1:$ldap_port';
const SERVICE_DN = 'cn=jitsi,$base_dn';
const SERVICE_PASSWORD = 'directory-reader';
const BASE = 'ou=people,$base_dn';
const APP_SECRET = '$(cat "$site/secrets/app-secret")';
const MEET = 'https://$site_host:$https_port';
const PAGE = '$site/php/page.html';
PHP
    php_pool "$site/php.conf" "$site/php.sock"
    "$php_fpm" --nodaemonize --fpm-config "$site/php.conf" 2>"$site/php-fpm.log" &
    php_pid=$!
    site_pids+=("$php_pid")
    until_ready php-fpm "$site/php.log" test -S "$site/php.sock"
}

# pids_of SYSTEM: the processes that answer, with commas in between.
pids_of() {
    case $1 in
        ours) echo "$responder_pid" ;;
        bare) echo "$bare_pid" ;;
        php) echo "$php_pid$(sed -e 's/ *$//' -e 's/^\(.\)/,\1/' -e 's/ /,/g' "/proc/$php_pid/task/$php_pid/children")" ;;
    esac
}

# --- Requests, as a browser sends them: a line with the length in front of each (Load/load.c)

# requests FILE SYSTEM KIND COUNT: KIND is login, refused or page; all three get the same but for host and path.
requests() {
    local host=$site_host:$https_port path=/_login/to/Room
    case $2 in
        bare) host=$bare_host:$https_port ;;
        php) path=/login.php/Room ;;
    esac
    LC_ALL=C awk -v kind="$3" -v count="$4" -v host="$host" -v path="$path" -v origin="https://$site_host:$https_port" \
        -v cookie="$form_cookie" -v token="$form_token" "$browser_lines"'
        BEGIN {
            for (number = 1; number <= count; number++) {
                if (kind == "page") {
                    whole = head("GET", path number "?lang=en", host) "\r\n"
                } else {
                    body = "username=user" number "&password=" (kind == "refused" ? "wrong" : "secret" number) "&form=" token
                    whole = head("POST", path number "?lang=en", host) "Origin: " origin "\r\nCookie: " cookie \
                        "\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: " length(body) "\r\n\r\n" body
                }
                printf "%d\n%s", length(whole), whole
            }
        }' >"$1"
}

browser_lines='function head(method, path, host) {
    return method " " path " HTTP/1.1\r\nHost: " host "\r\nUser-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Firefox/140.0" \
        "\r\nAccept: text/html,application/xhtml+xml;q=0.9,*/*;q=0.8\r\nAccept-Language: en\r\nAccept-Encoding: identity" \
        "\r\nSec-Fetch-Dest: document\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Site: same-origin\r\n"
}'

# session_requests COUNT: visits of people who have signed in, for ours and for the bare responder.
session_requests() {
    local number cookies mac
    for ((number = 1; number <= $1; number++)); do
        curl --silent --show-error --output /dev/null --dump-header "$site/session.head" --cacert "$site/ca.pem" --cookie "$form_cookie" \
            -H "Origin: https://$site_host:$https_port" -d "form=$form_token" -d "username=user$number" \
            -d "password=secret$number" "https://$site_host:$https_port/_login/to/First"
        # With all cookies that the login has set.
        cookies=$(sed -n '/[Mm]ax-[Aa]ge=0/d; s/^[Ss]et-[Cc]ookie: \(__Host-[^;]*\).*/\1/p' "$site/session.head" | tr '\n' ';')
        mac=$(printf 'user%d' "$number" | openssl dgst -sha256 -hmac "$BENCH_SECRET" -r)
        printf '%s\t%s\t%s\n' "$number" "$form_cookie; ${cookies//;/; }" "pass=user$number.${mac%% *}"
    done >"$site/sessions"
    grep -q '__Host-jitsi-ldap-login=' "$site/sessions" || { echo "A login has set no session." >&2 && return 1; }
    for number in ours bare; do
        LC_ALL=C awk -F '\t' -v who="$number" -v own="$site_host:$https_port" -v bare="$bare_host:$https_port" "$browser_lines"'{
            whole = head("GET", "/_login/to/Room" $1 "?lang=en", who == "ours" ? own : bare) \
                "Cookie: " (who == "ours" ? $2 : $3) "\r\n\r\n"
            printf "%d\n%s", length(whole), whole
        }' "$site/sessions" >"$site/session.$number"
    done
}
