"""The crawl of one source: list pages, the reports they name, the files that those link."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import replace

from scrapy import Request, Spider
from scrapy.http import Response
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.python.failure import Failure as TwistedFailure

from archive.records import ArchiveWriter
from scrapers.attachments import attachments, embedded, frames, viewed
from scrapers.content import (
    gone_home,
    is_about,
    is_other_file,
    is_report_file,
    is_report_page,
    trouble,
)
from scrapers.explain import failure_of
from scrapers.forwarding import forward
from scrapers.frontier import Frontier
from scrapers.habits import listing
from scrapers.habits.literal import is_data
from scrapers.ledger import Ledger
from scrapers.listwalk import DEEPEST, ListWalk, by_post
from scrapers.page import Link, Page, is_page
from scrapers.recorder import name_of
from scrapers.rows import Row, Visit
from scrapers.sources import Source
from scrapers.unfinished import Unfinished
from scrapers.words import is_look_alike, is_report

MOST_FORWARDS = 5


class ReportSpider(Spider):
    """Fetches what a source lists into the archive; counts and failures stay in its ledger."""

    name = "reports"

    def __init__(self, source: Source, writer: ArchiveWriter) -> None:
        super().__init__()
        self.source, self.writer = source, writer
        self.unfinished = Unfinished(writer.directory)
        self.ledger = Ledger(source.id, writer, self.unfinished)
        self.frontier = Frontier(self.parse, self.failed, self.ledger.reports)
        self.lists = ListWalk(self.frontier, self.ledger)

    async def start(self) -> AsyncIterator[Request]:
        for url in self.source.urls:
            yield self.frontier.first(Visit("list", Link(url, ""), row=Row.of_pages()))

    def parse(self, response: Response, visit: Visit) -> Iterator[Request]:
        """An answer: what it is decides, with the reason why it was asked."""
        try:
            page = Page.of(response.url, response.body, visit.base)
            if is_page(response.body) or (visit.role == "list" and is_data(page.text)):
                yield from self.parse_page(response, page, visit)
            else:
                yield from self.parse_file(response, visit)
        except Exception as error:
            what = f"{type(error).__name__}: {error}"
            self.ledger.fail(visit, "page_error", f"{response.url} can't be understood ({what})")
            yield from self.frontier.after(visit, has_yielded=False)

    def parse_page(self, response: Response, page: Page, visit: Visit) -> Iterator[Request]:
        if is_report_page(page):
            yield from self.parse_report(response, page, visit)
            return
        wrong = trouble(page) or gone_home(response.url, _is_redirected(response, visit))
        target = forward(page) if wrong is None or wrong.check == "blocked" else None
        if target is not None:
            yield from self.forwarded(response, target, visit)
        elif wrong is not None:
            self.ledger.fail(visit, wrong.check, f"{response.url} {wrong.message}")
            yield from self.frontier.after(visit, has_yielded=False)
        elif visit.role in ("list", "undecided"):
            yield from self.parse_list(response, page, visit)
        elif visit.role == "report":
            yield from self.parse_unlike(response, page, visit)
        else:
            yield from self.parse_shown(response, page, visit)

    def parse_file(self, response: Response, visit: Visit) -> Iterator[Request]:
        """A PDF, a DOCX, whatever else is no page."""
        is_empty = not response.body.strip()
        kind = "" if is_empty else _kind_of_file(response, visit)
        if is_empty:  # kept, it would take the place of the last good capture
            message = f"{response.url} answered with nothing; look there again"
            self.ledger.fail(visit, "empty_file", message)
        elif kind:
            self.ledger.keep(response, kind, visit)
        if kind == "attachment" and visit.role != "attachment":
            self.ledger.reports.setdefault(visit.link.url, visit.anchor)
        yield from self.frontier.after(visit, has_yielded=kind == "attachment")

    def parse_report(self, response: Response, page: Page, visit: Visit) -> Iterator[Request]:
        self.ledger.keep(response, "page", visit)
        if visit.role != "attachment":
            self.ledger.reports.setdefault(visit.link.url, visit.anchor or (page.heads or ("",))[0])
        yield from self.files(page, attachments(page))
        if visit.role in ("list", "undecided"):  # a column that shows its newest report
            yield from self.lists.walk(page, visit, is_report=True)
        else:
            yield from self.frontier.after(visit, has_yielded=True)

    def parse_unlike(self, response: Response, page: Page, visit: Visit) -> Iterator[Request]:
        """A link named a report, yet the page holds none of its own: a list of reports, a cover
        of files, a frame around one, or something that the readers have to judge."""
        if is_about(page):
            self.ledger.reports.pop(visit.link.url, None)
            self.ledger.keep(response, "list", visit)
            yield from self.frontier.after(visit, has_yielded=False)
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
        yield from self.frontier.requests(
            [Visit("report", replace(f, text=anchor), page.url) for f in inner]
        )
        yield from self.frontier.after(visit, has_yielded=True)

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
        yield from self.frontier.after(visit, has_yielded=bool(shown))

    def files(self, page: Page, links: list[Link]) -> Iterator[Request]:
        """Requests for the files of a report page."""
        several = len(links) > 1
        visits = [Visit("attachment", link, page.url, has_siblings=several) for link in links]
        yield from self.frontier.requests(visits)

    def forwarded(self, response: Response, target: Link, visit: Visit) -> Iterator[Request]:
        """A page that only sends on: its target is asked in its place."""
        self.ledger.keep(response, "list", visit)
        hops = (*visit.hops, visit.link.url)
        if target.url in hops or len(hops) > MOST_FORWARDS:
            message = f"{visit.link.url} is sent on in a circle, from page to page: look there"
            self.ledger.fail(visit, "redirect_loop", message)
            yield from self.frontier.after(visit, has_yielded=False)
            return
        inner = viewed(target.url)
        link = replace(target, url=inner or target.url, text=visit.link.text)
        onward = replace(visit, link=link, found_on=response.url, hops=hops)
        if visit.link.url in self.ledger.reports:
            self.ledger.reports.setdefault(link.url, self.ledger.reports.pop(visit.link.url))
        asked = list(self.frontier.requests([onward]))
        yield from asked
        if not asked:
            yield from self.frontier.after(visit, has_yielded=False)

    def parse_list(self, response: Response, page: Page, visit: Visit) -> Iterator[Request]:
        self.ledger.keep(response, "list", visit)
        yield from self.lists.walk(page, visit)

    def failed(self, failure: TwistedFailure) -> Iterator[Request]:
        """Notes what could not be fetched, with the reason and what to do."""
        request = failure.request  # type: ignore[attr-defined]
        visit: Visit = request.cb_kwargs["visit"]
        if isinstance(failure.value, HttpError) and self.lists.may_post(visit):
            yield self.frontier.request(by_post(visit))
            return
        check, message = failure_of(request.url, failure.value)
        if not (visit.role == "undecided" and check == "missing_page"):
            self.ledger.fail(visit, check, message)
        yield from self.frontier.after(visit, has_yielded=False)


def _kind_of_file(response: Response, visit: Visit) -> str:
    """ "attachment" for a report or what may be one, "list" for one file of several that is
    something else (an original is kept all the same), "" for what is not kept."""
    name, data = name_of(response), response.body
    if is_look_alike(name):
        return ""
    if is_report(name) or is_report(visit.link.text):
        return "attachment"
    if visit.role in ("list", "undecided"):
        return "attachment" if is_report_file(data) else ""
    return "list" if visit.has_siblings and is_other_file(data) else "attachment"


def _is_redirected(response: Response, visit: Visit) -> bool:
    is_sought = visit.role in ("report", "attachment")
    return is_sought and response.request is not None and "redirect_urls" in response.request.meta
