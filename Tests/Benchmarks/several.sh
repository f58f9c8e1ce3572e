#!/usr/bin/env bash
# Several responders of one site behind one upstream of nginx: do two let in twice as many people as one? What keeps one of
# them back here is that its workers wait for a directory 20 ms away; then that is taken away, until the machine or the
# directory itself is the limit. Fails where logins do not grow with the responders.
#   Tests/Benchmarks/several.sh
set -Eeuo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
. "$root/Tests/Support/packages.sh"
. "$root/Tests/Support/site.sh"
. "$root/Tests/Benchmarks/rivals.sh"

[ $# -eq 0 ] || { echo "usage: $0" >&2 && exit 64; }
trip=0.02
workers=8
numbers=(1 2 4)

need_swift
install_packages libfcgi-dev libldap-dev libssl-dev pkg-config slapd nginx openssl curl python3
release_build

trap stop_site EXIT
trap 'exit 130' INT TERM
ulimit -n "$(ulimit -Hn)"
new_site
compile load -lssl -lcrypto
compile pairs -lldap -llber -pthread
start_directory 2000
https_port=$(free_port)
far_port=$(free_port)
python3 "$benchmarks/far.py" "$far_port" "$ldap_port" "$trip" "$site/far.figures" 2>"$site/far.log" &
site_pids+=($!)
until_ready "The relay" "$site/far.log" listens "$far_port"
near_port=$ldap_port

responders=()
# serve NUMBER PORT: so many responders, who reach the directory by that port, and nginx knows all of them.
serve() {
    local number servers="" pid
    for pid in ${responders[@]+"${responders[@]}"}; do
        kill "$pid"
        wait "$pid" || true
    done
    responders=()
    ldap_port=$2
    configure_responder "$workers"
    sed -i "/avatar: jpegPhoto/d; /^access:/,/^session:/{/^session:/!d}" "$site/config.yaml"
    echo "throttle: {address: {refused: 1000000}, account: {tries: 100, window: 1m}}" >>"$site/config.yaml"
    for ((number = 1; number <= $1; number++)); do
        sed "s|socket: fastcgi.sock|socket: fastcgi-$number.sock|" "$site/config.yaml" >"$site/config-$number.yaml"
        python3 "$benchmarks/journal.py" "$site/responder-$number.log" "$binary" serve --config "$site/config-$number.yaml" &
        responders+=($!)
        until_ready "The responder $number" "$site/responder-$number.log" test -S "$site/fastcgi-$number.sock"
        servers+="server unix:$site/fastcgi-$number.sock max_fails=0; "
    done
    site_pids+=("${responders[@]}")
    [ -e "$site/nginx.pid" ] || return 0
    sed -i "/^upstream jitsi_ldap_login {/,/^}/{s|^    server .*|    $servers|}" "$site/nginx/jitsi-ldap-login-http.conf"
    kill -HUP "$(cat "$site/nginx.pid")"
    sleep 1
}

# rates PORT WORDS: logins a second with each number of responders; in $rate, by number.
declare -A rate=()
rates() {
    local number figures
    for number in "${numbers[@]}"; do
        serve "$number" "$1"
        fetch_form
        requests "$site/login" ours login 2000
        "$site/bin/load" "$https_port" "$site/login" 64 1 >/dev/null
        figures=$("$site/bin/load" "$https_port" "$site/login" 64 3 --expect 303)
        [ "$(sed -n 's/^answers=//p' <<<"$figures")" = "$(sed -n 's/^status_303=//p' <<<"$figures")" ] ||
            { echo "Not everybody was let in: $figures" >&2 && return 1; }
        rate[$number]=$(sed -n 's/^rate=//p' <<<"$figures")
        printf '%-44s %11s %10.0f %10.2f\n' "$2" "$number" "${rate[$number]}" \
            "$(awk -v one="${rate[1]}" -v now="${rate[$number]}" 'BEGIN { print now / one }')"
    done
}

serve 1 "$far_port"
# What start_nginx names, and looks for.
ln -s fastcgi-1.sock "$site/fastcgi.sock"
start_nginx "$root" 1000000
bare_environment
printf '%d workers each, 64 visitors at once.\n' "$workers"
printf '%-44s %11s %10s %10s\n' "the directory" responders logins/s "of one's"
failed=()
rates "$far_port" "a round trip of $(awk -v trip="$trip" 'BEGIN { print trip * 1000 }') ms away"
awk -v one="${rate[1]}" -v two="${rate[2]}" -v four="${rate[4]}" 'BEGIN { exit !(two > 1.7 * one && four > 3 * one) }' ||
    failed+=("logins do not grow with the responders")
rates "$near_port" "on this machine"
ldap_port=$near_port
bare_environment
printf '%-44s %11s %10.0f\n' "by libldap alone, 32 at once" "-" "$("$site/bin/pairs" 2000 32 2 | sed -n 's/^rate=//p')"
awk -v one="${rate[1]}" -v two="${rate[2]}" 'BEGIN { exit !(two > 0.75 * one) }' ||
    failed+=("two responders let in fewer than one where the machine is the limit")
if [ ${#failed[@]} -gt 0 ]; then
    printf 'FAILED: %s\n' "${failed[@]}" >&2
    exit 1
fi
