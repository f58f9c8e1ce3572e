#!/usr/bin/env python3
"""Holds a listening socket as systemd does (sd_listen_fds(3)), and starts a program with it, again whenever it ends.

    activated.py SOCKET PIDFILE LOG COMMAND…

SIGTERM ends the program and then this. The program's pid is in PIDFILE.
"""
import os
import signal
import socket
import subprocess
import sys
import time


def main():
    path, pid_file, log, *command = sys.argv[1:]
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(path)
    os.chmod(path, 0o660)
    listener.listen(4096)
    # The first descriptor of systemd's; a child keeps it.
    if listener.fileno() != 3:
        os.dup2(listener.fileno(), 3)
    ending = False
    child = None

    def end(*_):
        nonlocal ending
        ending = True
        if child:
            child.terminate()

    signal.signal(signal.SIGTERM, end)

    while not ending:
        environment = dict(os.environ, LISTEN_FDS="1")
        with open(log, "ab") as errors:
            # sh, because the environment of the child is made before its pid is known.
            child = subprocess.Popen(
                ["/bin/sh", "-c", 'export LISTEN_PID=$$; exec "$@"', "sh", *command], env=environment, stderr=errors,
                pass_fds=[3])
        with open(pid_file + ".new", "w") as file:
            file.write(f"{child.pid}\n")
        os.rename(pid_file + ".new", pid_file)
        status = child.wait()
        if status not in (0, -signal.SIGKILL) and not ending:
            print(f"ended with {status}", file=sys.stderr, flush=True)
            time.sleep(1)


if __name__ == "__main__":
    main()
