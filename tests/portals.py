"""Portals on loopback with the habits and faults of real sites, that remember who asked what, when
and how many at once."""

import ssl
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from urllib.parse import urlsplit


@dataclass(frozen=True)
class Answer:
    """What a page answers. `cut` sends only so many bytes of the promised body; `wait` seconds
    pass before; without `has_length` the length is left untold; with status 0 the connection is
    closed without a word."""

    body: bytes = b""
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()
    media: str = "text/html; charset=utf-8"
    cut: int | None = None
    wait: float = 0.0
    has_length: bool = True


@dataclass(frozen=True)
class Asked:
    """One request: its path with query, when it came and when its answer had gone out, and how
    many others the host was answering meanwhile."""

    path: str
    start: float
    end: float
    others: int
    headers: Mapping[str, str]
    method: str = "GET"
    form: bytes = b""

    @property
    def is_conditional(self) -> bool:
        return "If-None-Match" in self.headers or "If-Modified-Since" in self.headers


Page = str | bytes | Answer | Callable[[int], Answer]


@dataclass
class Host:
    """A host: its pages by path (a function gets the number of the request to the path), or what
    `page_of` makes of the path. Those in `posted` only answer a POST, by path without query."""

    pages: dict[str, Page]
    page_of: Callable[[str], Page | None] | None = None
    posted: dict[str, Page] = field(default_factory=dict)
    base: str = ""
    asked: list[Asked] = field(default_factory=list)
    times: Counter[str] = field(default_factory=Counter)
    running: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def netloc(self) -> str:
        return urlsplit(self.base).netloc

    @property
    def paths(self) -> list[str]:
        return [asked.path for asked in self.asked]

    def gaps(self) -> list[float]:
        """Seconds from the end of each answer to the start of the next request."""
        ordered = sorted(self.asked, key=lambda a: a.start)
        return [b.start - a.end for a, b in pairwise(ordered)]

    def answer(self, path: str, method: str = "GET") -> Answer:
        self.times[path] += 1
        bare = path.partition("?")[0]
        if bare in self.posted:
            page: Page | None = self.posted[bare] if method == "POST" else Answer(b"", 405)
        else:
            page = self.page_of(path) if self.page_of else self.pages.get(path)
        if callable(page):
            page = page(self.times[path])
        if page is None:
            return Answer(b"<html><body>404</body></html>", 404)
        if isinstance(page, str):
            return Answer(page.encode())
        return Answer(page) if isinstance(page, bytes) else page


class Handler(BaseHTTPRequestHandler):
    """Answers for a host and writes down what it was asked."""

    host: Host
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        self.do_GET()

    def do_GET(self) -> None:
        start = time.monotonic()
        form = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        with self.host.lock:
            others, self.host.running = self.host.running, self.host.running + 1
            answer = self.host.answer(self.path, self.command)
        try:
            time.sleep(answer.wait)
            self.send(answer)
        finally:
            with self.host.lock:
                self.host.running -= 1
                end = time.monotonic()
                headers = dict(self.headers)
                self.host.asked.append(
                    Asked(self.path, start, end, others, headers, self.command, form)
                )

    def send(self, answer: Answer) -> None:
        if not answer.status:
            self.close_connection = True
            return
        tag = f'"{hash(answer.body)}"'
        status, body = answer.status, answer.body
        if status == 200 and self.headers.get("If-None-Match") == tag:
            status, body = 304, b""
        self.send_response(status)
        if status == 200:
            self.send_header("ETag", tag)
            self.send_header("Content-Type", answer.media)
        for name, value in answer.headers:
            self.send_header(name, value)
        if answer.has_length:
            self.send_header("Content-Length", str(len(body)))
        if answer.cut is not None or not answer.has_length:
            self.close_connection = True
            self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(body if answer.cut is None else body[: answer.cut])

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def served(
    host: Host, address: str = "127.0.0.1", tls: ssl.SSLContext | None = None
) -> Iterator[Host]:
    """Serves a host while the context lasts."""

    server = ThreadingHTTPServer((address, 0), type("HostHandler", (Handler,), {"host": host}))
    server.daemon_threads = True
    if tls is not None:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    host.base = f"http{'s' if tls else ''}://{address}:{server.server_address[1]}"
    try:
        yield host
    finally:
        server.shutdown()
        server.server_close()


def anchors(*links: tuple[str, str]) -> str:
    """A list of links: (address, text)."""
    items = "".join(f'<li><a href="{href}">{text}</a></li>' for href, text in links)
    return f"<html><head><title>列表</title></head><body><ul>{items}</ul></body></html>"


def report(title: str, more: str = "") -> str:
    """A page whose text is a report."""
    return (
        f"<html><head><title>{title}</title></head><body><h1>{title}</h1><p>一、总体情况</p>"
        f"<p>根据《中华人民共和国政府信息公开条例》编制本报告。主动公开信息12条，收到依申请公开0件，"
        f"无行政复议、行政诉讼。</p>{more}</body></html>"
    )


def titled(agency: str, year: int = 2023) -> str:
    """The title of an agency's report."""
    return f"{agency}{year}年政府信息公开工作年度报告"
