"""One visitor's browser: HTTP over TLS by asyncio, with its cookies, and the forms of a page."""
import asyncio
import html
import re
import ssl
import urllib.parse


class Broken(Exception):
    """The connection ended, or what came is no HTTP."""

    def __init__(self, reason, before_answer=False):
        super().__init__(reason)
        self.before_answer = before_answer


class Answer:
    def __init__(self, status, fields, body):
        self.status, self.fields, self.body = status, fields, body

    def field(self, name):
        return next((value for key, value in self.fields if key == name), None)

    @property
    def text(self):
        return self.body.decode("utf-8", "replace")


class Browser:
    """One person's browser: a connection, cookies, and the page that it shows."""

    def __init__(self, load, person):
        self.load, self.person = load, person
        self.cookies, self.connection = {}, None

    async def close(self):
        if self.connection:
            writer, self.connection = self.connection[1], None
            writer.close()

    async def connect(self):
        number = self.person
        address = f"127.{1 + number // 65536}.{number // 256 % 256}.{number % 256}"
        self.connection = await asyncio.open_connection(
            "127.0.0.1", self.load.port, ssl=self.load.tls, server_hostname=self.load.host,
            local_addr=(address, 0))

    def head(self, method, path, extra):
        lines = [f"{method} {path} HTTP/1.1", f"Host: {self.load.authority}", "Accept-Language: en",
                 "User-Agent: visitors.py", "Sec-Fetch-Site: same-origin", *extra]
        if self.cookies:
            lines.append("Cookie: " + "; ".join(f"{name}={value}" for name, value in self.cookies.items()))
        return ("\r\n".join(lines) + "\r\n\r\n").encode()

    def request(self, method, path, form=None):
        if form is None:
            return self.head(method, path, [])
        body = urllib.parse.urlencode(form).encode()
        origin = f"Origin: https://{self.load.authority}"
        kind = "Content-Type: application/x-www-form-urlencoded"
        return self.head(method, path, [origin, kind, f"Content-Length: {len(body)}"]) + body

    async def ask(self, method, path, form=None):
        """One request. On a connection that was idle and is gone, once more on a new one, as browsers do."""
        request = self.request(method, path, form)
        if self.connection:
            try:
                return await self.exchange(request)
            except Broken as error:
                if not error.before_answer:
                    raise
                self.load.resent += 1
        try:
            await self.connect()
        except OSError as error:
            raise Broken(f"no connection: {error}") from None
        return await self.exchange(request)

    async def exchange(self, request):
        reader, writer = self.connection
        try:
            writer.write(request)
            await writer.drain()
            answer = await self.read(reader)
        except (OSError, ssl.SSLError, asyncio.IncompleteReadError, ValueError) as error:
            await self.close()
            raise Broken(f"{type(error).__name__}: {error}", before_answer=True) from None
        except BaseException:
            await self.close()
            raise
        for key, value in answer.fields:
            if key == "set-cookie":
                self.keep(value)
        if answer.field("connection") == "close":
            await self.close()
        return answer

    def keep(self, cookie):
        name, _, value = cookie.split(";", 1)[0].partition("=")
        if re.search(r";\s*max-age=0\b", cookie, re.I):
            self.cookies.pop(name, None)
        elif "-entered" not in name:  # for one room's address, which is not visited here
            self.cookies[name] = value

    @staticmethod
    async def read(reader):
        head = await reader.readuntil(b"\r\n\r\n")
        lines = head.decode("latin-1").split("\r\n")
        status = int(lines[0].split(" ")[1])
        fields = [(k.strip().lower(), v.strip()) for k, _, v in (line.partition(":") for line in lines[1:] if line)]
        body = b""
        named = dict(fields)
        try:
            if named.get("transfer-encoding") == "chunked":
                while size := int(await reader.readline(), 16):
                    body += (await reader.readexactly(size + 2))[:-2]
                await reader.readline()
            elif "content-length" in named:
                body = await reader.readexactly(int(named["content-length"]))
        except (OSError, asyncio.IncompleteReadError, ValueError) as error:
            raise Broken(f"cut short: {error}") from None
        return Answer(status, fields, body)


def form_with(page, wanted):
    """The hidden fields of the form that has a field of that name."""
    for form in re.findall(r"<form\b[^>]*>(.*?)</form>", page, re.S):
        if f'name="{wanted}"' not in form:
            continue
        hidden = {}
        for field in re.findall(r"<(?:input|button)\b[^>]*>", form):
            kind = re.search(r'\btype="hidden"', field)
            name = re.search(r'\bname="([^"]*)"', field)
            value = re.search(r'\bvalue="([^"]*)"', field)
            if kind and name:
                hidden[html.unescape(name[1])] = html.unescape(value[1]) if value else ""
        return hidden
    return None
