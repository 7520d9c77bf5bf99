"""How list pages of different systems name their reports and their further pages.

A habit is a pure function from a page to what it finds there. Each knows one system; all are asked
of every page, since a site may mix them.
"""

from collections.abc import Callable
from dataclasses import dataclass

from scrapers.habits import jcms, numbered, plain, scripted
from scrapers.habits.folders import folders
from scrapers.page import Link, Page, unique
from scrapers.words import is_report

FURTHER: dict[str, Callable[[Page], list[Link]]] = {
    "next": plain.next_pages,
    "createPageHTML": scripted.next_pages,
    "jcms": jcms.next_groups,
    "numbers": numbered.numbered_pages,
}


@dataclass(frozen=True)
class Listing:
    """What a list page offers: links that name reports, links that may lead to some, further pages
    of the list, and the habits that were recognised."""

    reports: tuple[Link, ...]
    undecided: tuple[Link, ...]
    further: tuple[Link, ...]
    habits: tuple[str, ...]


def listing(page: Page) -> Listing:
    """Everything that a list page offers, each address once."""
    parts = [page, *jcms.fragments(page)]
    reports = unique(link for part in parts for link in plain.reports(part))
    known = {link.url for link in reports} | {page.url}
    found = {name: habit(page) for name, habit in FURTHER.items()}
    pages = unique(link for links in found.values() for link in links)
    further = [link for link in pages if link.url not in known]
    known |= {link.url for link in further}
    maybe = unique(link for part in parts for link in folders(part) if link.url not in known)
    habits = [name for name, links in found.items() if links]
    if len(parts) > 1 and "jcms" not in habits:
        habits.append("jcms")
    if any(not is_report(link.text) for link in reports):
        habits.append("rows")
    if maybe:
        habits.append("folders")
    return Listing(tuple(reports), tuple(maybe), tuple(further), tuple(habits))
