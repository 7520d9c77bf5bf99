"""The crawl of one source: list pages, the reports they name, the files that those link."""

import re
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace

from scrapy import Request, Spider
from scrapy.http import Response
from twisted.python.failure import Failure as TwistedFailure

from archive.records import ArchiveWriter
from extractors.sniff import looks_like_html
from scrapers.attachments import attachments, embedded, frames, viewed
from scrapers.content import gone_home, is_about, is_report_file, is_report_page, trouble
from scrapers.explain import failure_of
from scrapers.forwarding import forward
from scrapers.habits import Listing, listing
from scrapers.habits.jcms import ANSWERS
from scrapers.ledger import Ledger
from scrapers.page import Link, Page
from scrapers.recorder import name_of
from scrapers.rows import Row, Visit
from scrapers.sources import Source
from scrapers.unfinished import Unfinished
from scrapers.words import is_look_alike, is_report

# A list without a page around it: an answer to a script.
MARKUP = re.compile(rb"<record>|^\s*<(?:ul|li|ol|a|dl|meta|script|!--)\b", re.IGNORECASE)
DEEPEST = 3
MOST_FORWARDS = 5


class ReportSpider(Spider):
    """Fetches what a source lists into the archive; counts and failures stay in its ledger."""

    name = "reports"

    def __init__(self, source: Source, writer: ArchiveWriter) -> None:
        super().__init__()
        self.source, self.writer = source, writer
        self.unfinished = Unfinished(writer.directory)
        self.ledger = Ledger(source.id, writer, self.unfinished)
        self.asked: dict[str, str] = {}

    async def start(self) -> AsyncIterator[Request]:
        for url in self.source.urls:
            visit = Visit("list", Link(url, ""), row=Row.of_pages())
            self.asked[url] = visit.role
            yield self.request(visit)

    def request(self, visit: Visit) -> Request:
        """A request; addresses are told apart here, so that no visit is dropped unnoticed."""
        return Request(
            visit.link.url,
            callback=self.parse,
            errback=self.failed,
            meta={"keep": visit.role},
            cb_kwargs={"visit": visit},
            encoding=visit.link.charset,
            dont_filter=True,
        )

    def visits(self, visits: list[Visit]) -> Iterator[Request]:
        """Requests for what was not asked before."""
        for visit in self.unasked(visits):
            yield self.request(visit)

    def unasked(self, visits: list[Visit]) -> list[Visit]:
        """Those whose address was not asked before; they count as asked from now on. An address
        that was asked without knowing why is asked again where a link now names it a report; the
        archive answers that."""
        found = []
        for visit in visits:
            url = visit.link.url
            before = self.asked.get(url)
            is_known_now = before == "undecided" and visit.role == "report"
            if before is None or (is_known_now and url not in self.ledger.reports):
                self.asked[url] = visit.role
                found.append(visit)
        return found

    def parse(self, response: Response, visit: Visit) -> Iterator[Request]:
        """An answer: what it is decides, with the reason why it was asked."""
        try:
            if looks_like_html(response.body) or MARKUP.search(response.body[:20_000]):
                page = Page.of(response.url, response.body, visit.base)
                yield from self.parse_page(response, page, visit)
            else:
                yield from self.parse_file(response, visit)
        except Exception as error:
            what = f"{type(error).__name__}: {error}"
            self.ledger.fail(visit, "page_error", f"{response.url} can't be understood ({what})")
            yield from self.after(visit, has_yielded=False)

    def parse_page(self, response: Response, page: Page, visit: Visit) -> Iterator[Request]:
        if is_report_page(page):
            yield from self.parse_report(response, page, visit)
            return
        wrong = trouble(page) or gone_home(response.url, _is_redirected(response, visit))
        target = forward(page) if wrong is None or wrong.check == "blocked" else None
        if target is not None and visit.forwards < MOST_FORWARDS:
            yield from self.forwarded(response, target, visit)
        elif wrong is not None:
            self.ledger.fail(visit, wrong.check, f"{response.url} {wrong.message}")
            yield from self.after(visit, has_yielded=False)
        elif visit.role in ("list", "undecided"):
            yield from self.parse_list(response, page, visit)
        elif visit.role == "report":
            yield from self.parse_unlike(response, page, visit)
        else:
            yield from self.parse_shown(response, page, visit)

    def parse_file(self, response: Response, visit: Visit) -> Iterator[Request]:
        """A PDF, a DOCX, whatever else is no page."""
        name = name_of(response)
        is_ours = not is_look_alike(name)
        if is_ours and visit.role in ("list", "undecided"):
            is_ours = is_report(name) or is_report_file(response.body)
        if is_ours:  # also an empty one: the readers say so, and a later night may bring it
            self.ledger.keep(response, "attachment", visit)
            if visit.role != "attachment":
                self.ledger.reports.setdefault(visit.link.url, visit.anchor)
        yield from self.after(visit, has_yielded=is_ours)

    def parse_report(self, response: Response, page: Page, visit: Visit) -> Iterator[Request]:
        self.ledger.keep(response, "page", visit)
        if visit.role != "attachment":
            self.ledger.reports.setdefault(visit.link.url, visit.anchor or (page.heads or ("",))[0])
        yield from self.files(page, attachments(page))
        yield from self.after(visit, has_yielded=True)

    def parse_unlike(self, response: Response, page: Page, visit: Visit) -> Iterator[Request]:
        """A link named a report, yet the page holds none of its own: a list of reports, a cover
        of files, a frame around one, or something that the readers have to judge."""
        if is_about(page):
            self.ledger.reports.pop(visit.link.url, None)
            self.ledger.keep(response, "list", visit)
            yield from self.after(visit, has_yielded=False)
            return
        offer = listing(page)
        others = [link for link in offer.reports if link.url != page.url]
        files = attachments(page)
        if len(others) > 1 and not files and visit.depth < DEEPEST:
            self.ledger.reports.pop(visit.link.url, None)
            yield from self.parse_list(response, page, replace(visit, row=None))
            return
        self.ledger.keep(response, "page", visit)
        yield from self.files(page, files or embedded(page))
        inner = frames(page) if not files else []
        anchor = visit.anchor
        yield from self.visits([Visit("report", replace(f, text=anchor), page.url) for f in inner])
        yield from self.after(visit, has_yielded=True)

    def parse_shown(self, response: Response, page: Page, visit: Visit) -> Iterator[Request]:
        """A page where a file was expected: a viewer of it, perhaps."""
        shown = [link for link in embedded(page) if link.url != page.url]
        if shown:
            self.ledger.keep(response, "list", visit)
            yield from self.files(page, shown)
        else:
            self.ledger.fail(
                visit, "no_document", f"{response.url} is a page, no file; look there again"
            )
        yield from self.after(visit, has_yielded=bool(shown))

    def files(self, page: Page, links: list[Link]) -> Iterator[Request]:
        """Requests for the files of a report page."""
        yield from self.visits([Visit("attachment", link, page.url) for link in links])

    def forwarded(self, response: Response, target: Link, visit: Visit) -> Iterator[Request]:
        """A page that only sends on: its target is asked in its place."""
        self.ledger.keep(response, "list", visit)
        inner = viewed(target.url)
        link = replace(target, url=inner or target.url, text=visit.link.text)
        onward = replace(visit, link=link, found_on=response.url, forwards=visit.forwards + 1)
        if visit.link.url in self.ledger.reports:
            self.ledger.reports.setdefault(link.url, self.ledger.reports.pop(visit.link.url))
        asked = list(self.visits([onward]))
        yield from asked
        if not asked:
            yield from self.after(visit, has_yielded=False)

    def parse_list(self, response: Response, page: Page, visit: Visit) -> Iterator[Request]:
        self.ledger.keep(response, "list", visit)
        offer = listing(page)
        folder = visit.link.text if visit.role == "undecided" else ""
        trail = " ".join(part for part in (visit.trail, folder) if part)
        named = self.unasked(
            [Visit("report", link, page.url, trail=trail) for link in offer.reports]
        )
        for report in named:
            self.ledger.reports.setdefault(report.link.url, report.anchor)
            yield self.request(report)
        maybe = self.folders(offer, page, visit, trail)
        has_yielded = bool(named) or maybe is not None
        row, after = visit.row, visit
        if visit.role != "list":
            row, after = Row.of_pages(), replace(visit, role="list", row=None)
            row.done(has_yielded)
        if row is not None:
            further = [
                replace(
                    after,
                    link=link,
                    found_on=page.url,
                    row=row,
                    trail=trail,
                    base=page.starts_from if link.text in ANSWERS else "",
                )
                for link in offer.further
            ]
            row.extend(self.unasked(further))
            if visit.role != "list":
                yield from self.onward(row)
        if maybe is not None:
            yield from self.onward(maybe)
        yield from self.after(visit, has_yielded)

    def folders(self, offer: Listing, page: Page, visit: Visit, trail: str) -> Row | None:
        """The links of a list whose texts don't tell, to be asked one after another."""
        if visit.depth >= DEEPEST:
            return None
        row = Row.of_folders()
        row.extend(
            self.unasked(
                [
                    Visit("undecided", link, page.url, row, visit.depth + 1, trail=trail)
                    for link in offer.undecided
                ]
            )
        )
        return row if row.waiting else None

    def after(self, visit: Visit, has_yielded: bool) -> Iterator[Request]:
        """What waited for this visit to end."""
        if visit.row is not None:
            visit.row.done(has_yielded)
            yield from self.onward(visit.row)

    def onward(self, row: Row) -> Iterator[Request]:
        """The next link of a row."""
        following = row.next()
        if following is not None:
            yield self.request(following)

    def failed(self, failure: TwistedFailure) -> Iterator[Request]:
        """Notes what could not be fetched, with the reason and what to do."""
        request = failure.request  # type: ignore[attr-defined]
        visit: Visit = request.cb_kwargs["visit"]
        check, message = failure_of(request.url, failure.value)
        if not (visit.role == "undecided" and check == "missing_page"):
            self.ledger.fail(visit, check, message)
        yield from self.after(visit, has_yielded=False)


def _is_redirected(response: Response, visit: Visit) -> bool:
    is_sought = visit.role in ("report", "attachment")
    return is_sought and response.request is not None and "redirect_urls" in response.request.meta
