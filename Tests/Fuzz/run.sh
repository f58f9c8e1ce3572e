#!/usr/bin/env bash
# Fuzz it: Tests/Fuzz/run.sh [SECONDS [TARGET…]]
#
# Builds the targets with libFuzzer and AddressSanitizer and runs each over its corpus and then for so many seconds (10; with
# 0 the corpus only), as many at once as there are cores. Fails where there is a finding, and says how to see it again.
#
# The target "responder" talks to a running one: JITSI_LDAP_LOGIN_BINARY, or the release build of Tests/run.sh.
set -euo pipefail
cd "$(dirname "$0")"

seconds=${1:-10}
shift || true
targets=("$@")
if [ "${#targets[@]}" -eq 0 ]; then targets=(Corpus/*/) && targets=("${targets[@]#Corpus/}") && targets=("${targets[@]%/}"); fi
for target in "${targets[@]}"; do
    [ -d "Corpus/$target" ] || { printf 'There is no target %s: Corpus has no such folder.\n' "$target" >&2 && exit 2; }
done

root=$(cd ../.. && pwd)
build=$root/.build-fuzz
responder=${JITSI_LDAP_LOGIN_BINARY:-$root/.build-release/release/jitsi-ldap-login}
started=$SECONDS
# Of several --sanitize the compiler takes one only, and not always the same: so both are told it at once, as the last.
swift build -c release --sanitize=fuzzer -Xswiftc -sanitize=fuzzer,address -Xcc -fsanitize=address --scratch-path "$build"
fuzz=$(swift build -c release --show-bin-path --scratch-path "$build")/fuzz
printf 'Built in %d s.\n' $((SECONDS - started))

# What was found before goes into the next run: it is kept in FOUND, beside the build, and so is what is wrong.
found=$build/found
findings=$build/findings
logs=$build/logs
mkdir -p "$findings" "$logs"

# A trap is told by libFuzzer, so Swift need not; leaks are not looked for, as Swift keeps pointers in a form that the
# sanitizer does not know; and where memory came from is told when a finding is seen again.
export SWIFT_BACKTRACE=enable=no ASAN_OPTIONS=detect_leaks=0:malloc_context_size=0:quarantine_size_mb=16
trap 'kill $(jobs -p) 2>/dev/null || true' EXIT

# run TARGET: one target; what it says goes into its log.
run() {
    local target=$1 options=(-timeout=10)
    mkdir -p "$found/$target"
    [ ! -f "Dictionaries/$target.dict" ] || options+=("-dict=Dictionaries/$target.dict")
    if [ "$seconds" -gt 0 ]; then options+=("-max_total_time=$seconds"); else options+=(-runs=0); fi
    if [ "$target" = responder ]; then
        start_responder || return 1
        options+=(-timeout=60)
    fi
    # Not in this shell's place: it stops the responder in the end.
    FUZZ_TARGET=$target "$fuzz" "${options[@]}" -rss_limit_mb=2048 -detect_leaks=0 -print_final_stats=1 \
        "-artifact_prefix=$findings/$target-" "$found/$target" "Corpus/$target"
}

# A responder of its own for the target, without a directory behind it, until the shell that calls this ends.
start_responder() {
    local folder pid
    folder=$(mktemp -d)
    (
        umask 077
        printf 'an app secret for tests, of more than 32 bytes' >"$folder/app-secret"
        printf 'service-password\n' >"$folder/ldap-password"
        head -c 32 /dev/urandom | base64 >"$folder/session-key"
        cat >"$folder/config.yaml" <<YAML
meet:
  url: https://meet.example.org
listen:
  socket: fastcgi.sock
  group: "$(id -g)"
  workers: 4
token:
  app-id: meet
directory:
  servers: ["ldap://127.0.0.1:9"]
  timeout: 1s
  bind: {dn: "cn=service,dc=example,dc=org"}
  users:
    base: dc=example,dc=org
    filter: (uid={username})
YAML
    )
    CREDENTIALS_DIRECTORY='' "$responder" serve --config "$folder/config.yaml" >"$folder/log" 2>&1 &
    pid=$!
    # shellcheck disable=SC2064 # The values of now.
    trap "kill $pid 2>/dev/null; wait $pid || true; rm -rf '$folder'" EXIT
    for _ in $(seq 200); do
        [ ! -S "$folder/fastcgi.sock" ] || break
        sleep 0.1
    done
    [ -S "$folder/fastcgi.sock" ] || { cat "$folder/log" >&2 && return 1; }
    export FUZZ_SOCKET=$folder/fastcgi.sock FUZZ_PID=$pid
}

for target in "${targets[@]}"; do
    while [ "$(jobs -rp | wc -l)" -ge "$(nproc)" ]; do wait -n || true; done
    rm -f "$logs/$target.failed"
    { run "$target" || touch "$logs/$target.failed"; } >"$logs/$target.log" 2>&1 &
done
wait

# number TARGET PATTERN: the last number behind it in the target's log.
number() { grep -ao "$2 *[0-9]*" "$logs/$1.log" | tail -n 1 | grep -o '[0-9]*$' || echo -; }

result=0
printf '\n%-14s %12s %10s %s\n' target runs coverage findings
for target in "${targets[@]}"; do
    outcome=none
    [ ! -f "$logs/$target.failed" ] || { outcome='FAILED' && result=1; }
    printf '%-14s %12s %10s %s\n' "$target" "$(number "$target" stat::number_of_executed_units:)" \
        "$(number "$target" ' cov:')" "$outcome"
done
for target in "${targets[@]}"; do
    [ -f "$logs/$target.failed" ] || continue
    printf '\n== %s\n' "$target"
    grep -av '^#\|NEW_FUNC' "$logs/$target.log" | tail -n 30
    printf 'To see it again: FUZZ_TARGET=%s %s FILE, with a file of %s\n' "$target" "$fuzz" "$findings"
done
exit "$result"
