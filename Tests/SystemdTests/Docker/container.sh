#!/bin/sh
# The web container of docker-jitsi-meet as far as nginx can tell, on the paths of the image and without Docker:
# container.sh GENERATION CONFIG, in mount namespaces of its own.
#
#   rootless   since stable-11146 (June 2026): a read-only root, /run in memory, everything as user and group 1000,
#              settings copied from /config at the start
#   rooted     before: started by root, workers are www-data, settings in /config itself
set -eu
generation=$1 config=$2
here=$(cd "$(dirname "$0")" && pwd)
root=/mnt/web

mkdir -p $root
mount -t tmpfs -o mode=755 tmpfs $root
cd $root
mkdir usr etc dev proc run config tmp var var/lib var/lib/nginx var/log var/log/nginx
ln -s usr/bin usr/sbin usr/lib usr/lib64 .
for folder in usr etc; do
    mount --bind /$folder $folder
    mount -o remount,bind,ro $folder
done
for folder in dev proc; do mount --rbind /$folder $folder; done
mount --bind "$config/web" config
if [ "$generation" = rootless ]; then mount -t tmpfs -o mode=1750,uid=1000,gid=1000 tmpfs run; fi

# The volumes of our override file, as Docker mounts them: the host's folder is made where it is not there.
sed -n 's/^ *- \(\/[^:]*\):\([^:]*\):ro$/\1 \2/p' /repository/nginx/docker-compose.override.yml |
    while read -r source target; do
        mkdir -p "$source" ".$target"
        mount --bind "$source" ".$target"
        mount -o remount,bind,ro ".$target"
    done

# fill_in SETTINGS USER TEMPORARY PLAIN TLS: what the image makes of its templates at every start.
fill_in() {
    mkdir -p ".$1/nginx/site-confs"
    for file in nginx.conf meet.conf default; do
        sed "s|@SETTINGS@|$1|g; s|@KEYS@|/config/keys|g; s|@USER@|$2|; s|@TEMPORARY@|$3|; s|@PLAIN@|$4|; s|@TLS@|$5|" \
            "$here/$file" >".$1/nginx/$file"
    done
    mv ".$1/nginx/default" ".$1/nginx/site-confs/default"
    echo 'var config = {};' >".$1/config.js"
}

if [ "$generation" = rootless ]; then
    mkdir -p run/web/config run/web/tmp
    cp -r config/. run/web/config
    fill_in /run/web/config "" /run/web/tmp 8000 8443
    chown -R 1000:1000 run/web
    mount -o remount,bind,ro $root
    exec chroot --userspec=1000:1000 --groups= $root nginx -c /run/web/config/nginx/nginx.conf
fi
fill_in /config "user www-data;" /var/lib/nginx 80 443
exec chroot $root nginx -c /config/nginx/nginx.conf
