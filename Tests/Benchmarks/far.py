#!/usr/bin/env python3
"""A server far away: passes TCP connections on, and what is said on them late by a part of a round trip.

    far.py PORT TARGET-PORT SECONDS FIGURES      SECONDS: the round trip

Half of it on the way there and half on the way back; what is said in pieces comes in the same rhythm. To connect takes one
round trip, too. On SIGUSR1 it writes the file FIGURES, as lines that a shell reads, and begins anew: how many connections were
opened, how many questions were asked on them (each a round trip that somebody waits for), and how many at most, and on average
while there was any, were waiting for their answer at a time.
"""
import asyncio
import os
import signal
import socket
import sys
import time


class Figures:
    def __init__(self, path):
        self.path = path
        self.waiting = 0
        self.begin()

    def begin(self):
        self.opened = self.questions = 0
        self.most = self.waiting
        self.busy = self.area = 0.0
        self.last = time.monotonic()

    def change(self, difference):
        now = time.monotonic()
        if self.waiting:
            self.busy += now - self.last
            self.area += self.waiting * (now - self.last)
        self.last = now
        self.waiting += difference
        self.most = max(self.most, self.waiting)

    def write(self):
        self.change(0)
        with open(self.path + ".new", "w") as file:
            print(f"far_opened={self.opened}", file=file)
            print(f"far_questions={self.questions}", file=file)
            print(f"far_most={self.most}", file=file)
            print(f"far_average={self.area / self.busy if self.busy else 0:.1f}", file=file)
        os.rename(self.path + ".new", self.path)
        self.begin()


class Link:
    """One connection. Whoever asks waits until the first of the answer is there."""

    def __init__(self, figures):
        self.figures = figures
        self.is_waiting = False

    def ask(self):
        if not self.is_waiting:
            self.is_waiting = True
            self.figures.questions += 1
            self.figures.change(1)

    def answer(self):
        if self.is_waiting:
            self.is_waiting = False
            self.figures.change(-1)


async def carry(reader, writer, delay, before, after):
    """Each piece comes out that much later than it went in, however many are under way."""
    loop = asyncio.get_running_loop()
    pieces = asyncio.Queue()

    async def deliver():
        while True:
            due, piece = await pieces.get()
            if (pause := due - loop.time()) > 0:
                await asyncio.sleep(pause)
            if not piece:
                return
            after()
            writer.write(piece)
            await writer.drain()

    delivery = asyncio.create_task(deliver())
    try:
        while piece := await reader.read(65536):
            before()
            pieces.put_nowait((loop.time() + delay, piece))
    except OSError:
        pass
    pieces.put_nowait((loop.time() + delay, b""))
    try:
        await delivery
    except OSError:
        pass
    writer.close()


async def main():
    port, target, trip = int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3])
    figures = Figures(sys.argv[4])
    nothing = lambda: None

    async def serve(reader, writer):
        figures.opened += 1
        # The kernel has accepted it at once; so the round trip of connecting comes before the first question instead.
        await asyncio.sleep(trip)
        try:
            onward = await asyncio.open_connection("127.0.0.1", target)
        except OSError:
            writer.close()
            return
        for stream in (writer, onward[1]):
            stream.get_extra_info("socket").setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        link = Link(figures)
        await asyncio.gather(
            carry(reader, onward[1], trip / 2, link.ask, nothing),
            carry(onward[0], writer, trip / 2, nothing, link.answer))
        link.answer()

    asyncio.get_running_loop().add_signal_handler(signal.SIGUSR1, figures.write)
    server = await asyncio.start_server(serve, "127.0.0.1", port, backlog=1024)
    await server.serve_forever()


asyncio.run(main())
