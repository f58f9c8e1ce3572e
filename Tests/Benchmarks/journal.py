#!/usr/bin/env python3
"""Starts a program with a log as systemd gives it: its standard error is a stream socket with a reader (systemd.exec(5),
StandardError=journal). What comes is appended to a file.

    journal.py LOG COMMAND…

The program has the number of the process that was started.
"""
import os
import socket
import sys


def keep(reader, path):
    """Until the program, and all that have its standard error, are gone."""
    # Not what is pressed at the terminal, but the program's own end shall end it: the last lines are the best.
    os.setsid()
    nothing = os.open(os.devnull, os.O_RDWR)
    for descriptor in range(3):
        os.dup2(nothing, descriptor)
    with open(path, "ab", buffering=0) as log:
        while text := reader.recv(65536):
            log.write(text)


def main():
    path, command = sys.argv[1], sys.argv[2:]
    reader, writer = socket.socketpair()
    if os.fork() == 0:
        writer.close()
        keep(reader, path)
        os._exit(0)
    os.dup2(writer.fileno(), 2)
    os.execvp(command[0], command)


if __name__ == "__main__":
    main()
