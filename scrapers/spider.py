"""The crawl of one source: list pages, the reports they name, the files that those link."""

from collections.abc import AsyncIterator, Callable, Iterator

from scrapy import Request, Spider
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.python.failure import Failure as TwistedFailure

from archive.captures import Failure
from archive.records import ArchiveWriter
from extractors.charset import decode
from extractors.sniff import looks_like_html
from scrapers.links import Link, attachments, next_pages, report_links
from scrapers.recorder import UNCHANGED, record
from scrapers.sources import Source

Callback = Callable[[Response], Iterator[Request] | None]
MOST_LIST_PAGES = 300
STATUTORY = ("本年新收政府信息公开申请数量", "主动公开政府信息情况")


class ReportSpider(Spider):
    """Fetches what a source lists into the archive; counts and failures stay on the spider."""

    name = "reports"

    def __init__(self, source: Source, writer: ArchiveWriter) -> None:
        super().__init__()
        self.source, self.writer = source, writer
        self.failures: list[Failure] = []
        self.found = self.new = self.unchanged = 0
        self.list_pages = 0

    async def start(self) -> AsyncIterator[Request]:
        for url in self.source.urls:
            yield self.request(Link(url, ""), "list", "", self.parse_list)

    def request(self, link: Link, keep: str, found_on: str, callback: Callback) -> Request:
        """A request whose answer is kept in the archive."""
        meta = {"keep": keep, "anchor": link.text, "found_on": found_on}
        return Request(link.url, callback=callback, errback=self.failed, meta=meta)

    def parse_list(self, response: Response) -> Iterator[Request]:
        body = decode(response.body)[0]
        if all(words in body for words in STATUTORY):
            response.meta["keep"] = "page"
            yield from self.parse_report(response)
            return
        self.keep(response)
        self.list_pages += 1
        reports = report_links(body, response.url)
        self.found += len(reports)
        for link in reports:
            yield self.request(link, "page", response.url, self.parse_report)
        if reports and self.list_pages < MOST_LIST_PAGES:
            for link in next_pages(body, response.url):
                yield self.request(link, "list", response.url, self.parse_list)

    def parse_report(self, response: Response) -> Iterator[Request]:
        self.keep(response)
        if not looks_like_html(response.body):
            return
        for link in attachments(decode(response.body)[0], response.url):
            yield self.request(link, "page", response.url, self.parse_attachment)

    def parse_attachment(self, response: Response) -> None:
        self.keep(response)

    def keep(self, response: Response) -> None:
        """Into the archive, and into the counts."""
        if UNCHANGED in response.flags:
            self.unchanged += 1
            return
        capture = record(self.writer, self.source.id, response)
        if capture is not None and capture.is_revisit:
            self.unchanged += 1
        elif capture is not None and capture.kind != "list":
            self.new += 1

    def failed(self, failure: TwistedFailure) -> None:
        """Notes what could not be fetched, with the reason and what to do."""
        request = failure.request  # type: ignore[attr-defined]
        error = failure.value
        if isinstance(error, HttpError):
            status = error.response.status
            check = "missing_page" if status in (404, 410) else "http_error"
            message = f"{request.url} answered {status}; the list names it, so look there again"
        elif isinstance(error, IgnoreRequest):
            check, message = "refused", f"{request.url}: {error or 'forbidden by robots.txt'}"
        else:
            check = "fetch_failed"
            message = f"{request.url} could not be fetched ({type(error).__name__}: {error})"
        anchor = str(request.meta.get("anchor", ""))
        self.failures.append(Failure(self.source.id, request.url, check, message, anchor))
