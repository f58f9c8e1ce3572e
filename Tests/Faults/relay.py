#!/usr/bin/env python3
"""Passes TCP connections on, and each piece of an answer later by what a file says.

    relay.py PORT TARGET-PORT FILE        the file holds seconds, and may change at any time
"""
import asyncio
import sys


async def main():
    port, target, delay_file = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]

    def delay():
        try:
            with open(delay_file) as file:
                return float(file.read() or 0)
        except ValueError:
            return 0.0

    async def pass_on(reader, writer, slow):
        try:
            while piece := await reader.read(65536):
                if slow and (pause := delay()):
                    await asyncio.sleep(pause)
                writer.write(piece)
                await writer.drain()
        except OSError:
            pass
        finally:
            writer.close()

    async def serve(reader, writer):
        try:
            onward = await asyncio.open_connection("127.0.0.1", target)
        except OSError:
            writer.close()
            return
        await asyncio.gather(pass_on(reader, onward[1], False), pass_on(onward[0], writer, True))

    server = await asyncio.start_server(serve, "127.0.0.1", port)
    await server.serve_forever()


asyncio.run(main())
