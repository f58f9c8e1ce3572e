#!/usr/bin/env bash
# An Active Directory domain controller, Debian's Samba, for SambaDomain.swift. Needs root: LDAP's ports are low.
#
#   samba.sh FOLDER ADDRESS OWNER    makes the domain in FOLDER (samba-domain.py says what lies there already) and serves
#                                    it on the loopback address ADDRESS, until standard input ends, this script gets
#                                    SIGTERM, or the process OWNER is gone. Then FOLDER is removed.
set -euo pipefail

folder=$1 address=$2 owner=$3
[[ $folder == /tmp/jll-?????? ]] || { echo "$folder is not a temporary folder of the tests" >&2; exit 2; }
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
PATH=$PATH:/usr/sbin:/sbin
umask 077
server=""

# Nothing of root's may stay: whoever ran the tests could not remove it.
finish() {
    if [[ -n $server ]] && kill -KILL "$server" 2>/dev/null; then wait "$server" 2>/dev/null || true; fi
    rm -rf "$folder"
}
trap finish EXIT
trap 'exit 0' TERM INT HUP

# Samba takes no key that is not its own.
chown root: "$folder/directory.key"
chmod 600 "$folder/directory.key"
# Debian's own Python: Samba's modules are built for it.
/usr/bin/python3 "$here/samba-domain.py" "$folder" "$address" </dev/null
echo "The domain is made."
# One process, which ends by itself at the end of its standard input: so even where this script is killed.
samba --interactive --model=single --configfile="$folder/smb.conf" <&0 &
server=$!
while kill -0 "$server" 2>/dev/null && kill -0 "$owner" 2>/dev/null; do sleep 0.2; done
