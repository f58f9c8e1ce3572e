#!/usr/bin/env bash
# No descriptors left: 300 silent connections to a responder that may have 64. Accepting pauses, without a busy loop and with
# a log of a line a second at most; once they are gone, everything is as before.
#   Tests/Faults/descriptors.sh [--quick]
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
. "$root/Tests/Faults/faults.sh"

fault descriptors "$@"
start_directory 1000
configure_responder
run_responder prlimit --nofile=64:64
start_nginx "$root" 1000000
ticks() { awk '{ print $14 + $15 }' "/proc/$responder_pid/stat"; }

seconds=$(pick 5 15)
visit before --visitors 4 --visits 50 --mix login=4,wrong=1
visited before wait
row "64 descriptors, before"

# Silent peers: each comes again when it is closed.
python3 - "$site/fastcgi.sock" <<'PYTHON' &
import socket, sys, time
peers = []
while True:
    for peer in peers[:]:
        try:
            if peer.recv(1, socket.MSG_DONTWAIT) == b"":
                peers.remove(peer)
        except BlockingIOError:
            pass
        except OSError:
            peers.remove(peer)
    while len(peers) < 300:
        peer = socket.socket(socket.AF_UNIX)
        peer.setblocking(False)
        try:
            peer.connect(sys.argv[1])
            peers.append(peer)
        except OSError:
            break
    time.sleep(0.02)
PYTHON
silent=$!
site_pids+=("$silent")
until_within 10 test "$(logged 'accepting connections is paused')" -gt 0 || true
sleep 1
start_ticks=$(ticks) start_lines=$(wc -l <"$site/responder.log") start=$EPOCHREALTIME
sleep "$seconds"
used=$(awk -v ticks="$(($(ticks) - start_ticks))" -v time="$(seconds_since "$start")" -v hertz="$(getconf CLK_TCK)" \
    'BEGIN { printf "%.0f", 100 * ticks / hertz / time }')
lines=$(($(wc -l <"$site/responder.log") - start_lines))
expect "accepting never paused" test "$(logged 'accepting connections is paused')" -gt 0
expect "$lines lines of log in $seconds s" test "$lines" -le $((3 * seconds + 3))
expect "it used $used % of a processor for nothing" test "$used" -le 50
kill -0 "$responder_pid" || wrong+=("it has ended")
row "300 silent connections, $seconds s" "$used % of a processor, $lines lines of log"

start=$EPOCHREALTIME
end TERM "$silent"
until_within 20 page /_login/to/Back || wrong+=("no page 20 s after")
back=$(seconds_since "$start")
# A server of the directory that had to be left for want of descriptors is taken back within 5 s.
sleep "$(pick 5 8)"
visit after --visitors 4 --visits 50 --mix login=4,wrong=1
visited after wait
row "they are gone" "the page after $back s"
verdict
