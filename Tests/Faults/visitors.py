#!/usr/bin/env python3
"""Visitors of a private site, many at once: each does what a browser does, and judges what it is answered.

A visit opens the login page, keeps the cookies, and posts the form with all of its hidden fields. Each person comes from an
address of their own (127.x.y.z). Nothing is retried that a browser would not try again. Runs until SIGTERM, or as long as
it is told; then writes its figures, as lines that a shell reads, and exits 0, whatever they are: who started it judges them.
"""
import argparse
import asyncio
import html
import os
import random
import re
import signal
import ssl
import sys
import time
import urllib.parse

from browser import Broken, Browser, form_with

PATIENCE = 75.0  # seconds until a request counts as hanging: longer than every limit of nginx
REFUSED = "The user name or password is not right"


class Load:
    def __init__(self, options):
        self.options = options
        address = urllib.parse.urlsplit(options.address)
        self.host, self.port, self.authority = address.hostname, address.port, address.netloc
        self.tls = ssl.create_default_context(cafile=options.ca)
        self.times, self.failures, self.unavailable = {}, [], 0
        self.lost, self.early, self.again, self.waiting = [], 0, 0, 0
        self.failed = self.resent = self.visits = 0
        self.first_failure = self.last_unavailable = 0.0
        self.next_person = random.randrange(options.people)
        self.ending = False

    # What a visit is made of.

    async def measured(self, kind, ask, judge):
        """Asks, judges and notes; the answer where it is as it must be, else None."""
        start, began = time.monotonic(), time.time()
        try:
            answer = await asyncio.wait_for(ask, PATIENCE)
            problem = judge(answer)
        except asyncio.TimeoutError:
            answer, problem = None, f"no answer within {PATIENCE:.0f} s"
        except Broken as error:
            answer, problem = None, str(error)
        self.times.setdefault(kind, []).append(time.monotonic() - start)
        if problem == "unavailable":
            self.unavailable += 1
            self.last_unavailable = max(self.last_unavailable, began)
            self.lost.append((began, time.time()))
            if kind in self.options.allow:
                return None
            problem = f"503: {self.gist(answer)}"
        if problem:
            self.failed += 1
            self.first_failure = self.first_failure or began
            if len(self.failures) < 10:
                self.failures.append(f"{kind} after {time.monotonic() - start:.2f} s: {problem}")
            return None
        # A refusal goes out a second after the form has come; before it only where the responder ends.
        self.early += kind == "wrong" and REFUSED in answer.text and time.monotonic() - start < 0.95
        return answer

    @staticmethod
    def gist(answer):
        title = re.search(r"<title>(.*?)</title>", answer.text, re.S)
        return html.unescape(title[1]) if title else answer.text[:80]

    def busy(self, answer):
        """A 503 as it is documented; nothing else is."""
        if answer.status == 503 and answer.field("retry-after"):
            return "unavailable"
        return None

    def is_page(self, answer):
        if answer.status == 200 and form_with(answer.text, "password") is not None:
            return None
        return self.busy(answer) or f"no login page, but {answer.status}: {self.gist(answer)}"

    def is_entry(self, room):
        address = f"{self.options.address}/{room}"

        def judge(answer):
            where = answer.field("location") or ""
            if answer.status == 303 and re.fullmatch(re.escape(address) + r"([?]jwt=|#jwt=%22)ey[\w.-]+(%22)?", where):
                return None
            if REFUSED in answer.text:
                return "A RIGHT PASSWORD WAS CALLED WRONG"
            return self.busy(answer) or f"not let in, but {answer.status} {where[:60]} {self.gist(answer)}"

        return judge

    def is_refusal(self, answer):
        if answer.status == 403 and REFUSED in answer.text:
            return None
        if answer.status == 303:
            return "A WRONG PASSWORD WAS LET IN"
        return self.busy(answer) or f"not refused, but {answer.status}: {self.gist(answer)}"

    async def page(self, browser, path):
        return await self.measured("page", browser.ask("GET", path), self.is_page)

    async def log_in(self, browser, room, password, kind, judge, stay=False):
        path = f"/_login/to/{room}"
        page = await self.page(browser, path)
        if page is None:
            return None
        if self.options.together:
            await self.everybody()
        if self.options.pause:
            await asyncio.sleep(self.options.pause * random.random())
        for turns_left in reversed(range(6)):
            form = form_with(page.text, "password")
            form |= {"username": f"user{browser.person}", "password": password}
            if stay:
                form["stay"] = "1"
            judged = (lambda answer: None if self.is_form_again(answer) else judge(answer)) if turns_left else judge
            answer = await self.measured(kind, browser.ask("POST", path, form), judged)
            if answer is None or not self.is_form_again(answer):
                return answer
            # The form was too old, as after a clock was set: the visitor fills in the one that came in its place.
            self.again += 1
            page = answer

    @staticmethod
    def is_form_again(answer):
        return answer.status < 500 and REFUSED not in answer.text and form_with(answer.text, "password") is not None

    async def everybody(self):
        """Waits until all visitors have come so far."""
        self.waiting += 1
        if self.waiting == self.options.visitors:
            self.gate.set()
        await self.gate.wait()

    # The visits.

    async def visit_page(self, browser, room):
        await self.page(browser, f"/_login/to/{room}")

    async def visit_login(self, browser, room):
        await self.log_in(browser, room, f"secret{browser.person}", "login", self.is_entry(room))

    async def visit_wrong(self, browser, room):
        await self.log_in(browser, room, "wrong", "wrong", self.is_refusal)

    async def visit_session(self, browser, room):
        """In by the password, into two more rooms by the session, and out: then a copy of its cookie is worth nothing."""
        if not await self.log_in(browser, room, f"secret{browser.person}", "login", self.is_entry(room), stay=True):
            return
        for other in ("Second" + room, "Third" + room):
            path = f"/_login/to/{other}"
            await self.measured("session", browser.ask("GET", path), self.is_entry(other))
        copy = dict(browser.cookies)
        if await self.measured("logout", browser.ask("GET", "/_login/logout"), self.is_status(200)):
            browser.cookies = copy
            await self.page(browser, f"/_login/to/{room}")

    async def visit_photo(self, browser, room):
        """The picture of somebody who has one, by the address that the token names."""
        path = self.options.photo
        await self.measured("photo", browser.ask("GET", path), self.is_status(200, "image/jpeg"))

    async def visit_invited(self, browser, room):
        """The link of an invitation, which asks for no password."""
        path = self.options.invited
        page = await self.measured("invited", browser.ask("GET", path), self.is_status(200))
        if page is None:
            return
        form = form_with(page.text, "join")
        if form is None:
            return self.fail("invited", "no form on the page of the invitation")
        form |= {"join": "1"}
        await self.measured(
            "guest", browser.ask("POST", path, form),
            lambda answer: None if answer.status == 303 else self.busy(answer) or f"{answer.status}: {self.gist(answer)}")

    async def visit_abort(self, browser, room):
        """Somebody who closes the window: in the middle of the form, or before its answer."""
        path = f"/_login/to/{room}"
        page = await self.page(browser, path)
        if page is None:
            return
        form = form_with(page.text, "password") | {"username": f"user{browser.person}", "password": "wrong"}
        request = browser.request("POST", path, form)
        try:
            if not browser.connection:
                await browser.connect()
            writer = browser.connection[1]
            writer.write(request if random.random() < 0.5 else request[: -random.randrange(1, 20)])
            await writer.drain()
            await asyncio.sleep(random.random() * 0.05)
        except OSError:
            pass
        self.times.setdefault("abort", []).append(0.0)

    async def visit_slow(self, browser, room):
        """Somebody who sends one byte at a time (slowloris): in the head, or in the form. Not answered, or cut off."""
        form = {"username": f"user{browser.person}", "password": "wrong"}
        request = browser.request("POST", f"/_login/to/{room}", form)
        try:
            await browser.connect()
            writer = browser.connection[1]
            begin = random.choice([0, request.index(b"\r\n\r\n") + 4])
            writer.write(request[:begin])
            for byte in request[begin:-1]:
                writer.write(bytes([byte]))
                await writer.drain()
                await asyncio.sleep(1)
                if self.ending:
                    break
        except OSError:
            pass

    def is_status(self, status, kind=None):
        def judge(answer):
            if answer.status == status and (kind is None or answer.field("content-type") == kind):
                return None
            return self.busy(answer) or f"{answer.status}: {self.gist(answer)}"

        return judge

    def fail(self, kind, problem):
        self.failed += 1
        self.failures.append(f"{kind}: {problem}")

    # Many of them.

    async def visitor(self, number):
        kinds = list(self.options.mix)
        weights = list(self.options.mix.values())
        while not self.ending:
            if self.options.visits and self.visits >= self.options.visits:
                break
            self.visits += 1
            self.next_person = self.next_person % self.options.people + 1
            browser = Browser(self, self.next_person)
            kind = random.choices(kinds, weights)[0]
            try:
                await getattr(self, "visit_" + kind)(browser, f"Room{browser.person}x{self.visits}")
            finally:
                await browser.close()
            if self.options.rest:
                await asyncio.sleep(self.options.rest * random.uniform(0.5, 1.5))

    async def run(self):
        loop = asyncio.get_running_loop()
        self.gate = asyncio.Event()
        loop.add_signal_handler(signal.SIGTERM, self.end)
        with open(self.options.figures + ".begun", "w"):
            pass
        if self.options.seconds:
            loop.call_later(self.options.seconds, self.end)
        await asyncio.gather(*(self.visitor(number) for number in range(self.options.visitors)))

    def end(self):
        self.ending = True

    def unexplained(self):
        """How many of those that got 503 were not under way at one of the moments in the file."""
        if not self.options.moments:
            return self.unavailable
        with open(self.options.moments) as file:
            moments = [float(line) for line in file]
        return sum(not any(began <= moment + 0.1 and moment <= ended for moment in moments) for began, ended in self.lost)

    def figures(self):
        def slowest(*kinds):
            return max((max(self.times[kind]) for kind in kinds if kind in self.times), default=0.0)

        def share(part, *kinds):
            times = sorted(time for kind in kinds for time in self.times.get(kind, []))
            return times[min(len(times) - 1, int(part * len(times)))] if times else 0.0

        judged = [kind for kind in self.times if kind != "abort"]
        return {
            "requests": sum(len(times) for times in self.times.values()),
            "failed": self.failed, "unavailable": self.unavailable, "resent": self.resent,
            "unexplained": self.unexplained(),
            "early": self.early, "again": self.again,
            "slowest": round(slowest(*judged), 3),
            "slowest_page": round(slowest("page"), 3), "slowest_login": round(slowest("login"), 3),
            "page_p50": round(share(0.5, "page"), 3), "page_p99": round(share(0.99, "page"), 3),
            "login_p50": round(share(0.5, "login"), 3), "login_p99": round(share(0.99, "login"), 3),
            "last_unavailable": round(self.last_unavailable, 3),
            "first_failure": round(self.first_failure, 3),
            **{"count_" + kind: len(times) for kind, times in self.times.items()},
        }


def mix(text):
    return {kind: float(weight or 1) for kind, _, weight in (part.partition("=") for part in text.split(","))}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--address", required=True, help="https://HOST:PORT")
    parser.add_argument("--ca", required=True)
    parser.add_argument("--figures", required=True, help="the file for the figures")
    parser.add_argument("--visitors", type=int, default=8, help="how many at once")
    parser.add_argument("--visits", type=int, default=0, help="how many in all; 0: no end")
    parser.add_argument("--seconds", type=float, default=0, help="how long; 0: no end")
    parser.add_argument("--people", type=int, default=1000, help="how many there are in the directory")
    parser.add_argument("--mix", type=mix, default={"login": 1}, help="kinds of visits: page=1,login=8,…")
    parser.add_argument("--pause", type=float, default=0, help="seconds at most between page and form")
    parser.add_argument("--together", action="store_true", help="all forms at once, when everybody has the page")
    parser.add_argument("--moments", help="a file of moments, one a line, at which a 503 has its reason")
    parser.add_argument("--rest", type=float, default=0, help="seconds between the visits of one visitor")
    parser.add_argument("--allow", action="append", default=[], help="a kind of request that 503 may answer")
    parser.add_argument("--photo", help="the path of a picture")
    parser.add_argument("--invited", help="the path of an invitation")
    options = parser.parse_args()
    load = Load(options)
    asyncio.run(load.run())
    with open(options.figures + ".new", "w") as file:
        for key, value in load.figures().items():
            print(f"load_{key}={value}", file=file)
    os.rename(options.figures + ".new", options.figures)
    for failure in load.failures:
        print("  " + failure, file=sys.stderr)


if __name__ == "__main__":
    main()
