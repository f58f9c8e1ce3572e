#!/usr/bin/env bash
# How long does a login take when directory servers die? Runs the shipped build behind nginx against two slapds with the
# same people, kills and stops them, and prints the time of a login as a browser sees it. Fails where a login takes longer
# than twice directory.timeout, or one dead server that is known costs 50 ms or more.
#   Tests/Benchmarks/failover.sh
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
. "$root/Tests/Support/packages.sh"
. "$root/Tests/Support/site.sh"

timeout=5 # directory.timeout as it is where nobody sets it, in seconds
need_swift
install_packages libfcgi-dev libldap-dev libssl-dev pkg-config slapd nginx openssl curl
release_build

# run_slapd NAME PORT: slapd with the database $site/NAME; its pid is in pid_NAME.
run_slapd() {
    PATH=$PATH:/usr/sbin slapd -d 0 -f "$site/$1.conf" -h "ldaps://127.0.0.1:$2" >"$site/$1.log" 2>&1 &
    printf -v "pid_$1" %s $!
    site_pids+=($!)
    until_ready "slapd $1" "$site/$1.log" listens "$2"
}

end() {
    kill -9 "$1"
    wait "$1" 2>/dev/null || true
}

# pause PID: stops a process, and waits until all of its threads have.
pause() {
    kill -STOP "$1"
    until ! grep -h '^State:' "/proc/$1/task/"*/status | grep -qv 'T (stopped)'; do sleep 0.01; done
}

# login: the seconds that one takes, and the status of its answer.
login() {
    curl -s -o "$site/answer" --cacert "$site/ca.pem" -w '%{time_total} %{http_code}\n' \
        -H "Origin: https://$site_host:$https_port" -b "$form_cookie" -d "form=$form_token" -d username=alice -d password=wonderland \
        "https://$site_host:$https_port/_login/to/Standup"
}

# row WHAT STATUS COUNT LIMIT: the median of COUNT logins, which all end with STATUS within LIMIT seconds.
row() {
    local times
    times=$(for ((number = 0; number < $3; number++)); do login; done)
    if ! awk -v status="$2" -v limit="$4" '$2 != status || $1 > limit { exit 1 }' <<<"$times"; then
        printf '%s: not as it must be (status %s within %s s):\n%s\n' "$1" "$2" "$4" "$times" >&2
        tail -n 5 "$site/responder.log" >&2
        exit 1
    fi
    median=$(sort -n <<<"$times" | awk '{ time[NR] = $1 } END { print time[int((NR + 1) / 2)] }')
    printf '%-62s %9.1f ms\n' "$1" "$(awk -v time="$median" 'BEGIN { print time * 1000 }')"
}

# back COUNT: waits until the log has said that often that a server answers again.
back() {
    local count=$1 start=$EPOCHREALTIME
    until [ "$(grep -c 'answers again, after' "$site/responder.log")" -ge "$count" ]; do sleep 0.05; done
    printf '%-62s %9.1f ms\n' "  it works again: taken back after" \
        "$(awk -v start="$start" -v now="$EPOCHREALTIME" 'BEGIN { print (now - start) * 1000 }')"
}

trap stop_site EXIT
new_site
start_directory 0
end "${site_pids[-1]}" # only its files are wanted: both servers get their own copy
unset 'site_pids[-1]'
for name in first second; do
    mkdir "$site/$name"
    cp "$site"/ldap/* "$site/$name/"
    sed -e "s|directory $site/ldap|directory $site/$name|" -e "s|slapd.pid|$name.pid|" "$site/slapd.conf" \
        >"$site/$name.conf"
done
first_port=$(free_port) second_port=$(free_port)
pid_first="" pid_second=""
run_slapd first "$first_port"
run_slapd second "$second_port"
# Read by start_responder.
# shellcheck disable=SC2034
directory_servers="\"ldaps://127.0.0.1:$first_port\", \"ldaps://127.0.0.1:$second_port\""
start_responder "$binary"
start_nginx "$root"

echo "directory.timeout ${timeout}s; the time of one login through nginx, medians of 21 where it says \"each\""
whole=$((2 * timeout + 1)) # a second for a busy machine
row "both servers alive, each" 303 21 1
healthy=$median
end "$pid_first"
row "first server killed, first login" 303 1 "$whole"
row "first server killed and known, each" 303 21 1
awk -v before="$healthy" -v now="$median" 'BEGIN { exit now - before >= 0.05 }' ||
    { echo "A dead server that is known costs 50 ms or more." >&2 && exit 1; }
run_slapd first "$first_port"
back 1
row "both alive again, each" 303 21 1
pause "$pid_first"
row "first server mute, first login" 303 1 "$((timeout + 1))"
row "first server mute and known, each" 303 21 1
kill -CONT "$pid_first"
back 2
pause "$pid_first"
pause "$pid_second"
row "both servers mute, first login" 503 1 "$whole"
row "both servers mute and known, one login" 503 1 "$whole"
kill -CONT "$pid_first" "$pid_second"
back 4
end "$pid_first"
end "$pid_second"
row "both servers killed, first login" 503 1 "$whole"
row "both servers killed and known, each" 503 21 1
