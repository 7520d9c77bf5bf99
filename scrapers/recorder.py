"""Keeps every response in the archive as it came over the wire, and asks conditionally for what
the archive already has."""

from datetime import UTC, datetime
from urllib.parse import urljoin

from scrapy import Request
from scrapy.crawler import Crawler
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
        for name, value in (
            ("If-None-Match", before.etag if before else ""),
            ("If-Modified-Since", before.last_modified if before else ""),
        ):
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
        if response.status in REDIRECTS and location and request.meta.get("keep"):
            self.unfinished.add(request.url, urljoin(request.url, safe_url_string(location)))
        if response.status == 200 and request.meta.get("keep"):
            request.meta["wire"] = (tuple(response.headers.items()), response.body)
            if "Content-Length" not in response.headers and "partial" in response.flags:
                encoding = _text(response.headers.get("Content-Encoding")).strip().lower()
                request.meta["cut"] = cut_off(response.body, encoding)
                if request.meta["cut"]:  # nothing to decompress: Backoff asks again
                    del response.headers["Content-Encoding"]
        return response


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
        fetched_at=datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
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
