"""Writing captures as WARC records and reading them back.

One writer per source and run; each record is its own gzip member, flushed before its index line is
written, so a crash can only cost the record that was being written.
"""

import fcntl
import hashlib
import io
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from warcio.archiveiterator import ArchiveIterator
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from archive.captures import FOLDER, Capture, captures
from archive.home import Home
from archive.spool import directory_of, hand_over
from archive.tails import set_aside_tails

LOCK_SECONDS = 60.0
LARGEST_FILE = 200 * 1024 * 1024
Headers = Sequence[tuple[str, str]]


class LockedError(Exception):
    """Another crawl of the same source is still running."""


@dataclass(frozen=True)
class Exchange:
    """A request and its response, as sent over the wire; `body` still content-encoded, `payload`
    decoded; `form` is what the request itself brought."""

    capture: Capture
    method: str
    request_headers: Headers
    response_headers: Headers
    body: bytes
    payload: bytes
    form: bytes = b""


class ArchiveWriter:
    """Appends captures of one source. Use as a context manager. Raises LockedError when another
    writer of the source does not finish within `lock_seconds`. A WARC file that has grown beyond
    `largest` bytes is followed by another."""

    def __init__(
        self,
        home: Home,
        source: str,
        stamp: str,
        largest: int = LARGEST_FILE,
        lock_seconds: float = LOCK_SECONDS,
    ) -> None:
        self.home, self.source, self.stamp = home, source, stamp
        self.largest, self.lock_seconds = largest, lock_seconds
        self.folder = f"{FOLDER}/{source}"
        self.directory = directory_of(home, self.folder)
        self._latest: dict[str, Capture] = {}
        self._originals: dict[str, Capture] = {}
        self._known: set[tuple[str, str]] = set()

    def __enter__(self) -> Self:
        self.directory.mkdir(parents=True, exist_ok=True)
        self._lock = (self.directory / ".lock").open("w")
        _locked(self._lock, self.source, self.lock_seconds)
        set_aside_tails(self.directory)
        hand_over(self.directory, self.home, self.folder)
        known = captures(self.home, self.source)
        self._latest = {c.url: c for c in known}
        self._originals = {c.sha256: c for c in known if not c.is_revisit}
        self._known = {(c.url, c.sha256) for c in known}
        self._part = 0
        self._warc: IO[bytes] | None = None
        self._index: IO[bytes] | None = None
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._close()
        hand_over(self.directory, self.home, self.folder)
        self._lock.close()

    def latest(self, url: str) -> Capture | None:
        """The newest capture of an address."""
        return self._latest.get(url)

    def holds(self, exchange: Exchange) -> bool:
        """Whether the archive has this content of the address already."""
        return (exchange.capture.url, hashlib.sha256(exchange.payload).hexdigest()) in self._known

    def payload(self, capture: Capture) -> bytes:
        """The bytes of a capture of this source, content decoding undone."""
        original = self._originals.get(capture.sha256, capture)
        if self.home.is_local or not (self.directory / original.warc).exists():
            return payload(self.home, original)
        part = (self.directory / original.warc).read_bytes()
        return _payload(part[original.offset :][: original.length], original)

    def add(self, exchange: Exchange) -> Capture:
        """Writes an exchange: whole where its content is new for the address, as a revisit record
        where it is what the newest capture holds. What was a list and is now a report is written
        whole, since lists are not read."""
        sha256 = hashlib.sha256(exchange.payload).hexdigest()
        before = self._latest.get(exchange.capture.url)
        if before is not None and (before.sha256, before.kind) != (sha256, exchange.capture.kind):
            before = None
        warc, index = self._files()
        offset = warc.tell()
        _write(warc, exchange, before)
        warc.flush()
        capture = replace(
            exchange.capture,
            sha256=sha256,
            warc=Path(warc.name).name,
            offset=offset,
            length=warc.tell() - offset,
            is_revisit=before is not None,
        )
        index.write(capture.line())
        index.flush()
        self._latest[capture.url] = capture
        self._known.add((capture.url, sha256))
        if not capture.is_revisit:
            self._originals[sha256] = capture
        return capture

    def write_report(self, report: bytes) -> None:
        """The summary of a finished crawl."""
        (self.directory / f"{self.stamp}.crawl.json").write_bytes(report)

    def write_source(self, source: bytes) -> None:
        """The source's declaration, so that the archive can be read without it."""
        (self.directory / "source.json").write_bytes(source)

    def _files(self) -> tuple[IO[bytes], IO[bytes]]:
        if self._warc is not None and self._warc.tell() >= self.largest:
            self._close()
            self._part += 1
        if self._warc is None or self._index is None:
            name = f"{self.stamp}-{self._part:03d}" if self._part else self.stamp
            self._warc = (self.directory / f"{name}.warc.gz").open("ab")
            self._index = (self.directory / f"{name}.index.jsonl").open("ab")
        return self._warc, self._index

    def _close(self) -> None:
        for file in (self._warc, self._index):
            if file is not None:
                file.close()
        self._warc = self._index = None


def payload(home: Home, capture: Capture) -> bytes:
    """The bytes of a capture, content decoding undone. Raises ValueError where the archive holds
    other bytes than the index says."""
    if capture.is_revisit:
        capture = _original(home, capture)
    part = home.read_part(
        f"{FOLDER}/{capture.source}/{capture.warc}", capture.offset, capture.length
    )
    return _payload(part, capture)


def _payload(part: bytes, capture: Capture) -> bytes:
    for record in ArchiveIterator(io.BytesIO(part)):
        if record.rec_type == "response":
            data = bytes(record.content_stream().read())
            if hashlib.sha256(data).hexdigest() == capture.sha256:
                return data
    raise ValueError(f"{capture.warc} does not hold {capture.url} with SHA-256 {capture.sha256}")


def _original(home: Home, revisit: Capture) -> Capture:
    for capture in captures(home, revisit.source):
        if capture.sha256 == revisit.sha256 and not capture.is_revisit:
            return capture
    raise ValueError(f"no capture holds the bytes of the revisit of {revisit.url}")


def _write(warc: IO[bytes], exchange: Exchange, before: Capture | None) -> None:
    writer = WARCWriter(warc, gzip=True)
    capture = exchange.capture
    date = capture.fetched_at
    status = StatusAndHeaders(
        f"{capture.status} ", list(exchange.response_headers), protocol="HTTP/1.1"
    )
    if before is not None:
        response = writer.create_revisit_record(
            capture.url,
            f"sha256:{before.sha256}",
            before.url,
            before.fetched_at,
            http_headers=status,
            warc_headers_dict={"WARC-Date": date},
        )
    else:
        response = writer.create_warc_record(
            capture.url,
            "response",
            payload=io.BytesIO(exchange.body),
            length=len(exchange.body),
            http_headers=status,
            warc_headers_dict={"WARC-Date": date},
        )
    sent = StatusAndHeaders(
        f"{exchange.method} {capture.url} HTTP/1.1",
        list(exchange.request_headers),
        is_http_request=True,
    )
    request = writer.create_warc_record(
        capture.url,
        "request",
        payload=io.BytesIO(exchange.form),
        length=len(exchange.form),
        http_headers=sent,
        warc_headers_dict={"WARC-Date": date},
    )
    writer.write_request_response_pair(request, response)


def _locked(file: IO[str], source: str, seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while True:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            if time.monotonic() > deadline:
                raise LockedError(f"another crawl of {source} is still running") from None
            time.sleep(0.2)
        else:
            return
