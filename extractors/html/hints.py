"""What a page says of itself outside its text: titles, sources and the day of publication."""

import re
from collections.abc import Iterator

from lxml import etree

from extractors.html.tables import fold

TITLE_METAS = frozenset(("articletitle", "og:title", "title"))
SOURCE_METAS = frozenset(("contentsource", "author", "source"))
DATE_METAS = frozenset(
    ("pubdate", "publishdate", "publishtime", "article:published_time", "datepublished")
)
# In the data that a page gives to search engines.
DATE_PUBLISHED = re.compile(r'"datePublished"\s*:\s*"([^"]*)"')
DAY = re.compile(r"\d{4}-\d\d-\d\d")


def hints_of(root: etree._Element) -> Iterator[tuple[str, str]]:
    """(kind, text) of each hint, the kind "title", "source" or "date"."""
    for element in root.iter("title"):
        if next(element.iterancestors("svg"), None) is not None:
            continue
        yield "title", fold("".join(element.itertext()))
    for element in root.iter("meta"):
        name = element.get("name") or element.get("property") or element.get("itemprop") or ""
        content = fold(element.get("content") or "")
        for kind, names in (("title", TITLE_METAS), ("source", SOURCE_METAS), ("date", DATE_METAS)):
            if name.lower() in names and content:
                yield kind, content
    yield from _dates(root)


def _dates(root: etree._Element) -> Iterator[tuple[str, str]]:
    """The day that a page's data for search engines name; none where they name several, which are
    other texts'. A <time> element may be any text's, or today's."""
    dates = [
        date
        for element in root.iter("script")
        if (element.get("type") or "").strip().lower() == "application/ld+json"
        for date in DATE_PUBLISHED.findall("".join(element.itertext()))
    ]
    days = {match[0] if (match := DAY.match(date)) else "" for date in dates}
    if len(days) == 1 and days != {""}:
        yield "date", dates[0]
