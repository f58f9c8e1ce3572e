# shellcheck shell=bash
# What the scripts of this folder share: the site, the visitors, the verdict. Sourced, with $root set; then
#   fault NAME "$@"     the options, the packages, the program, a new site that goes with the script
#   visit / visited     visitors begin, and end: their figures are in $load_…
#   expect, row         what has to hold, and a line of the table for what was seen
# Every script takes --quick, which CI runs: less of the same. Where $JLL_FAULTS_TABLE names a file, the rows go there too.

# shellcheck disable=SC2154
faults=$root/Tests/Faults
. "$root/Tests/Support/packages.sh"
. "$root/Tests/Support/site.sh"

quick="" fault="" wrong=() all_wrong=0
binary="" responder_pid=""
# What visitors.py has counted and measured, in seconds; the scripts read it.
# shellcheck disable=SC2034
{
    load_requests=0 load_failed=0 load_unavailable=0 load_unexplained=0 load_resent=0 load_early=0 load_again=0
    load_count_login=0 load_count_wrong=0 load_last_unavailable=0
    load_slowest=0 load_slowest_page=0 load_slowest_login=0
    load_page_p50=0 load_page_p99=0 load_login_p50=0 load_login_p99=0
}

# fault NAME [--quick]
fault() {
    fault=$1
    shift
    case "${1:-}" in
        "") ;;
        --quick) quick=yes ;;
        *) echo "usage: $0 [--quick]" >&2 && exit 64 ;;
    esac
    need_swift
    install_packages libfcgi-dev libldap-dev libssl-dev pkg-config slapd nginx openssl curl python3 util-linux
    release_build
    trap stop_site EXIT
    trap 'exit 130' INT TERM
    new_site
}

# pick QUICK FULL: one of the two.
pick() { if [ -n "$quick" ]; then echo "$1"; else echo "$2"; fi; }

# throttle_settings: what keeps the limits on guessing out of the way of the load. Its people come from an address each,
# and are refused a few times at most.
throttle_settings() { echo "throttle: {address: {refused: 1000000}, account: {tries: 100, window: 1m}}"; }

# further SETTINGS: what comes at the end of config.yaml, behind the section pages.
further() {
    # Read by configure_responder.
    # shellcheck disable=SC2034
    further_settings="$1
$(throttle_settings)"
}
further ""

# --- The responder -----------------------------------------------------------------------------------------------

# run_responder COMMAND…: the responder by the configuration that is there; COMMAND, such as env, goes in front of it. What it says
# goes to $site/responder.log.
run_responder() {
    "$@" "$binary" serve --config "$site/config.yaml" 2>>"$site/responder.log" &
    responder_pid=$!
    site_pids+=("$responder_pid")
    until_ready "The responder" "$site/responder.log" answers
}

# answers: whether the login page comes.
answers() { test -S "$site/fastcgi.sock" && { [ ! -e "$site/nginx.pid" ] || page /_login/to/Ready; }; }

# page PATH [ARGUMENT…]: what curl says of an address, without its content.
page() {
    curl --silent --fail --output /dev/null --max-time 20 --cacert "$site/ca.pem" "${@:2}" \
        "https://$site_host:$https_port$1"
}

# forget PID: it has ended, or will without stop_site.
forget() {
    local index
    for index in "${!site_pids[@]}"; do
        [ "${site_pids[index]}" != "$1" ] || unset "site_pids[index]"
    done
    site_pids=(${site_pids[@]+"${site_pids[@]}"})
}

# end SIGNAL PID: and waits for it.
end() {
    kill "-$1" "$2"
    wait "$2" 2>/dev/null || true
    forget "$2"
}

# seconds_since MOMENT
seconds_since() { awk -v start="$1" -v now="$EPOCHREALTIME" 'BEGIN { printf "%.2f", now - start }'; }

logged() { grep -c -- "$1" "$site/responder.log" || true; }
# Without the clean pages: those of the program's file count as private as soon as nobody else runs it.
private_memory() { awk '/^Private_Dirty/ { print $2 }' "/proc/$responder_pid/smaps_rollup"; }
descriptors() { find "/proc/$responder_pid/fd" -mindepth 1 | wc -l; }
threads() { find "/proc/$responder_pid/task" -mindepth 1 -maxdepth 1 | wc -l; }

# until_within SECONDS COMMAND…: whether it succeeds within that time.
until_within() {
    local limit=$1 start=$SECONDS
    shift
    until "$@" >/dev/null 2>&1; do
        [ $((SECONDS - start)) -le "$limit" ] || return 1
        sleep 0.1
    done
}

# --- Directories -------------------------------------------------------------------------------------------------

# directory_copies NAME…: a server of its own for each, with the people of start_directory; stopped. Its port is in
# port_NAME, and its files are $site/NAME and $site/NAME.conf.
directory_copies() {
    start_directory 1000
    end TERM "${site_pids[-1]}"
    local name
    for name in "$@"; do
        mkdir "$site/$name"
        cp "$site"/ldap/* "$site/$name/"
        sed -e "s|directory $site/ldap|directory $site/$name|" -e "s|slapd.pid|$name.pid|" "$site/slapd.conf" \
            >"$site/$name.conf"
        printf -v "port_$name" %s "$(free_port)"
    done
}

# run_slapd NAME: its pid is in pid_NAME.
run_slapd() {
    local port=port_$1
    PATH=$PATH:/usr/sbin slapd -d "${slapd_log:-0}" -f "$site/$1.conf" -h "ldaps://127.0.0.1:${!port}" \
        >>"$site/$1.log" 2>&1 &
    printf -v "pid_$1" %s $!
    site_pids+=($!)
    until_ready "slapd $1" "$site/$1.log" listens "${!port}"
}

# pause PID: stops a process, and waits until all of its threads have.
pause() {
    kill -STOP "$1"
    until ! grep -h '^State:' "/proc/$1/task/"*/status | grep -qv 'T (stopped)'; do sleep 0.01; done
}

# --- Visitors ----------------------------------------------------------------------------------------------------

# visit NAME ARGUMENT…: visitors.py with these, until `visited NAME`.
visit() {
    local name=$1
    shift
    rm -f "$site/$name.figures" "$site/$name.figures.begun"
    python3 -B "$faults/visitors.py" --address "https://$site_host:$https_port" --ca "$site/ca.pem" \
        --figures "$site/$name.figures" "$@" 2>"$site/$name.failures" &
    printf -v "visitors_$name" %s $!
    site_pids+=($!)
    until_ready "The load $name" "$site/$name.failures" test -e "$site/$name.figures.begun"
}

# visited NAME [wait]: ends them, or waits until they are through; their figures are in $load_requests and so on.
visited() {
    local pid=visitors_$1
    [ "${2:-}" = wait ] || kill "${!pid}" 2>/dev/null || true
    wait "${!pid}" || true
    forget "${!pid}"
    if [ ! -e "$site/$1.figures" ]; then
        echo "The visitors did not come to an end:" >&2
        cat "$site/$1.failures" >&2
        exit 1
    fi
    # Kinds that did not come have no figures.
    # shellcheck disable=SC2034
    load_count_login=0 load_count_wrong=0
    # shellcheck disable=SC1090
    . "$site/$1.figures"
    if [ "$load_failed" -gt 0 ]; then
        wrong+=("$load_failed requests failed")
        cat "$site/$1.failures" >&2
    fi
}

# --- One person's browser, for what a load does not do -----------------------------------------------------------

# browser JAR ARGUMENT…: the status of curl's answer, by the cookies in $site/JAR; the answer is in $site/answer, its header
# in $site/header.
browser() {
    curl --silent --output "$site/answer" --dump-header "$site/header" --write-out '%{http_code}' --max-time 20 \
        --cacert "$site/ca.pem" --cookie "$site/$1" --cookie-jar "$site/$1" --header "Accept-Language: en" "${@:2}"
}

# sign_in JAR [ROOM]: alice signs in and stays signed in, with all that the form has; a copy of the cookies is JAR.copy.
sign_in() {
    local hidden=() name value address="https://$site_host:$https_port/_login/to/${2:-Room}?lang=en"
    browser "$1" "$address" >/dev/null
    while read -r name value; do hidden+=(--data-urlencode "$name=$value"); done < <(
        python3 -B - "$faults" "$site/answer" <<'PYTHON'
import sys
sys.path.insert(0, sys.argv[1])
import browser
for name, value in browser.form_with(open(sys.argv[2]).read(), "password").items():
    print(name, value)
PYTHON
    )
    expect "alice was not let in" test 303 = "$(browser "$1" -H "Origin: https://$site_host:$https_port" "${hidden[@]}" \
        -d username=alice -d password=wonderland -d stay=1 "$address")"
    cp "$site/$1" "$site/$1.copy"
}

sign_out() { expect "no logout" test 200 = "$(browser "$1" "https://$site_host:$https_port/_login/logout")"; }

# lets_in JAR [ROOM]: whether the session in it does.
lets_in() { [ "$(browser "$1" "https://$site_host:$https_port/_login/to/${2:-Another$RANDOM}")" = 303 ]; }

# keeps_out JAR: whether it leads to the login, and to nothing else.
keeps_out() {
    [ "$(browser "$1" "https://$site_host:$https_port/_login/to/Another$RANDOM")" = 200 ] &&
        grep -q 'name="password"' "$site/answer"
}

# --- The verdict -------------------------------------------------------------------------------------------------

# expect WHAT COMMAND…: what has to hold.
expect() {
    local what=$1
    shift
    "$@" && return 0
    wrong+=("$what")
    return 0
}

# below NUMBER LIMIT: for figures with a point.
below() { awk -v number="$1" -v limit="$2" 'BEGIN { exit !(number < limit) }'; }

# row WHAT [FIGURES]: what was done, and what came of it: since the last row.
row() {
    local verdict=passed
    [ ${#wrong[@]} -eq 0 ] || verdict=FAILED
    local line
    line=$(printf '%-12s | %-46s | %8s | %6s | %7ss | %s%s' "$fault" "$1" "${load_requests:-0}" "${load_failed:-0}" \
        "${load_slowest:-0}" "$verdict" "${2:+; $2}")
    echo "$line"
    [ -z "${JLL_FAULTS_TABLE:-}" ] || echo "$line" >>"$JLL_FAULTS_TABLE"
    if [ ${#wrong[@]} -gt 0 ]; then
        printf '    %s\n' "${wrong[@]}" >&2
        tail -n 5 "$site/responder.log" "$site/nginx-error.log" >&2 2>/dev/null || true
        all_wrong=$((all_wrong + 1))
    fi
    wrong=()
    load_requests=0 load_failed=0 load_slowest=0
}

# verdict: the last line of a script.
verdict() { [ "$all_wrong" -eq 0 ]; }
