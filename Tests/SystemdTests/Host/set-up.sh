#!/bin/sh
# Makes the machine a Jitsi Meet host, as far as install.sh and nginx can see: set-up.sh SITE-FILE
# What programs say is shown only where they fail.
set -eu
host=meet.example.org
mkdir -p /etc/jitsi/meet /etc/prosody/conf.avail /usr/share/jitsi-meet/static
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 30 -subj "/CN=$host" \
    -addext "subjectAltName=DNS:$host" -keyout /etc/jitsi/meet/$host.key -out /etc/jitsi/meet/$host.crt 2>/tmp/openssl ||
    { cat /tmp/openssl >&2; exit 1; }
[ "$1" = site-2021.conf ] || mkdir /etc/jitsi/meet/jaas
echo 'var config = {};' >/etc/jitsi/meet/$host-config.js
echo '<!doctype html><title>Jitsi Meet</title>' >/usr/share/jitsi-meet/index.html
here=/repository/Tests/SystemdTests/Host
cp $here/prosody.cfg.lua /etc/prosody/conf.avail/$host.cfg.lua
cp "$here/$1" /etc/nginx/sites-available/$host.conf
ln -s ../sites-available/$host.conf /etc/nginx/sites-enabled/
rm -f /etc/nginx/sites-enabled/default
nginx -t 2>/tmp/nginx || { cat /tmp/nginx >&2; exit 1; }
systemctl restart nginx.service
