#!/bin/sh
# Makes the machine a Docker host as nginx/README.md says: set-up.sh GENERATION [GROUP]
# The responder runs under systemd, its nginx files are in docker-jitsi-meet's ${CONFIG}, the host has no nginx.
set -eu
generation=$1 group=${2:-}
host=meet.example.org
config=/srv/jitsi-meet-cfg
systemctl disable --quiet --now nginx.service

# The responder.
install -m 755 /exchange/jitsi-ldap-login /usr/local/bin/
cp /repository/systemd/jitsi-ldap-login.service /repository/systemd/jitsi-ldap-login.socket /etc/systemd/system/
mkdir -p /etc/jitsi/ldap-login
sed "s|https://CHANGE-ME|https://$host|; s|app-id: CHANGE-ME|app-id: meet|; s|# subject: .*|subject: meet.jitsi|
    s|ldaps://CHANGE-ME|ldap://127.0.0.1:3890|; s|kind: CHANGE-ME|kind: openldap|; s|CHANGE-ME|dc=school,dc=test|" \
    /repository/systemd/config.yaml >/etc/jitsi/ldap-login/config.yaml
umask 077
head -c 32 /dev/urandom | base64 >/etc/jitsi/ldap-login/app-secret
head -c 32 /dev/urandom | base64 >/etc/jitsi/ldap-login/session-key
echo 'the password' >/etc/jitsi/ldap-login/ldap-password
umask 022
if [ -n "$group" ]; then
    mkdir -p /etc/systemd/system/jitsi-ldap-login.socket.d
    printf '[Socket]\nExecStartPost=/bin/chgrp %s /run/jitsi-ldap-login/fastcgi.sock\n' "$group" \
        >/etc/systemd/system/jitsi-ldap-login.socket.d/docker.conf
fi
systemctl daemon-reload

# What docker-jitsi-meet has there, and what is ours.
mkdir -p $config/web/keys $config/web/nginx-custom $config/web/nginx/site-confs /usr/share/jitsi-meet/static
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 30 -subj "/CN=$host" \
    -keyout $config/web/keys/cert.key -out $config/web/keys/cert.crt 2>/dev/null
chown 1000:1000 $config/web/keys/cert.key
cat >/usr/share/jitsi-meet/index.html <<'PAGE'
<html><head><!--#include virtual="/plugin.head.html" --></head><body>the meeting page</body></html>
PAGE
echo '<meta name=own content="<!--# echo var="subdir" default="none" -->">' >/usr/share/jitsi-meet/plugin.head.html
cp /repository/nginx/jitsi-ldap-login-http.conf $config/web/nginx/site-confs/00-jitsi-ldap-login-http.conf
for name in 10-login 20-bounce; do
    sed 's|^#access_log .*|access_log /dev/stdout jitsi_ldap_login;|' /repository/nginx/$name.conf \
        >$config/web/nginx-custom/jitsi-ldap-login-$name.conf
done

# The container, which may come before the responder, as at boot.
touch /var/log/web.log
chown 1000 /var/log/web.log
systemd-run --quiet --unit=web --property=PrivateMounts=yes --property=StandardOutput=append:/var/log/web.log \
    --property=StandardError=append:/var/log/web.log \
    sh /repository/Tests/SystemdTests/Docker/container.sh "$generation" $config
