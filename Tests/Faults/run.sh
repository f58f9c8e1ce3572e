#!/usr/bin/env bash
# Faults under load: what breaks around the responder, and what a visitor notices of it. One table, and a failure where one
# of them fails.
#   Tests/Faults/run.sh [--quick] [NAME…]     all, or those named: directory, nginx, restart, several, descriptors, disk,
#                                             clock, reload, crowd, hours, stopping. --quick: less of the same, as CI runs it
set -euo pipefail
cd "$(dirname "$0")"

quick=() names=()
for argument in "$@"; do
    case $argument in
        --quick) quick=(--quick) ;;
        -*) echo "usage: $0 [--quick] [NAME…]" >&2 && exit 64 ;;
        *) [ -x "$argument.sh" ] || { echo "no fault has the name $argument" >&2 && exit 64; } && names+=("$argument") ;;
    esac
done
[ ${#names[@]} -gt 0 ] || names=(directory nginx restart several descriptors disk clock reload crowd hours stopping)

JLL_FAULTS_TABLE=$(mktemp)
export JLL_FAULTS_TABLE
trap 'rm -f "$JLL_FAULTS_TABLE"' EXIT
failed=()
for name in "${names[@]}"; do
    start=$SECONDS
    # A script that hangs is a failure of its own.
    timeout --kill-after=20 600 "./$name.sh" ${quick[@]+"${quick[@]}"} || failed+=("$name")
    echo "  $name: $((SECONDS - start)) s"
done

printf '\n%-12s | %-46s | %8s | %6s | %8s | %s\n' fault "what was done" requests failed slowest verdict
cat "$JLL_FAULTS_TABLE"
echo "$SECONDS s in all"
if [ ${#failed[@]} -gt 0 ]; then
    echo "FAILED: ${failed[*]}" >&2
    exit 1
fi
