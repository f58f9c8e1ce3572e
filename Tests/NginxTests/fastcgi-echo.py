"""A FastCGI responder that answers with what it was told: fastcgi-echo.py SOCKET

Each parameter on a line of its own as NAME=value, then the body as BODY=<length>:<text>, then a server-side include
directive, which nobody may execute. An address with status=NNN in it is answered with that status; one with
end-once in it ends the connection instead, the first time.
"""
import os, re, signal, socket, struct, sys, threading


def exactly(connection, count):
    data = b""
    while len(data) < count:
        piece = connection.recv(count - len(data))
        if not piece:
            raise EOFError
        data += piece
    return data


def pairs(data):
    at = 0
    def length():
        nonlocal at
        size = 1 if data[at] < 128 else 4
        value = data[at] if size == 1 else struct.unpack(">I", data[at:at + 4])[0] & 0x7FFFFFFF
        at += size
        return value
    while at < len(data):
        name, value = length(), length()
        yield data[at:at + name], data[at + name:at + name + value]
        at += name + value


def answer(parameters, body):
    values = dict(pairs(parameters))
    status = re.search(rb"status=(\d{3})", values.get(b"REQUEST_URI", b""))
    lines = [name + b"=" + value for name, value in sorted(values.items())]
    lines += [b"BODY=%d:%s" % (len(body), body[:200]), b'<!--#echo var="host" -->']
    head = b"Status: %s\r\nContent-Type: text/html\r\n" % (status.group(1) if status else b"200")
    if b"large-header" in values.get(b"REQUEST_URI", b""):
        head += b"X-Large: " + b"x" * 12000 + b"\r\n"
    return head + b"\r\n" + b"\n".join(lines) + b"\n"


ended = set()


def ends_now(parameters):
    address = dict(pairs(parameters)).get(b"REQUEST_URI", b"")
    first = b"end-once" in address and address not in ended
    ended.add(address)
    return first


def serve(connection):
    try:
        parameters = body = b""
        while True:
            _, kind, number, length, padding, _ = struct.unpack(">BBHHBB", exactly(connection, 8))
            content = exactly(connection, length + padding)[:length]
            if kind == 1:
                parameters, body, keep = b"", b"", content[2] & 1
            elif kind == 4:
                parameters += content
            elif kind == 5 and content:
                body += content
            elif kind == 5 and ends_now(parameters):
                break
            elif kind == 5:
                out, records = answer(parameters, body), b""
                for start in range(0, len(out), 32768):
                    part = out[start:start + 32768]
                    records += struct.pack(">BBHHBB", 1, 6, number, len(part), 0, 0) + part
                connection.sendall(records + struct.pack(">BBHHBB", 1, 3, number, 8, 0, 0) + bytes(8))
                if not keep:
                    break
    except (EOFError, OSError):
        pass
    finally:
        connection.close()


# The test that starts this has its signals blocked, and a child inherits that.
signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGTERM})
listener = socket.socket(socket.AF_UNIX)
listener.bind(sys.argv[1] + ".new")
listener.listen(512)
os.rename(sys.argv[1] + ".new", sys.argv[1])
while True:
    threading.Thread(target=serve, args=(listener.accept()[0],), daemon=True).start()
