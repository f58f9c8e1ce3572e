#!/usr/bin/env python3
"""Visits, handed to the responder as nginx hands them on, but without nginx: by FastCGI, on its own socket.

    fastcgi.py SOCKET ORIGIN KIND COUNT [--at-once N] [--first N] [--people N] [--seconds]

KIND is a page with the form, a login, a refused login, or a pass by the session of one person; COUNT of them, on so many
connections at once. People are user<first> and so on, as numbered_people of site.sh makes them, with an address each: they sign
in, or are refused, in their turn. Every answer is judged: one that is not as it must be ends it with status 1. With --seconds the time of each
answer is printed, one a line.
"""
import argparse
import re
import socket
import struct
import sys
import threading
import time
import urllib.parse

BEGIN, END, PARAMETERS, INPUT, OUTPUT, ERRORS = 1, 3, 4, 5, 6, 7
BEGINNING = struct.pack(">BBHHBBHB5x", 1, BEGIN, 1, 8, 0, 0, 1, 1)  # a responder, and the connection is kept


class Wrong(Exception):
    """An answer that is not as it must be."""


def record(kind, content):
    """A stream in records of at most 65,535 bytes, with its empty end (FastCGI 1.0, 3.3)."""
    pieces = [content[at:at + 65535] for at in range(0, len(content), 65535)] + [b""]
    return b"".join(struct.pack(">BBHHBB", 1, kind, 1, len(piece), 0, 0) + piece for piece in pieces)


def length(text):
    return bytes([len(text)]) if len(text) < 128 else struct.pack(">I", len(text) | 1 << 31)


def parameters(pairs):
    encoded = [(name.encode(), value.encode()) for name, value in pairs.items()]
    return b"".join(length(name) + length(value) + name + value for name, value in encoded)


def address(number):
    """All of one length; there are 3,375,000."""
    return f"20.{100 + number // 22500:03}.{100 + number // 150 % 150:03}.{100 + number % 150:03}"


class Answer:
    def __init__(self, text):
        head, _, self.body = text.partition(b"\r\n\r\n")
        self.fields = [tuple(line.split(b": ", 1)) for line in head.split(b"\r\n")]
        self.status = int(self.field(b"Status", b"200")[:3])

    def field(self, name, default=b""):
        return next((value for key, value in self.fields if key.lower() == name.lower()), default)

    def cookie(self, name):
        """NAME=VALUE of the cookie that it sets; None where it sets none of that name."""
        for key, value in self.fields:
            if key.lower() == b"set-cookie" and value.startswith(name.encode() + b"="):
                return value.split(b";")[0].decode()
        return None


class Connection:
    """One connection as nginx keeps it: a request, its answer, and the next request."""

    def __init__(self, path, origin):
        self.origin = origin
        self.host = origin.removeprefix("https://")
        self.path = path
        self.input = b""
        self.connect()

    def connect(self):
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.settimeout(120)
        self.socket.connect(self.path)

    def request(self, method, path, cookies=(), form=None, client=0):
        """The bytes of a request, from the address of that number."""
        body = urllib.parse.urlencode(form).encode() if form is not None else b""
        pairs = {
            "REQUEST_METHOD": method, "REQUEST_URI": path, "CONTENT_TYPE": "", "CONTENT_LENGTH": "",
            "REMOTE_ADDR": address(client), "SERVER_ADDR": "192.0.2.1", "HTTPS": "on", "HTTP_HOST": self.host,
            "HTTP_USER_AGENT": "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0",
            "HTTP_ACCEPT": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
            "HTTP_ACCEPT_LANGUAGE": "en-GB,en;q=0.5", "HTTP_SEC_FETCH_SITE": "same-origin",
            "HTTP_SEC_FETCH_DEST": "document",
        }
        if cookies:
            pairs["HTTP_COOKIE"] = "; ".join(cookies)
        if form is not None:
            pairs |= {"CONTENT_TYPE": "application/x-www-form-urlencoded", "CONTENT_LENGTH": str(len(body)),
                      "HTTP_ORIGIN": self.origin}
        return BEGINNING + record(PARAMETERS, parameters(pairs)) + (record(INPUT, body) if body else record(INPUT, b""))

    def exactly(self, count):
        while len(self.input) < count:
            piece = self.socket.recv(262144)
            if not piece:
                raise Wrong("the responder has closed the connection")
            self.input += piece
        piece, self.input = self.input[:count], self.input[count:]
        return piece

    def ask(self, request):
        self.socket.sendall(request)
        text = b""
        while True:
            _, kind, _, size, padding, _ = struct.unpack(">BBHHBB", self.exactly(8))
            content = self.exactly(size + padding)[:size]
            if kind == OUTPUT:
                text += content
            elif kind == END:
                return Answer(text)


class Visits:
    """The requests of each kind, and what their answers must be."""

    def __init__(self, connection):
        self.connection = connection
        page = connection.ask(connection.request("GET", "/_login/to/Room?lang=en"))
        self.form_cookie = page.cookie("__Host-jitsi-ldap-login-form")
        token = re.search(rb'name="form" value="([^"]*)"', page.body)
        if page.status != 200 or not self.form_cookie or not token:
            raise Wrong(f"the login page has no form that could be sent ({page.status})")
        self.token = token[1].decode()
        self.session_cookie = None

    def begin_session(self, number):
        answer = self.connection.ask(self.login(number))
        self.is_entry(answer)
        self.session_cookie = answer.cookie("__Host-jitsi-ldap-login")
        if not self.session_cookie:
            raise Wrong("a login began no session")

    def page(self, number):
        return self.connection.request("GET", f"/_login/to/Room{number}?lang=en", client=number)

    def login(self, number, password=None):
        form = {"username": f"user{number}", "password": password or f"secret{number}", "form": self.token}
        return self.connection.request(
            "POST", f"/_login/to/Room{number}?lang=en", [self.form_cookie], form, number)

    def refused(self, number):
        return self.login(number, "wrong-password")

    def session(self, number):
        return self.connection.request(
            "GET", f"/_login/to/Room{number}?lang=en", [self.form_cookie, self.session_cookie], client=number)

    @staticmethod
    def is_page(answer):
        if answer.status != 200 or b'name="password"' not in answer.body:
            raise Wrong(f"no login page, but {answer.status}: {answer.body[:200]}")

    @staticmethod
    def is_entry(answer):
        if answer.status != 303 or b"jwt=" not in answer.field(b"Location"):
            raise Wrong(f"not let in, but {answer.status}: {answer.body[:200]}")

    @staticmethod
    def is_refusal(answer):
        if answer.status != 403 or b"is not right" not in answer.body:
            raise Wrong(f"not refused, but {answer.status}: {answer.body[:200]}")

    def of(self, kind):
        """The way to make a request of that kind, and to judge its answer."""
        return {
            "page": (self.page, self.is_page), "login": (self.login, self.is_entry),
            "refused": (self.refused, self.is_refusal), "session": (self.session, self.is_entry),
        }[kind]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("socket")
    parser.add_argument("origin")
    parser.add_argument("kind", choices=["page", "login", "refused", "session"])
    parser.add_argument("count", type=int)
    parser.add_argument("--at-once", type=int, default=1)
    parser.add_argument("--first", type=int, default=1, help="the number of the first person")
    parser.add_argument("--people", type=int, default=900, help="how many there are; then the first comes again")
    parser.add_argument("--seconds", action="store_true")
    options = parser.parse_args()

    visits = Visits(Connection(options.socket, options.origin))
    if options.kind == "session":
        visits.begin_session(options.first)
    make, judge = visits.of(options.kind)
    left = iter(range(options.count))
    lock, times, failures = threading.Lock(), [], []

    def visitor():
        connection = Connection(options.socket, options.origin)
        while not failures:
            with lock:
                index = next(left, None)
            if index is None:
                return
            request = make(options.first + index % options.people)
            start = time.perf_counter()
            try:
                judge(connection.ask(request))
            except (Wrong, OSError) as error:
                failures.append(f"{options.kind} {index + 1}: {error}")
                return
            times.append(time.perf_counter() - start)

    threads = [threading.Thread(target=visitor) for _ in range(options.at_once)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for failure in failures[:3]:
        print(failure, file=sys.stderr)
    if failures:
        sys.exit(1)
    if options.seconds:
        print("\n".join(f"{each:.6f}" for each in times))


if __name__ == "__main__":
    main()
