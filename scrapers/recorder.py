"""Keeps every response in the archive as it came over the wire, and asks conditionally for what
the archive already has."""

from datetime import UTC, datetime

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Headers, Response
from scrapy.responsetypes import responsetypes

from archive.captures import Capture
from archive.home import Home
from archive.records import ArchiveWriter, Exchange, payload
from extractors.sniff import looks_like_html
from scrapers.guard import spider_of

UNCHANGED = "unchanged"
DROPPED_HEADERS = frozenset((b"transfer-encoding", b"connection"))


class Conditional:
    """Downloader middleware, outermost of the two: adds If-None-Match and If-Modified-Since, and
    answers 304 with the bytes of the archive, flagged as unchanged."""

    def __init__(self, writer: ArchiveWriter, home: Home) -> None:
        self.writer, self.home = writer, home

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "Conditional":
        """Scrapy's way to make one; the spider knows its archive."""
        writer = spider_of(crawler).writer
        return cls(writer, writer.home)

    def process_request(self, request: Request) -> None:
        before = self.writer.latest(request.url)
        if before is None or not request.meta.get("keep"):
            return
        if before.etag:
            request.headers.setdefault("If-None-Match", before.etag)
        if before.last_modified:
            request.headers.setdefault("If-Modified-Since", before.last_modified)

    def process_response(self, request: Request, response: Response) -> Response:
        before = self.writer.latest(request.url)
        if response.status != 304 or before is None:
            return response
        body = payload(self.home, before)
        headers = Headers({"Content-Type": before.content_type})
        kind = responsetypes.from_args(headers=headers, url=response.url, body=body)
        return kind(
            url=response.url,
            status=200,
            headers=headers,
            body=body,
            flags=[UNCHANGED],
            request=request,
        )


class Recorder:
    """Downloader middleware next to the downloader: it sees bodies before they are decompressed."""

    def process_response(self, request: Request, response: Response) -> Response:
        if response.status == 200 and request.meta.get("keep"):
            request.meta["wire"] = (tuple(response.headers.items()), response.body)
        return response


def record(writer: ArchiveWriter, source: str, response: Response) -> Capture | None:
    """Writes a response into the archive; None where it came from there."""
    if UNCHANGED in response.flags:
        return None
    request = response.request
    assert request is not None
    headers, body = request.meta["wire"]
    capture = Capture(
        source=source,
        url=response.url,
        fetched_at=datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        sha256="",
        status=response.status,
        content_type=_text(response.headers.get("Content-Type")),
        etag=_text(response.headers.get("ETag")),
        last_modified=_text(response.headers.get("Last-Modified")),
        kind=_kind(request, response),
        anchor=str(request.meta.get("anchor", "")),
        found_on=str(request.meta.get("found_on", "")),
        warc="",
        offset=0,
        length=0,
    )
    exchange = Exchange(
        capture,
        request.method,
        _pairs(request.headers.items()),
        _pairs(headers),
        body,
        response.body,
    )
    return writer.add(exchange)


def _kind(request: Request, response: Response) -> str:
    """ "list" where the crawl asked for a list, otherwise by the bytes: page or attachment."""
    if request.meta["keep"] == "list":
        return "list"
    return "page" if looks_like_html(response.body) else "attachment"


def _pairs(items: object) -> tuple[tuple[str, str], ...]:
    return tuple(
        (name.decode("latin-1"), value.decode("latin-1"))
        for name, values in items  # type: ignore[attr-defined]
        for value in values
        if name.lower() not in DROPPED_HEADERS
    )


def _text(value: bytes | None) -> str:
    return value.decode("latin-1") if value else ""
