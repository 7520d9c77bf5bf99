"""Folders: years, agencies and columns that lead to lists of their own.

Their texts don't tell (2023年, 民政局, 查看); what lies there decides. An agency's name stands in
every menu, so it is only taken where the address lies beneath the list, is the list's own script
with other parameters, speaks of annual reports, or is that of an article.
"""

import re
from urllib.parse import urlsplit

from scrapers.page import Link, Page
from scrapers.words import undecided

ANNUAL = re.compile(r"n(?:ian)?b(?:ao)?[s\d]*(?:$|[_/\-.])|ndbg|annual|gkbg|ndgkbg", re.IGNORECASE)
ARTICLE = re.compile(
    r"/(?!index|list|default)[^/]*\d[^/]*\.\w{3,5}$|/content/\w+|/art_\w+", re.IGNORECASE
)
ORDER = {"column": 0, "annual": 1, "year": 2, "agency": 3, "generic": 4}


def folders(page: Page) -> list[Link]:
    """Links that may lead to reports, the likelier first."""
    found = [
        (not is_near(page, link), ORDER[kind], link)
        for link in page.links
        if (kind := _kind(page, link))
    ]
    return [link for *_, link in sorted(found, key=lambda known: known[:2])]


def _kind(page: Page, link: Link) -> str:
    if link.url == page.url:
        return ""
    kind = undecided(link.text)
    if kind in ("", "column") or is_near(page, link):
        return kind
    a, b = urlsplit(page.starts_from), urlsplit(link.url)
    is_front = b.path in ("", "/") and not b.query
    is_told = kind != "agency" or ARTICLE.search(b.path) is not None
    return kind if a.netloc == b.netloc and not is_front and is_told else ""


def is_near(page: Page, link: Link) -> bool:
    """Whether a link lies beneath the list, is its own script, or speaks of annual reports."""
    a, b = urlsplit(page.starts_from), urlsplit(link.url)
    if a.netloc != b.netloc or b.path in ("", "/"):
        return False
    beneath = b.path.startswith(a.path[: a.path.rfind("/") + 1] or "/") and b.path != a.path
    same_script = b.path == a.path and b.query != a.query
    return beneath or same_script or ANNUAL.search(b.path) is not None
