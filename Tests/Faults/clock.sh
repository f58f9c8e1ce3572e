#!/usr/bin/env bash
# The host's clock is set back and forth under load: nobody is let in who should not be, whoever has a password gets in at
# any time, and nothing waits by that clock.
#   Tests/Faults/clock.sh [--quick]
set -euo pipefail
. "$(dirname "$0")/faults.sh"

fault clock "$@"
install_packages faketime
library=$(dpkg -L libfaketime | grep '/libfaketimeMT\.so')

# Certificates that were good when the clock is set back, too.
eval "plain_$(declare -f certificate)"
certificate() { LD_PRELOAD=$library FAKETIME=-3d plain_certificate "$@"; }

start_directory 1000
configure_responder
mkdir -m 700 "$site/state"
# set_clock SECONDS: how much the responder's clock is ahead.
offset=0
set_clock() {
    offset=$1
    printf '%+d\n' "$1" >"$site/clock.new"
    mv "$site/clock.new" "$site/clock"
}
set_clock 0
serve() {
    run_responder env STATE_DIRECTORY="$site/state" LD_PRELOAD="$library" FAKETIME_TIMESTAMP_FILE="$site/clock" \
        FAKETIME_NO_CACHE=1 FAKETIME_DONT_FAKE_MONOTONIC=1 NO_FAKE_STAT=1
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
jumps=0
for ((start = SECONDS; SECONDS - start < $(pick 8 25); )); do
    for to in 3600 0 -3600 "$day" "-$day" 0; do
        set_clock "$to"
        jumps=$((jumps + 1))
        sleep 0.2
    done
done
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
