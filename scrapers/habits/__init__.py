"""How list pages of different systems name their reports and their further pages.

A habit is a pure function from a page to what it finds there. Each knows one system; all are asked
of every page, since a site may mix them.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from scrapers.habits import jcms, literal, numbered, plain, scripted
from scrapers.habits.folders import folders
from scrapers.page import Link, Page, unique
from scrapers.words import is_report

# Each page names the one after it.
NEXT: dict[str, Callable[[Page], list[Link]]] = {
    "next": plain.next_pages,
    "createPageHTML": scripted.next_pages,
    "jcms": jcms.next_groups,
}
# These tell how many pages there are, so that following them comes to an end.
COUNTED = frozenset(("createPageHTML", "jcms"))
# What links to the answers that scripts ask for are called: relative addresses in an answer start
# from the page that shows it.
ANSWERS = (jcms.NAMED, jcms.COUNTED, literal.ENDPOINT)


@dataclass(frozen=True)
class Listing:
    """What a list page offers: links that name reports, links that may lead to some, the pages
    after it, pages by their numbers, and the habits that were recognised."""

    reports: tuple[Link, ...]
    undecided: tuple[Link, ...]
    following: tuple[Link, ...]
    numbered: tuple[Link, ...]
    habits: tuple[str, ...]

    @property
    def further(self) -> tuple[Link, ...]:
        """All further pages of the list."""
        return (*self.following, *self.numbered)

    @property
    def is_counted(self) -> bool:
        """Whether the list says how many pages it has."""
        return not COUNTED.isdisjoint(self.habits)


def listing(page: Page) -> Listing:
    """Everything that a list page offers, each address once."""
    scripted_parts = {"jcms": jcms.fragments(page), "literal": literal.fragments(page)}
    parts = [page, *(part for found in scripted_parts.values() for part in found)]
    reports = unique(link for part in parts for link in plain.reports(part))
    known = {link.url for link in reports} | {page.url}
    found = {name: habit(page) for name, habit in NEXT.items()}
    found["endpoint"] = (
        [] if reports and not literal.is_data(page.text) else literal.endpoints(page)
    )
    following = _unknown((link for links in found.values() for link in links), known)
    found["numbers"] = _unknown(numbered.numbered_pages(page), known)
    maybe = _unknown((link for part in parts for link in folders(part)), known)
    habits = [name for name, links in found.items() if links]
    for name, fragments in scripted_parts.items():
        if "jcms" not in habits and any(plain.reports(part) for part in fragments):
            habits.append(name)
    if any(not is_report(link.text) for link in reports):
        habits.append("rows")
    if maybe:
        habits.append("folders")
    return Listing(
        tuple(reports), tuple(maybe), tuple(following), tuple(found["numbers"]), tuple(habits)
    )


def _unknown(links: Iterable[Link], known: set[str]) -> list[Link]:
    """Those of other addresses, which are known from now on."""
    found = [link for link in unique(links) if link.url not in known]
    known |= {link.url for link in found}
    return found
