#!/usr/bin/env bash
# The host's clock is set back and forth under load: nobody is let in who should not be, whoever has a password gets in at
# any time, and nothing waits by that clock.
#   Tests/Faults/clock.sh [--quick]
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
. "$root/Tests/Faults/faults.sh"

fault clock "$@"
# Swift's compiler for C: nothing more has to be installed.
clang -shared -fPIC -O1 -Wall -Werror -o "$site/clock.so" "$faults/clock.c"
# set_clock SECONDS [FILE]: how much the clock of the responder is ahead; not by a new file, as the old one is mapped.
offset=0
set_clock() {
    offset=$1
    python3 -c 'import os, struct, sys
file = os.open(sys.argv[1], os.O_RDWR | os.O_CREAT, 0o600)
os.write(file, struct.pack("=q", int(sys.argv[2])))' "${2:-$site/clock}" "$1"
}
set_clock -259200 "$site/clock.certificates"
set_clock 0

# Certificates that are good also when the clock is set back.
eval "plain_$(declare -f certificate)"
certificate() { LD_PRELOAD=$site/clock.so FAULTS_CLOCK=$site/clock.certificates plain_certificate "$@"; }

start_directory 1000
configure_responder
mkdir -m 700 "$site/state"
serve() {
    run_responder env STATE_DIRECTORY="$site/state" LD_PRELOAD="$site/clock.so" FAULTS_CLOCK="$site/clock"
}
serve
start_nginx "$root" 1000000
day=86400

# claims_fit: whether the token that browser was just given holds from the responder's now on, for an hour.
claims_fit() {
    python3 - "$site/header" "$offset" <<'PYTHON'
import base64, json, re, sys, time
token = re.search(r"[?#&]jwt=([\w-]+)\.([\w-]+)\.", open(sys.argv[1]).read())
claims = json.loads(base64.urlsafe_b64decode(token[2] + "=" * (-len(token[2]) % 4)))
now = time.time() + float(sys.argv[2])
begin = claims.get("nbf", claims.get("iat"))
if not (now - 120 <= begin <= now + 2 and abs(claims["exp"] - now - 3600) <= 120):
    sys.exit(f"the clock says {now:.0f}, the token {claims}")
PYTHON
}

# --- By hand: what holds when

sign_in first
expect "the token does not hold for an hour from now" claims_fit
expect "a session does not let its owner in" lets_in first
set_clock "$day"
expect "a session of yesterday lets somebody in" keeps_out first
sign_in tomorrow
expect "tomorrow's token does not hold for an hour from then" claims_fit
expect "tomorrow's session does not let its owner in" lets_in tomorrow
set_clock 0
expect "a session from the future lets somebody in" keeps_out tomorrow
expect "with the clock right again, a session is lost" lets_in first.copy
sign_in again
expect "the token does not hold for an hour from now" claims_fit
set_clock "-$day"
expect "a session from the future lets somebody in" keeps_out first.copy
sign_in yesterday
expect "yesterday's token does not hold for an hour from then" claims_fit
set_clock 0
expect "a session of yesterday lets somebody in" keeps_out yesterday
row "a day ahead, and back, and a day behind" "sessions and tokens go by the clock of the moment"

# An ended session stays ended, though the responder be restarted while its clock is ahead.
sign_in ended
sign_out ended
set_clock $((12 * 3600))
end TERM "$responder_pid"
serve
expect "an ended session lets somebody in while the clock is ahead" keeps_out ended.copy
set_clock 0
expect "an ended session lives again after a restart with a clock that was ahead" keeps_out ended.copy
end TERM "$responder_pid"
serve
expect "an ended session lives again" keeps_out ended.copy
row "a restart with the clock 12 h ahead" "ended sessions stay ended"

# --- Under load

# Forms are posted after the clock was set; what is too old then, the visitor sends again.
visit jumps --visitors 12 --mix login=6,wrong=3,page=2 --pause 0.3
jumps=$(python3 - "$site/clock" "$(pick 6 25)" <<'PYTHON'
import os, struct, sys, time
file, end, jumps = os.open(sys.argv[1], os.O_RDWR), time.monotonic() + float(sys.argv[2]), 0
while time.monotonic() < end:
    for ahead in (3600, 0, -3600, 86400, -86400, 0):
        os.pwrite(file, struct.pack("=q", ahead), 0)
        jumps += 1
        time.sleep(0.15)
print(jumps)
PYTHON
)
visited jumps
expect "nobody was let in" test "$load_count_login" -gt 20
expect "an answer waited for the clock: $load_slowest s" below "$load_slowest" 10
expect "$load_early refusals went out before their moment" test "$load_early" -eq 0
row "set $jumps times under load" "$load_again forms sent again, refusals never early"
set_clock 0
visit after --visitors 12 --visits 100 --mix login=4,wrong=1,session=1
visited after wait
row "right again"
verdict
