"""What a list page would yield, before anything is added: its habits, the links that name reports,
those that can't be told, further pages, and the links that were turned down, with the reason."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from scrapers.attachments import frames
from scrapers.content import is_report_page, trouble
from scrapers.forwarding import forward
from scrapers.habits import ANSWERS, listing
from scrapers.listwalk import nothing_listed
from scrapers.page import Link, Page, unique
from scrapers.words import is_look_alike, is_report, squeezed, undecided

SPEAKS = ("年报", "报告", "公开")


@dataclass(frozen=True)
class Found:
    """A link and what the crawl would make of it: "report", "undecided", "further" or
    "rejected"."""

    kind: str
    url: str
    text: str
    reason: str


@dataclass(frozen=True)
class Probe:
    """What was seen. `page` is "list", "report", "forward" or what is wrong with it."""

    url: str
    page: str
    habits: tuple[str, ...]
    links: tuple[Found, ...]

    def as_json(self) -> dict[str, Any]:
        """The probe for machines."""
        return asdict(self)


def probe(page: Page) -> Probe:
    """What a crawl would make of a page."""
    offer = listing(page)
    found = [
        *(
            Found("report", link.url, _told(link), "its text names a report")
            for link in offer.reports
        ),
        *(Found("undecided", link.url, link.text, _maybe(link)) for link in offer.undecided),
        *(Found("further", link.url, link.text, _further(link)) for link in offer.further),
        *_elsewhere(page, bool(offer.reports)),
    ]
    known = {link.url for link in found}
    rest = [link for link in unique(page.links) if link.url not in known]
    found += [Found("rejected", link.url, link.text, why) for link in rest if (why := _why(link))]
    kind = _kind(page, bool(offer.reports), any(link.kind != "rejected" for link in found))
    return Probe(page.url, kind, offer.habits, tuple(found))


def _kind(page: Page, has_reports: bool, has_links: bool) -> str:
    wrong, target = trouble(page), forward(page)
    if is_report_page(page):
        return "report"
    if target is not None and not has_reports:
        return f"forward to {target.url}"
    if wrong is None and not has_links:
        wrong = nothing_listed(page)
    return f"{wrong.check}: {wrong.message}" if wrong else "list"


def _further(link: Link) -> str:
    return "asked by the page's script" if link.text in ANSWERS else "a further page"


def _elsewhere(page: Page, has_reports: bool) -> Iterator[Found]:
    """Where the list itself may be, if this page names no report: its target, its frames."""
    target = forward(page)
    if has_reports or is_report_page(page):
        return
    if target is not None:
        yield Found("further", target.url, target.text, "the page only sends on to here; probe it")
    for frame in frames(page):
        yield Found("further", frame.url, frame.text, "shown in a frame of the page; probe it")


def _told(link: Link) -> str:
    return link.text if is_report(link.text) else link.row


def _maybe(link: Link) -> str:
    return f"its text ({undecided(link.text)}) can't tell; fetched, and its content decides"


def _why(link: Link) -> str:
    """Why a link that speaks of reports was turned down; "" for links that speak of else."""
    words = squeezed(link.text)
    if is_look_alike(words) and any(word in words for word in SPEAKS):
        return "it names something about reports, not one"
    if undecided(words):
        return "it can't be told, and lies neither beneath the list nor under an annual-report path"
    if "信息公开" in words and any(word in words for word in SPEAKS):
        return "it names no annual report"
    return ""
