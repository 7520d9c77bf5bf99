"""A list page: the reports that it names are asked, its further pages and folders one after
another."""

from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urlsplit

from scrapy import Request

from scrapers.attachments import frames
from scrapers.content import Trouble
from scrapers.frontier import Frontier
from scrapers.habits import ANSWERS, Listing, listing
from scrapers.habits.folders import is_near
from scrapers.habits.literal import is_data
from scrapers.ledger import Ledger
from scrapers.page import Link, Page
from scrapers.rows import Patience, Row, Visit

DEEPEST = 5


class ListWalk:
    """Walks the lists of one crawl."""

    def __init__(self, frontier: Frontier, ledger: Ledger) -> None:
        self.frontier, self.ledger = frontier, ledger
        self.answers: set[str] = set()

    def walk(self, page: Page, visit: Visit, is_report: bool = False) -> Iterator[Request]:
        """Requests for what a list page offers, which may be a report itself."""
        offer = listing(page)
        trail = _trail(visit)
        is_new = is_report or self._names_new(offer, page, trail)
        named = self.frontier.unasked(
            [Visit("report", link, page.url, trail=trail) for link in offer.reports]
        )
        for report in named:
            self.ledger.reports.setdefault(report.link.url, report.anchor)
            yield self.frontier.request(report)
        inner = self._inner(offer, page, visit, trail)
        if visit.link.text in ANSWERS:
            if not offer.reports and self.may_post(visit):
                yield self.frontier.request(by_post(visit))
                return
            self.answers.add(page.url)
        is_first = visit.row is not None and visit.row.asked == 1 and visit.role == "list"
        if is_first and inner is None and nothing_in(offer) and not is_report:
            wrong = nothing_listed(page)
            self.ledger.fail(visit, wrong.check, f"{page.url} {wrong.message}")
        yield from self._pages(offer, page, visit, trail, is_new)
        if inner is None:
            yield from self.frontier.after(visit, is_new)
            return
        if not is_new:
            inner.above = visit
        else:
            yield from self.frontier.after(visit, has_yielded=True)
        yield from self.frontier.onward(inner)

    def may_post(self, visit: Visit) -> bool:
        """Whether an answer that a GET did not bring may come by POST."""
        is_first = visit.link.text in ANSWERS and visit.found_on not in self.answers
        return is_first and visit.link.method == "GET"

    def _names_new(self, offer: Listing, page: Page, trail: str) -> bool:
        """Whether a list names a report that no list named before, by its words or its address
        without the query: endless pagers bring the same ones under ever new addresses."""
        texts = set(self.ledger.reports.values())
        places = {url.partition("?")[0] for url in self.ledger.reports}
        visits = (Visit("report", link, page.url, trail=trail) for link in offer.reports)
        return any(
            visit.anchor not in texts or visit.link.url.partition("?")[0] not in places
            for visit in visits
            if visit.link.url not in self.ledger.reports
        )

    def _pages(
        self, offer: Listing, page: Page, visit: Visit, trail: str, is_new: bool
    ) -> Iterator[Request]:
        """The further pages of the list join its row; those of a folder make one."""
        row = visit.row if visit.role == "list" else Row.of_pages(_folders(visit))
        if row is None:
            return
        if offer.is_counted:
            row.counted()

        def visits(links: tuple[Link, ...]) -> list[Visit]:
            return self.frontier.unasked(
                [
                    replace(
                        visit,
                        role="list",
                        link=_asked_like(visit, link),
                        found_on=page.url,
                        row=row,
                        trail=trail,
                        hops=(),
                        base=page.starts_from if link.text in ANSWERS else "",
                    )
                    for link in links
                ]
            )

        row.precede(visits(offer.following))
        row.extend(visits(offer.numbered))
        if visit.role != "list":
            row.done(is_new)
            yield from self.frontier.onward(row)

    def _inner(self, offer: Listing, page: Page, visit: Visit, trail: str) -> Row | None:
        """The links of a list whose texts don't tell, and the frames of a page that names no
        report itself, to be asked one after another."""
        if visit.depth >= DEEPEST:
            return None
        shown = [] if offer.reports else [f for f in frames(page) if _is_here(page, f)]
        row = Row.of_folders(_folders(visit))
        row.extend(
            self.frontier.unasked(
                [
                    Visit("undecided", link, page.url, row, _depth(page, link, visit), trail=trail)
                    for link in (*shown, *offer.undecided)
                ]
            )
        )
        return row if row.waiting else None


def by_post(visit: Visit) -> Visit:
    """The visit once more, its query sent as a form: some answers are only given so."""
    return replace(visit, link=replace(visit.link, method="POST"))


def nothing_in(offer: Listing) -> bool:
    """Whether a page offers nothing to follow."""
    return not (offer.reports or offer.undecided or offer.further)


def nothing_listed(page: Page) -> Trouble:
    """Why a list page offers nothing."""
    if next(page.elements("script"), None) is not None and not is_data(page.text):
        return Trouble(
            "needs_script",
            "names no report; its scripts may fetch the list from somewhere: look with a browser"
            " and name the address that they ask, or the reports themselves",
        )
    return Trouble("nothing_listed", "names no report and no further page; look whether it moved")


def _trail(visit: Visit) -> str:
    folder = visit.link.text if visit.role == "undecided" else ""
    return " ".join(part for part in (visit.trail, folder) if part)


def _asked_like(visit: Visit, link: Link) -> Link:
    """The answer after one that only came by POST is asked by POST."""
    is_next_answer = visit.link.text in ANSWERS and link.text in ANSWERS
    return replace(link, method=visit.link.method) if is_next_answer else link


def _depth(page: Page, link: Link, visit: Visit) -> int:
    """How deep a link lies; what lies elsewhere on the site is looked at, but not into."""
    return visit.depth + 1 if is_near(page, link) else DEEPEST


def _folders(visit: Visit) -> Patience | None:
    return visit.row.folders if visit.row is not None else None


def _is_here(page: Page, link: Link) -> bool:
    return urlsplit(link.url).netloc == urlsplit(page.url).netloc
