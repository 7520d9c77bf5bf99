"""What is still to be asked: each address once, and rows of links one after another."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any
from urllib.parse import urlsplit

from scrapy import Request

from scrapers.rows import Row, Visit


class Frontier:
    """Makes the requests of a crawl. `parse` and `failed` are called back with the answers;
    `reports` are the addresses that are known to name reports."""

    def __init__(
        self,
        parse: Callable[..., Any],
        failed: Callable[..., Any],
        reports: dict[str, str],
    ) -> None:
        self.parse, self.failed, self.reports = parse, failed, reports
        self.asked: dict[str, str] = {}

    def first(self, visit: Visit) -> Request:
        """The request for an address that the source names."""
        self.asked[_key(visit)] = visit.role
        return self.request(visit)

    def request(self, visit: Visit) -> Request:
        """A request; addresses are told apart here, so that no visit is dropped unnoticed."""
        link = visit.link
        is_form = link.method == "POST"
        return Request(
            link.url,
            callback=self.parse,
            errback=self.failed,
            method=link.method,
            body=urlsplit(link.url).query if is_form else "",
            headers={"Content-Type": "application/x-www-form-urlencoded"} if is_form else None,
            meta={"keep": visit.role},
            cb_kwargs={"visit": visit},
            encoding=link.charset,
            dont_filter=True,
        )

    def requests(self, visits: Sequence[Visit]) -> Iterator[Request]:
        """Requests for what was not asked before."""
        for visit in self.unasked(visits):
            yield self.request(visit)

    def unasked(self, visits: Sequence[Visit]) -> list[Visit]:
        """Those whose address was not asked before; they count as asked from now on. An address
        that was asked without knowing why is asked again where a link now names it a report; the
        archive answers that."""
        found = []
        for visit in visits:
            key = _key(visit)
            before = self.asked.get(key)
            is_known_now = before == "undecided" and visit.role == "report"
            if before is None or (is_known_now and visit.link.url not in self.reports):
                self.asked[key] = visit.role
                found.append(visit)
        return found

    def after(self, visit: Visit, has_yielded: bool) -> Iterator[Request]:
        """What waited for this visit to end."""
        if visit.row is not None:
            visit.row.done(has_yielded)
            yield from self.onward(visit.row)

    def onward(self, row: Row) -> Iterator[Request]:
        """The next link of a row; at its end, what waited for that: folders are walked to their
        ground before their neighbours, and one that holds nothing but folders yields what they
        do."""
        following = row.next()
        if following is not None:
            yield self.request(following)
        elif not row.is_busy and row.above is not None:
            above, row.above = row.above, None
            yield from self.after(above, row.has_yielded)


def _key(visit: Visit) -> str:
    """An address as it counts: http and https at their own ports are one place, unless a page
    itself sends from one to the other."""
    scheme, _, rest = visit.link.url.partition("://")
    is_told_apart = visit.hops or urlsplit(visit.link.url).port is not None
    return f"{visit.link.method} {f'{scheme}:' if is_told_apart else ''}//{rest}"
