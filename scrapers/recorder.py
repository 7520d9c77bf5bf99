"""Keeps every response in the archive as it came over the wire, and asks conditionally for what
the archive already has."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from urllib.parse import urljoin, urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Headers, Response
from scrapy.responsetypes import responsetypes
from w3lib.url import safe_url_string

from archive.captures import Capture
from archive.records import ArchiveWriter, Exchange
from scrapers.cut import cut_off
from scrapers.guard import spider_of
from scrapers.names import file_name
from scrapers.unfinished import Unfinished

UNCHANGED = "unchanged"
SECONDS = "%Y-%m-%dT%H:%M:%SZ"
CLOCKS_DIFFER = timedelta(hours=1)
GZIP = b"\x1f\x8b"
REDIRECTS = frozenset((301, 302, 303, 307, 308))
DROPPED_HEADERS = frozenset((b"transfer-encoding", b"connection"))


class Conditional:
    """Downloader middleware, outermost of the two: adds If-None-Match and If-Modified-Since, and
    answers 304 with the bytes of the archive, flagged as unchanged. What this crawl, or the one
    before that did not end, has fetched is not asked again."""

    def __init__(self, writer: ArchiveWriter, unfinished: Unfinished) -> None:
        self.writer, self.unfinished = writer, unfinished

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "Conditional":
        """Scrapy's way to make one; the spider knows its archive."""
        spider = spider_of(crawler)
        return cls(spider.writer, spider.unfinished)

    def process_request(self, request: Request) -> Request | Response | None:
        keep = request.meta.get("keep")
        if not keep:
            return None
        before = self.writer.latest(request.url)
        target = self.unfinished.answered.get(request.url, "") if keep != "list" else ""
        answered = self.writer.latest(target)
        if answered is not None:
            return self._kept(request, answered, answered.url)
        if target not in ("", request.url):  # known to be redirected, not yet followed
            hops = [*request.meta.get("redirect_urls", []), request.url]
            return request.replace(url=target, meta={**request.meta, "redirect_urls": hops})
        for name, value in _conditions(before):
            request.headers.pop(name, None)  # a redirect brings those of the address before
            if value:
                request.headers[name] = value
        return None

    def process_response(self, request: Request, response: Response) -> Response:
        before = self.writer.latest(request.url)
        if response.status != 304 or before is None:
            return response
        return self._kept(request, before, response.url)

    def _kept(self, request: Request, capture: Capture, url: str) -> Response:
        body = self.writer.payload(capture)
        headers = Headers({"Content-Type": capture.content_type})
        kind = responsetypes.from_args(headers=headers, url=url, body=body)
        return kind(
            url=url, status=200, headers=headers, body=body, flags=[UNCHANGED], request=request
        )


def _conditions(before: Capture | None) -> tuple[tuple[str, str], ...]:
    """The headers that ask only for what is newer than a capture, "" for none. Where the server
    gave no validator, the time of the capture is one (RFC 9110, 13.1.3), an hour earlier since its
    clock may differ."""
    etag = before.etag if before else ""
    since = before.last_modified if before else ""
    if before and not etag and not since:
        fetched = datetime.strptime(before.fetched_at, SECONDS).replace(tzinfo=UTC)
        since = format_datetime(fetched - CLOCKS_DIFFER, usegmt=True)
    return ("If-None-Match", etag), ("If-Modified-Since", since)


class Recorder:
    """Downloader middleware next to the downloader: it sees redirects, and bodies before they are
    decompressed."""

    def __init__(self, unfinished: Unfinished) -> None:
        self.unfinished = unfinished

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "Recorder":
        """Scrapy's way to make one."""
        return cls(spider_of(crawler).unfinished)

    def process_response(self, request: Request, response: Response) -> Response:
        location = response.headers.get("Location")
        if response.status in REDIRECTS and location:
            self._redirected(request, location)
        if response.status == 200 and request.meta.get("keep"):
            request.meta["wire"] = (tuple(response.headers.items()), response.body)
            if "Content-Length" not in response.headers and "partial" in response.flags:
                encoding = _text(response.headers.get("Content-Encoding")).strip().lower()
                request.meta["cut"] = cut_off(response.body, encoding)
                if request.meta["cut"]:  # nothing to decompress: Backoff asks again
                    response.headers.pop("Content-Encoding", None)
            if not _is_packed(response):
                response.headers.pop("Content-Encoding", None)
        return response

    def _redirected(self, request: Request, location: bytes) -> None:
        try:
            target = urljoin(request.url, safe_url_string(location))
        except ValueError as error:
            raise IgnoreRequest(f"redirects to {location!r}, which is no address") from error
        if urlsplit(target).scheme not in ("http", "https"):
            raise IgnoreRequest(f"redirects to {target}, which is no web address")
        if request.meta.get("keep"):
            self.unfinished.add(request.url, target)


def _is_packed(response: Response) -> bool:
    """Whether a body is gzip where its header says so: some sites say it of plain pages."""
    encoding = _text(response.headers.get("Content-Encoding")).strip().lower()
    return "gzip" not in encoding or response.body.startswith(GZIP)


def name_of(response: Response) -> str:
    """The file name that the server gives a response."""
    return file_name(response.headers.get("Content-Disposition") or b"")


def record(
    writer: ArchiveWriter, source: str, response: Response, kind: str, anchor: str, found_on: str
) -> Capture | None:
    """Writes a response into the archive; None where it came from there."""
    if UNCHANGED in response.flags:
        return None
    request = response.request
    assert request is not None
    headers, body = request.meta["wire"]
    capture = Capture(
        source=source,
        url=response.url,
        fetched_at=datetime.now(UTC).strftime(SECONDS),
        sha256="",
        status=response.status,
        content_type=_text(response.headers.get("Content-Type")),
        etag=_text(response.headers.get("ETag")),
        last_modified=_text(response.headers.get("Last-Modified")),
        kind=kind,
        anchor=anchor,
        found_on=found_on,
        warc="",
        offset=0,
        length=0,
        filename=name_of(response),
    )
    exchange = Exchange(
        capture,
        request.method,
        _pairs(request.headers.items()),
        _pairs(headers),
        body,
        response.body,
        request.body,
    )
    return writer.add(exchange)


def _pairs(items: object) -> tuple[tuple[str, str], ...]:
    return tuple(
        (name.decode("latin-1"), value.decode("latin-1"))
        for name, values in items  # type: ignore[attr-defined]
        for value in values
        if name.lower() not in DROPPED_HEADERS
    )


def _text(value: bytes | None) -> str:
    return value.decode("latin-1") if value else ""
