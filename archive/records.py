"""Writing captures as WARC records and reading them back.

One writer per source and run; each record is its own gzip member, flushed before its index line is
written, so a crash can only cost the record that was being written.
"""

import fcntl
import hashlib
import io
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from warcio.archiveiterator import ArchiveIterator
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from archive.captures import FOLDER, Capture, captures, parsed
from archive.home import Home

LOCK_SECONDS = 60.0
Headers = Sequence[tuple[str, str]]


class LockedError(Exception):
    """Another crawl of the same source is still running."""


@dataclass(frozen=True)
class Exchange:
    """A request and its response, as sent over the wire; `body` still content-encoded, `payload`
    decoded."""

    capture: Capture
    method: str
    request_headers: Headers
    response_headers: Headers
    body: bytes
    payload: bytes


class ArchiveWriter:
    """Appends captures of one source. Use as a context manager. Raises LockedError when another
    writer of the source does not finish within `LOCK_SECONDS`."""

    def __init__(self, home: Home, source: str, stamp: str) -> None:
        self.home, self.source, self.stamp = home, source, stamp
        self.folder = f"{FOLDER}/{source}"
        self._temporary = None if home.is_local else tempfile.TemporaryDirectory()
        self.directory = Path(self._temporary.name) if self._temporary else home.local(self.folder)
        self._latest: dict[str, Capture] = {}

    def __enter__(self) -> Self:
        self.directory.mkdir(parents=True, exist_ok=True)
        self._lock = (self.directory / ".lock").open("w")
        _locked(self._lock, self.source)
        if self.home.is_local:
            set_aside_tails(self.directory)
        self._latest = {c.url: c for c in captures(self.home, self.source)}
        self._warc: IO[bytes] | None = None
        self._index: IO[bytes] | None = None
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for file in (self._warc, self._index):
            if file is not None:
                file.close()
        if not self.home.is_local:
            for path in sorted(self.directory.iterdir()):
                if not path.name.startswith("."):
                    self.home.upload(path, f"{self.folder}/{path.name}")
        self._lock.close()
        if self._temporary:
            self._temporary.cleanup()

    def latest(self, url: str) -> Capture | None:
        """The newest capture of an address."""
        return self._latest.get(url)

    def add(self, exchange: Exchange) -> Capture:
        """Writes an exchange: whole where its content is new for the address, as a revisit record
        where it is what the newest capture holds."""
        sha256 = hashlib.sha256(exchange.payload).hexdigest()
        before = self._latest.get(exchange.capture.url)
        same = before is not None and before.sha256 == sha256
        warc, index = self._files()
        offset = warc.tell()
        _write(warc, exchange, before if same else None)
        warc.flush()
        capture = replace(
            exchange.capture,
            sha256=sha256,
            warc=f"{self.stamp}.warc.gz",
            offset=offset,
            length=warc.tell() - offset,
            is_revisit=same,
        )
        index.write(capture.line())
        index.flush()
        self._latest[capture.url] = capture
        return capture

    def write_report(self, report: bytes) -> None:
        """The summary of a finished crawl."""
        (self.directory / f"{self.stamp}.crawl.json").write_bytes(report)

    def write_source(self, source: bytes) -> None:
        """The source's declaration, so that the archive can be read without it."""
        (self.directory / "source.json").write_bytes(source)

    def _files(self) -> tuple[IO[bytes], IO[bytes]]:
        if self._warc is None or self._index is None:
            self._warc = (self.directory / f"{self.stamp}.warc.gz").open("ab")
            self._index = (self.directory / f"{self.stamp}.index.jsonl").open("ab")
        return self._warc, self._index


def payload(home: Home, capture: Capture) -> bytes:
    """The bytes of a capture, content decoding undone. Raises ValueError where the archive holds
    other bytes than the index says."""
    if capture.is_revisit:
        capture = _original(home, capture)
    part = home.read_part(
        f"{FOLDER}/{capture.source}/{capture.warc}", capture.offset, capture.length
    )
    for record in ArchiveIterator(io.BytesIO(part)):
        if record.rec_type == "response":
            data = bytes(record.content_stream().read())
            if hashlib.sha256(data).hexdigest() == capture.sha256:
                return data
    raise ValueError(f"{capture.warc} does not hold {capture.url} with SHA-256 {capture.sha256}")


def set_aside_tails(directory: Path) -> list[Path]:
    """Moves what a crash left half-written behind the last indexed record into a .partial file;
    the rest stays readable. Returns the files made."""
    made = []
    for warc in sorted(directory.glob("*.warc.gz")):
        index = warc.with_name(warc.name.replace(".warc.gz", ".index.jsonl"))
        lines = index.read_bytes().split(b"\n") if index.exists() else []
        ends = [c.offset + c.length for line in lines for c in parsed(line)]
        end = max(ends, default=0)
        data = warc.read_bytes()
        if len(data) > end:
            partial = warc.with_suffix(f".{end}.partial")
            partial.write_bytes(data[end:])
            with warc.open("r+b") as file:
                file.truncate(end)
            made.append(partial)
        whole = b"\n".join(line for line in lines if list(parsed(line)))
        if index.exists() and lines[-1:] != [b""]:
            index.write_bytes(whole + b"\n" if whole else b"")
    return made


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
        capture.url, "request", http_headers=sent, warc_headers_dict={"WARC-Date": date}
    )
    writer.write_request_response_pair(request, response)


def _locked(file: IO[str], source: str) -> None:
    deadline = time.monotonic() + LOCK_SECONDS
    while True:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            if time.monotonic() > deadline:
                raise LockedError(f"another crawl of {source} is still running") from None
            time.sleep(0.2)
        else:
            return
