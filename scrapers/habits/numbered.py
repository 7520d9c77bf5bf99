"""Pages by number: links, or choices of a menu, whose whole text is 2, 3, 4, in whatever order
their files count (VSB counts backwards: index/3.htm, 2.htm, 1.htm)."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from scrapers.page import Link, Page

NUMBER = re.compile(r"^[\[【第]?\s*\d{1,3}\s*[\]】页]?$")
ADDRESS = re.compile(r"[./?]")
MOST = 40


def numbered_pages(page: Page) -> list[Link]:
    """Further pages of the list by their numbers, on the page's own host, in order."""
    here = urlsplit(page.starts_from).netloc
    found = [
        link
        for link in (*page.links, *_choices(page))
        if NUMBER.match(link.text) and urlsplit(link.url).netloc == here
    ]
    numbers = [int(re.sub(r"\D", "", link.text)) for link in found]
    ordered = sorted(zip(numbers, range(len(found)), found, strict=True), key=lambda x: x[:2])
    return [link for _, _, link in ordered][:MOST]


def _choices(page: Page) -> Iterator[Link]:
    """The addresses that a menu of pages holds: <option value="index_1.html">2</option>."""
    for option in page.elements("option"):
        address = option.get("value") or ""
        link = page.link(address, "".join(option.itertext()).strip())
        if link and ADDRESS.search(address):
            yield link
