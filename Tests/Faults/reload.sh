#!/usr/bin/env bash
# SIGHUP with each kind of broken file, under load: the configuration before stays in force, the log says what is wrong and
# where, and no request fails. Then a good one is adopted.
#   Tests/Faults/reload.sh [--quick]
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
. "$root/Tests/Faults/faults.sh"

fault reload "$@"
start_directory 1000
further "  logo: logo.svg"
cp "$root/Tests/Support/meeting.html" "$site/page.html"
echo '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"/>' >"$site/logo.svg"
configure_responder
run_responder env
start_nginx "$root" 1000000
config=$site/config.yaml
cp -a "$site" "$site.good"
trap 'chmod -R u+rwX "$site"; rm -rf "$site.good"; stop_site' EXIT

# restore FILE: as it was.
restore() {
    rm -rf "${site:?}/$1"
    cp -a "$site.good/$1" "$site/$1"
}

# tells LINES: whether the log has said, after so many lines, what came of a reload.
tells() { tail -n "+$(($1 + 1))" "$site/responder.log" | grep -E '>(reloaded|not reloaded)'; }

# reload: the lines that the log got of it.
reload() {
    local before
    before=$(wc -l <"$site/responder.log")
    kill -HUP "$responder_pid"
    until_within 10 tells "$before" || wrong+=("nothing came of the reload")
    tail -n "+$((before + 1))" "$site/responder.log" | grep -v -e outcome= -e logout
}

# broken WHAT FILE PATTERN: FILE has been broken; what the log must say of it. Then FILE is as it was.
count=0
broken() {
    local said
    said=$(reload)
    count=$((count + 1))
    grep -q 'not reloaded: the configuration before stays in force' <<<"$said" || wrong+=("$1: was not refused: $said")
    grep -q -E -- "$3" <<<"$said" || wrong+=("$1: the log does not say so: $said")
    restore "$2"
}

visit broken --visitors 12 --mix login=6,wrong=1,session=1
printf 'listen: [\n' >>"$config"
broken "syntax" config.yaml 'config.yaml.*problem=.*[0-9]+:[0-9]+'
printf 'colour: blue\n' >>"$config"
broken "an unknown key" config.yaml 'problem=.*colour'
sed -i 's/^  organisation:/  organization:/' "$config"
broken "a key that is mistyped" config.yaml 'problem=.*organization.*organisation'
rm "$site/secrets/app-secret"
broken "a missing secret" secrets/app-secret 'problem=.*secrets/app-secret'
printf short >"$site/secrets/app-secret"
broken "a short secret" secrets/app-secret 'problem=.*token'
chmod 644 "$site/secrets/ldap-password"
broken "a secret that others can read" secrets/ldap-password 'problem=.*secrets/ldap-password'
printf 'rubbish\n' >"$site/secrets/session-key"
broken "a session key that is none" secrets/session-key 'problem=.*session'
if [ "$(id -u)" -ne 0 ]; then
    chmod 000 "$config"
    broken "an unreadable file" config.yaml 'config.yaml.*problem='
fi
rm "$config"
broken "no file" config.yaml 'config.yaml.*problem='
rm "$config"
ln -s loop "$site/loop"
ln -s loop "$config"
broken "a link that leads nowhere" config.yaml 'config.yaml.*problem='
: >"$config"
broken "an empty file" config.yaml 'config.yaml.*problem='
rm "$config"
mkdir "$config"
broken "a folder in its place" config.yaml 'config.yaml.*problem='
rm "$config"
mkfifo "$config"
broken "a pipe in its place" config.yaml 'config.yaml.*problem='
yes 'pages: {organisation: Example School}' | head -c 100000000 >"$config" || true
broken "a file of 100 MB" config.yaml 'config.yaml.*problem='
head -c 5000 /dev/urandom >"$config"
broken "random bytes" config.yaml 'config.yaml.*problem='
printf 'rubbish\n' >"$site/ca.pem"
broken "a certificate file that is none" ca.pem 'ca.pem'
rm "$site/ca.pem"
broken "no certificate file" ca.pem 'ca.pem'
head -c 5000 /dev/urandom >"$site/logo.svg"
broken "a logo that is none" logo.svg 'problem=.*logo'
head -c 1000000 /dev/zero >"$site/logo.svg"
broken "a huge logo" logo.svg 'problem=.*logo'
visited broken
expect "nobody was let in" test "$load_count_login" -gt 20
row "$count broken files" "each refused, each with its reason"

visit good --visitors 12 --mix login=6,wrong=1,session=1
sed -i 's/organisation: Example School/organisation: Another School/' "$config"
said=$(reload)
grep -q '>reloaded' <<<"$said" || wrong+=("a good file was refused: $said")
name=$(curl --silent --max-time 20 --cacert "$site/ca.pem" "https://$site_host:$https_port/_login/to/Room" |
    grep -c 'Another School' || true)
expect "the good file is not in force" test "$name" -gt 0
visited good
row "a good file"
verdict
