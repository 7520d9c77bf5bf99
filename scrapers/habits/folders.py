"""Folders: years, agencies and columns that lead to lists of their own.

Their texts don't tell (2023年, 民政局, 查看), so they are only taken where the address lies beneath
the list, is the list's own script with other parameters, or speaks of annual reports; what lies
there decides.
"""

import re
from urllib.parse import urlsplit

from scrapers.page import Link, Page
from scrapers.words import undecided

ANNUAL = re.compile(r"n(?:ian)?b(?:ao)?[s\d]*(?:$|[_/\-.])|ndbg|annual|gkbg|ndgkbg", re.IGNORECASE)
ORDER = {"column": 0, "year": 1, "agency": 2, "generic": 3}


def folders(page: Page) -> list[Link]:
    """Links that may lead to reports, the likelier first."""
    found = [(ORDER[kind], link) for link in page.links if (kind := _kind(page, link))]
    return [link for _, link in sorted(found, key=lambda pair: pair[0])]


def _kind(page: Page, link: Link) -> str:
    if link.url == page.url:
        return ""
    kind = undecided(link.text)
    return kind if kind and (kind == "column" or _is_near(page.starts_from, link.url)) else ""


def _is_near(here: str, there: str) -> bool:
    a, b = urlsplit(here), urlsplit(there)
    if a.netloc != b.netloc or b.path in ("", "/"):
        return False
    beneath = b.path.startswith(a.path[: a.path.rfind("/") + 1] or "/") and b.path != a.path
    same_script = b.path == a.path and b.query != a.query
    return beneath or same_script or ANNUAL.search(b.path) is not None
