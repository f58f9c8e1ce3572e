#!/bin/sh
# Inside the machine: runs the commands that the test puts into /exchange (machine.sh says how).
cd /exchange || exit 1
HOME=/root
export HOME
while :; do
    for command in *.command; do
        [ -e "$command" ] || continue
        name=${command%.command}
        mv "$command" "$name.sh"
        sh "$name.sh" >"$name.out" 2>"$name.err" </dev/null
        echo $? >"$name.tmp"
        mv "$name.tmp" "$name.status"
    done
    sleep 0.02
done
