# shellcheck shell=bash
# A whole private site on loopback: slapd over LDAPS, the responder, nginx with our drop-in over TLS, and a page that
# stands in for Jitsi Meet. Sourced by demo.sh and the benchmarks; everything lives in $site and ends with stop_site.

site=""
site_pids=()
site_host=localhost
base_dn="dc=example,dc=org"

# release_build: the program as it ships, in $binary: built, or the one that $JITSI_LDAP_LOGIN_BINARY names.
release_build() {
    binary=${JITSI_LDAP_LOGIN_BINARY:-}
    [ -z "$binary" ] || return 0
    # shellcheck disable=SC2154
    swift build --package-path "$root" -c release --static-swift-stdlib --scratch-path "$root/.build-release" \
        --product jitsi-ldap-login
    binary=$root/.build-release/release/jitsi-ldap-login
}

new_site() {
    site=$(mktemp -d /tmp/jll-site-XXXXXX)
    chmod 755 "$site"
    mkdir "$site/ldap" "$site/data" "$site/nginx" "$site/jaas" "$site/meet" "$site/secrets"
    chmod 700 "$site/secrets"
}

# stop_site: ends what was started, by pid, the newest first.
stop_site() {
    local index
    for ((index = ${#site_pids[@]} - 1; index >= 0; index--)); do
        # What a signal ends has a status that would end this, too.
        if kill "${site_pids[index]}" 2>/dev/null; then wait "${site_pids[index]}" 2>/dev/null || true; fi
    done
    site_pids=()
    [ -z "$site" ] || rm -rf "$site"
}

# free_port: a loopback port that nobody listens on, below the kernel's ephemeral range.
free_port() {
    local port
    while :; do
        port=$((15000 + RANDOM % 16000))
        (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || { echo "$port" && return; }
    done
}

# until_ready WHAT LOG COMMAND…: waits at most 20 s until COMMAND succeeds.
until_ready() {
    local what=$1 log=$2 tries
    shift 2
    for ((tries = 0; tries < 200; tries++)); do
        "$@" >/dev/null 2>&1 && return 0
        sleep 0.1
    done
    echo "$what did not start:" >&2
    tail -n 20 "$log" >&2
    return 1
}

listens() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# certificate NAME SUBJECT-ALT-NAME: $site/NAME.pem and .key, signed by the site's own authority.
certificate() {
    local curve="-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes"
    if [ ! -e "$site/ca.pem" ]; then
        # shellcheck disable=SC2086
        openssl req -x509 $curve -days 30 -subj "/CN=Private test CA" \
            -keyout "$site/ca.key" -out "$site/ca.pem" 2>/dev/null
    fi
    # shellcheck disable=SC2086
    openssl req $curve -subj "/CN=$1" -keyout "$site/$1.key" -out "$site/$1.csr" 2>/dev/null
    openssl x509 -req -in "$site/$1.csr" -CA "$site/ca.pem" -CAkey "$site/ca.key" -CAcreateserial -days 30 \
        -extfile <(printf 'basicConstraints=CA:FALSE\nsubjectAltName=%s\n' "$2") -out "$site/$1.pem" 2>/dev/null
}

# A JPEG of 16 x 16 pixels, in base64.
picture=/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABsSFBcUERsXFhceHBsgKEIrKCUlKFE6PTBCYFVlZF9VXVtqeJmBanGQc1tdhbWGkJ6jq62rZ4C8
picture+=ybqmx5moq6T/2wBDARweHigjKE4rK06kbl1upKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKT/wAAR
picture+=CAAQABADASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAABAX/xAAXEAADAQAAAAAAAAAAAAAAAAAAAwRh/8QAFQEBAQAAAAAAAAAAAAAAAAAA
picture+=AAH/xAAXEQADAQAAAAAAAAAAAAAAAAAAAgQD/9oADAMBAAIRAxEAPwCYqbBapsFqmwYqbCvsJaD/2Q==

# person UID NAME PASSWORD [LINE…]: an LDIF entry, with further lines.
person() {
    cat <<LDIF
dn: uid=$1,ou=people,$base_dn
objectClass: inetOrgPerson
uid: $1
cn:: $(printf %s "$2" | base64 -w0)
sn:: $(printf %s "${2##* }" | base64 -w0)
displayName:: $(printf %s "$2" | base64 -w0)
mail: $1@example.org
userPassword: $3
$([ $# -le 3 ] || printf '%s\n' "${@:4}")

LDIF
}

# numbered_people COUNT: LDIF entries of user1, user2 and so on, with the passwords secret1, secret2 …
numbered_people() {
    awk -v count="$1" -v base="ou=people,$base_dn" 'BEGIN {
        for (number = 1; number <= count; number++)
            printf "dn: uid=user%d,%s\nobjectClass: inetOrgPerson\nuid: user%d\ncn: User %d\nsn: %d\n" \
                "displayName: User %d\nmail: user%d@example.org\nuserPassword: secret%d\n\n",
                number, base, number, number, number, number, number, number
    }'
}

# start_directory [PEOPLE]: slapd on $ldap_port with a handful of people, and as many numbered ones as asked for; with the
# entries of the file $further_entries, and $further_slapd at the end of its configuration.
start_directory() {
    local people=${1:-0} number
    certificate directory "IP:127.0.0.1"
    ldap_port=$(free_port)
    cat >"$site/slapd.conf" <<CONF
include /etc/ldap/schema/core.schema
include /etc/ldap/schema/cosine.schema
include /etc/ldap/schema/nis.schema
include /etc/ldap/schema/inetorgperson.schema
modulepath /usr/lib/ldap
moduleload back_mdb
pidfile $site/slapd.pid
TLSCACertificateFile $site/ca.pem
TLSCertificateFile $site/directory.pem
TLSCertificateKeyFile $site/directory.key
database mdb
suffix "$base_dn"
directory $site/ldap
maxsize 1073741824
index objectClass,uid,mail,member,uniqueMember,memberUid eq
access to attrs=userPassword by anonymous auth by * none
access to * by dn.exact="cn=jitsi,$base_dn" read by * none
${further_slapd:-}
CONF
    {
        cat <<LDIF
dn: $base_dn
objectClass: domain
dc: example

dn: cn=jitsi,$base_dn
objectClass: organizationalRole
objectClass: simpleSecurityObject
cn: jitsi
userPassword: directory-reader

dn: ou=people,$base_dn
objectClass: organizationalUnit
ou: people

dn: ou=groups,$base_dn
objectClass: organizationalUnit
ou: groups

LDIF
        person alice "Alice Ahrens" wonderland "jpegPhoto:: $picture"
        person bob "Bob Brandt" builder
        person zoe "Zoë Müller" "grüße an alle"
        person carol "Carol Christ" outside
        numbered_people "$people"
        cat <<LDIF
dn: cn=moderators,ou=groups,$base_dn
objectClass: groupOfNames
cn: moderators
member: uid=alice,ou=people,$base_dn

dn: cn=meetings,ou=groups,$base_dn
objectClass: groupOfNames
cn: meetings
member: uid=alice,ou=people,$base_dn
member: uid=bob,ou=people,$base_dn
member: uid=zoe,ou=people,$base_dn
LDIF
        for ((number = 1; number <= people; number++)); do echo "member: uid=user$number,ou=people,$base_dn"; done
        [ -z "${further_entries:-}" ] || { echo && cat "$further_entries"; }
    } >"$site/people.ldif"
    PATH=$PATH:/usr/sbin slapadd -q -f "$site/slapd.conf" -l "$site/people.ldif"
    PATH=$PATH:/usr/sbin slapd -d 0 -f "$site/slapd.conf" -h "ldaps://127.0.0.1:$ldap_port" >"$site/slapd.log" 2>&1 &
    site_pids+=($!)
    until_ready slapd "$site/slapd.log" listens "$ldap_port"
}

# configure_responder [WORKERS]: secrets, and config.yaml with $further_settings at its end. It uses the directory of
# start_directory, or those of $directory_servers: quoted addresses with commas in between.
configure_responder() {
    https_port=${https_port:-$(free_port)}
    printf directory-reader >"$site/secrets/ldap-password"
    openssl rand -base64 48 | tr -d '\n' >"$site/secrets/app-secret"
    openssl rand -base64 32 >"$site/secrets/session-key"
    chmod 600 "$site"/secrets/*
    cat >"$site/config.yaml" <<YAML
meet:
  url: https://$site_host:$https_port
listen:
  socket: fastcgi.sock
  group: "$(id -g)"
  workers: ${1:-16}
token:
  app-id: meet
  secret-file: secrets/app-secret
directory:
  kind: openldap
  servers: [${directory_servers:-"ldaps://127.0.0.1:$ldap_port"}]
  ca-file: ca.pem
  bind: {dn: "cn=jitsi,$base_dn", password-file: secrets/ldap-password}
  users:
    base: ou=people,$base_dn
    attributes: {avatar: jpegPhoto}
access:
  allow:
    - cn=meetings,ou=groups,$base_dn
  moderators:
    - cn=moderators,ou=groups,$base_dn
session:
  key-file: secrets/session-key
pages:
  organisation: Example School
${further_settings:-}
YAML
}

# start_responder BINARY [WORKERS]: the responder on $site/fastcgi.sock, for https://$site_host:$https_port.
start_responder() {
    configure_responder "${2:-16}"
    "$1" check --config "$site/config.yaml" >"$site/check.log" 2>&1 || { cat "$site/check.log" >&2 && return 1; }
    "$1" serve --config "$site/config.yaml" 2>"$site/responder.log" &
    responder_pid=$!
    site_pids+=("$responder_pid")
    until_ready "The responder" "$site/responder.log" test -S "$site/fastcgi.sock"
}

# fetch_form: what a browser sends with a form besides what is typed: the cookie and the token of a login page, in
# form_cookie (NAME=VALUE) and form_token. They are good for every form and some hours; wrk's scripts find them in their
# environment.
fetch_form() {
    curl --silent --show-error --max-time 20 --cacert "$site/ca.pem" --dump-header "$site/form.head" --output "$site/form.html" \
        "https://$site_host:$https_port/_login/to/A-page-for-its-form" || return 1
    form_cookie=$(sed -n 's/^[Ss]et-[Cc]ookie: \(__Host-jitsi-ldap-login-form=[^;]*\).*/\1/p' "$site/form.head")
    form_token=$(sed -n 's/.*name="form" value="\([^"]*\)".*/\1/p' "$site/form.html")
    export form_cookie form_token
    if [ -z "$form_cookie" ] || [ -z "$form_token" ]; then
        echo "The login page has no form that could be sent." >&2
        return 1
    fi
}

# start_nginx ROOT [RATE]: nginx on $https_port with the drop-ins of ROOT/nginx and a stand-in for Jitsi Meet. RATE
# replaces the drop-in's limit of requests a second: a load generator is one address. Where the responder answers by then,
# fetch_form has been called.
start_nginx() {
    certificate meet "DNS:localhost,DNS:$site_host,IP:127.0.0.1"
    cp "$1/Tests/Support/meeting.html" "$site/meet/index.html"
    echo 'var config = {};' >"$site/meet/config.js"
    local file
    for file in "$1"/nginx/*.conf; do
        sed -e "s/meet\.example\.org/$site_host/g" -e "s|/run/jitsi-ldap-login/fastcgi.sock|$site/fastcgi.sock|g" \
            -e "s|rate=200r/s|rate=${2:-200}r/s|" "$file" >"$site/nginx/$(basename "$file")"
    done
    cat >"$site/nginx.conf" <<CONF
daemon off;
$([ "$(id -u)" -ne 0 ] || echo "user root;")
worker_processes 1;
pid $site/nginx.pid;
error_log $site/nginx-error.log warn;
events { worker_connections 4096; }
http {
    include /etc/nginx/mime.types;
    access_log off;
    client_body_temp_path $site/nginx/body;
    proxy_temp_path $site/nginx/proxy;
    fastcgi_temp_path $site/nginx/fastcgi;
    uwsgi_temp_path $site/nginx/uwsgi;
    scgi_temp_path $site/nginx/scgi;
    include $site/nginx/jitsi-ldap-login-http.conf;
    server {
        listen 127.0.0.1:$https_port ssl;
        server_name $site_host;
        ssl_certificate $site/meet.pem;
        ssl_certificate_key $site/meet.key;
        root $site/meet;
        ssi on;
        ssi_types application/x-javascript application/javascript;
        index index.html;
        include $site/nginx/[0-9]*.conf;
        location ~ ^/([^/?&:'"]+)\$ { try_files \$uri @root_path; }
        location @root_path { rewrite ^/(.*)\$ / break; }
        location ~ ^/([^/?&:'"]+)/(.*)\$ { rewrite ^/([^/?&:'"]+)/(.*)\$ /\$2; }
    }
}
CONF
    PATH=$PATH:/usr/sbin nginx -p "$site" -e "$site/nginx-error.log" -c "$site/nginx.conf" >"$site/nginx.log" 2>&1 &
    site_pids+=($!)
    until_ready nginx "$site/nginx-error.log" listens "$https_port"
    [ ! -S "$site/fastcgi.sock" ] || fetch_form
}
