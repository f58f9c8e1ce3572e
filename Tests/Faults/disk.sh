#!/usr/bin/env bash
# The disk is full, for the log and for the list of ended sessions; and the log is a pipe that nobody reads, and then one whose
# reader is gone. Logins and logouts go on, and what was lost is said once there is room again.
#   Tests/Faults/disk.sh [--quick]     mounts a tmpfs of 64 kB: as root, or with sudo
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
. "$root/Tests/Faults/faults.sh"

fault disk "$@"
full=$site/full
mkdir "$full"
as_root mount -t tmpfs -o "size=64k,mode=700,uid=$(id -u),gid=$(id -g)" tmpfs "$full"
unmount() {
    local result=$?
    exec 9>&- || true
    as_root umount --lazy "$full" || true
    stop_site
    exit "$result"
}
trap unmount EXIT
visits=$(pick 200 1500)
start_directory 1000
configure_responder
fill() { dd if=/dev/zero of="$full/filler" bs=4k 2>/dev/null || true; }

# serve_with_log FILE: the responder, whose log goes there, and its state to the small disk.
serve_with_log() {
    STATE_DIRECTORY=$full "$binary" serve --config "$site/config.yaml" 2>>"$1" &
    responder_pid=$!
    site_pids+=("$responder_pid")
    until_ready "The responder" "$1" answers
}
load() {
    visit "$1" --visitors 16 --visits "$visits" --mix login=8,wrong=1,session=3
    visited "$1" wait
    expect "nobody was let in" test "$load_count_login" -gt 20
}

# --- The log and the list on a full disk

log=$full/responder.log
serve_with_log "$log"
start_nginx "$root" 1000000
sign_in early
sign_in late
expect "a session does not let its owner in" lets_in late
fill
load full
sign_out early
expect "a session that was ended on a full disk lets somebody in" keeps_out early.copy
row "no room for log and ended sessions" "every login and logout answered"

rm "$full/filler"
: >"$log"
sign_out late
load again
grep -q 'lines of it are lost lines=' "$log" || wrong+=("the log does not say that lines are lost")
# Of a load with many logouts the log may be full again; the list must be whole all the same.
rm -f "$full/filler"
: >"$log"
end TERM "$responder_pid"
serve_with_log "$log"
for copy in early.copy late.copy; do
    expect "after a restart, the ended session $copy lets somebody in" keeps_out "$copy"
done
row "room again, and a restart" "ended sessions stay ended"
end TERM "$responder_pid"

# --- A pipe that nobody reads, and one whose reader is gone

mkfifo "$site/pipe"
exec 9<>"$site/pipe"
# The smallest there is (F_SETPIPE_SZ, fcntl(2)): full after a few logins.
python3 -c 'import fcntl; fcntl.fcntl(9, 1031, 4096)'
serve_with_log "$site/pipe" 9>&-
load unread
row "the log is a pipe that nobody reads" "login ${load_slowest_login}s at most"
cat "$site/pipe" >"$site/responder.log" 9>&- &
reader=$!
site_pids+=("$reader")
exec 9>&-
until_within 10 grep -q 'login' "$site/responder.log" || wrong+=("the log does not go on")
load read
until_within 10 grep -q "room=room[0-9]*x$visits\b" "$site/responder.log" || wrong+=("the log has not caught up")
row "its reader is back" "$(grep -o 'are lost lines=[0-9]*' "$site/responder.log" | head -n 1 || true)"
end KILL "$reader"
load gone
row "its reader is gone"
kill -0 "$responder_pid" || wrong+=("the responder has ended")
verdict
