#!/usr/bin/env bash
# Two responders behind one upstream of nginx, by one configuration and the same keys, under load. One of them is killed
# again and again, then both in turn, and then one is gone for good: no visit fails.
#   Tests/Faults/several.sh [--quick]
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
. "$root/Tests/Faults/faults.sh"

fault several "$@"
directory_copies only
run_slapd only
# shellcheck disable=SC2034,SC2154
directory_servers="\"ldaps://127.0.0.1:$port_only\""
configure_responder
touch "$site/responder.log"

# activate NAME: a responder on $site/NAME.sock, which is held for it as systemd does.
activate() {
    mkdir -m 700 "$site/state-$1"
    STATE_DIRECTORY=$site/state-$1 python3 "$faults/activated.py" "$site/$1.sock" "$site/$1.pid" "$site/$1.log" \
        "$binary" serve --config "$site/config.yaml" 2>>"$site/activated.log" &
    printf -v "activated_$1" %s $!
    site_pids+=($!)
    until_ready "The responder $1" "$site/$1.log" is_ready "$1" 1
}
is_ready() { [ "$(grep -c '>ready' "$site/$1.log")" -ge "$2" ]; }
admitted() { grep -c 'outcome=admitted' "$site/$1.log" || true; }

activate first
activate second
mkdir -p "$site/kit/Tests/Support" "$site/kit/nginx"
cp "$root/Tests/Support/meeting.html" "$site/kit/Tests/Support/"
cp "$root"/nginx/*.conf "$site/kit/nginx/"
# As README.md, "Several responders", says.
sed -i "s|^    server unix:/run/jitsi-ldap-login/fastcgi.sock;|    server unix:$site/first.sock max_fails=0;\n    server unix:$site/second.sock max_fails=0;|" \
    "$site/kit/nginx/jitsi-ldap-login-http.conf"
start_nginx "$site/kit" 1000000
fetch_form

# What is asked of the visitors. Nobody signs out: what ends at one, the other knows a second later.
visitors=(--visitors 24 --mix "login=5,wrong=4")

# kills SECONDS PAUSE NAME…: in turn, each when the one before is there again, and some seconds have gone by.
kills() {
    local start=$SECONDS count=0 name before
    while [ $((SECONDS - start)) -lt "$1" ]; do
        for name in "${@:3}"; do
            before=$(grep -c '>ready' "$site/$name.log")
            kill -KILL "$(cat "$site/$name.pid")"
            count=$((count + 1))
            until_within 20 is_ready "$name" $((before + 1)) || { echo "$name did not come back." >&2 && return 1; }
            sleep "$2"
        done
    done
    echo "$count"
}

# nobody_failed WHAT: of the visitors that were called so.
nobody_failed() {
    visited "$1"
    expect "nobody was let in" test "$load_count_login" -gt 20
    expect "$load_unavailable visits got 503" test "$load_unavailable" -eq 0
}

seconds=$(pick 6 20)
visit one "${visitors[@]}"
count=$(kills "$seconds" 0.3 first)
nobody_failed one
row "one of two, SIGKILL $count times in $seconds s" "$load_count_login logins, no 503"

# A request is sent to each of them once; one that was refused may be held for two seconds at each.
visit turns "${visitors[@]}"
count=$(kills "$seconds" 2.5 first second)
nobody_failed turns
row "both in turn, SIGKILL $count times in $seconds s" "$load_count_login logins, no 503"
for name in first second; do expect "$name let nobody in" test "$(admitted "$name")" -gt 20; done

# Not even its socket listens.
visit gone "${visitors[@]}"
sleep 1
# shellcheck disable=SC2154
end TERM "$activated_first"
sleep "$(pick 3 10)"
nobody_failed gone
row "one of two stopped for good" "$load_count_login logins, no 503"
expect "something but the signals ended one: $(cat "$site/activated.log")" test ! -s "$site/activated.log"
verdict
