#!/usr/bin/env python3
"""Guests from very many addresses: each joins once, so that the responder remembers it.

    guests.py SOCKET ORIGIN FIRST COUNT      addresses number FIRST and so on; COUNT is at most 3,375,000

Asked straight on the responder's socket, by four processes.
"""
import os
import sys

import fastcgi

PROCESSES = 4


def join(connection, visits, numbers):
    request = connection.request(
        "POST", "/_login/to/Open?lang=en", [visits.form_cookie], {"guest": "Guest", "form": visits.token})
    # The addresses are all of one length, so that only these bytes of a request differ.
    before, after = request.split(fastcgi.address(0).encode())
    for number in numbers:
        answer = connection.ask(before + fastcgi.address(number).encode() + after)
        if answer.status != 303:
            sys.exit(f"guest {number} was not let in, but got {answer.status}: {answer.body[:200]}")


def main():
    path, origin, first, count = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
    visits = fastcgi.Visits(fastcgi.Connection(path, origin))
    children = []
    for process in range(PROCESSES):
        child = os.fork()
        if child == 0:
            join(fastcgi.Connection(path, origin), visits, range(first + process, first + count, PROCESSES))
            os._exit(0)
        children.append(child)
    if any(os.waitpid(child, 0)[1] for child in children):
        sys.exit(1)


if __name__ == "__main__":
    main()
