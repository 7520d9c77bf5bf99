"""What a crawl has found, kept and failed to get."""

from collections import Counter

from scrapy.http import Response

from archive.captures import Failure
from archive.records import ArchiveWriter
from scrapers.recorder import UNCHANGED, record
from scrapers.rows import Visit
from scrapers.unfinished import Unfinished
from scrapers.words import year_of


class Ledger:
    """Counts, failures and the addresses of reports, with the texts that name them."""

    def __init__(self, source: str, writer: ArchiveWriter, unfinished: Unfinished) -> None:
        self.source, self.writer, self.unfinished = source, writer, unfinished
        self.failures: list[Failure] = []
        self.new = self.unchanged = 0
        self.reports: dict[str, str] = {}

    @property
    def found(self) -> int:
        """How many addresses were found that name reports or turned out to be some."""
        return len(self.reports)

    @property
    def listed(self) -> dict[str, int]:
        """How many of them by the year that their links name; "" where they name none."""
        return dict(sorted(Counter(year_of(text) for text in self.reports.values()).items()))

    def keep(self, response: Response, kind: str, visit: Visit) -> None:
        """Into the archive, and into the counts."""
        request = response.request
        assert request is not None
        capture = record(self.writer, self.source, response, kind, visit.anchor, visit.found_on)
        for url in (request.meta.get("redirect_urls", [response.url])[0], response.url):
            self.unfinished.add(url, response.url)
        if UNCHANGED in response.flags or (capture is not None and capture.is_revisit):
            self.unchanged += 1
        elif kind != "list":
            self.new += 1

    def fail(self, visit: Visit, check: str, message: str) -> None:
        """Notes what gave nothing to keep."""
        failure = Failure(self.source, visit.link.url, check, message, visit.anchor)
        self.failures.append(failure)
