"""Where a page sends its reader: meta refresh and scripts with a literal address."""

import re
from collections.abc import Iterator

from scrapers.literals import value_of, variables
from scrapers.page import Link, Page

REFRESH = re.compile(r"^\s*(\d*\.?\d*)\s*[;,]?\s*url\s*=\s*['\"]?([^'\"]+)", re.IGNORECASE)
LOCATION = r"""\blocation(?:["']\s*\])?(?:\s*\.\s*href)?"""
# Each is followed by the address that it sends to.
SENDS = re.compile(
    rf"{LOCATION}\s*=(?!=)|\blocation\s*\.\s*(?:replace|assign)\s*\(|window\s*\.\s*navigate\s*\("
)
OPENS = re.compile(r"""\bopen\s*\((?=[^()]*,\s*["']_(?:self|top|parent)["']\s*\))""")
LONGEST = 2000  # characters of an address, with what joins its parts
LONGEST_WAIT = 10.0
SHORT = 400
MOST_LINKS = 8


def forward(page: Page) -> Link | None:
    """The address that a page without content of its own sends on to; None for other pages."""
    target = _refresh(page) or _script(page)
    if target is None or target.url.partition("#")[0] == page.url.partition("#")[0]:
        return None
    return target


def _refresh(page: Page) -> Link | None:
    for meta in page.elements("meta"):
        if (meta.get("http-equiv") or "").lower() != "refresh" or _in_noscript(meta):
            continue
        found = REFRESH.match(meta.get("content") or "")
        if found and float(found.group(1) or 0) <= LONGEST_WAIT:
            return page.link(found.group(2))
    return None


def _in_noscript(meta: object) -> bool:
    return any(True for _ in meta.iterancestors("noscript"))  # type: ignore[attr-defined]


def _script(page: Page) -> Link | None:
    """Only of a page that shows next to nothing: other pages use such scripts for their menus and
    for mobile readers."""
    if len(page.visible) > SHORT or len(page.links) > MOST_LINKS:
        return None
    body = next(page.elements("body"), None)
    onload = (body.get("onload") or "") if body is not None else ""
    targets = (page.link(address) for address in _addresses(f"{page.scripts}\n{onload}"))
    return next((target for target in targets if target is not None), None)


def _addresses(script: str) -> Iterator[str]:
    names = variables(script)
    for pattern in (SENDS, OPENS):
        for found in pattern.finditer(script):
            address = value_of(script[found.end() : found.end() + LONGEST], names)
            if address:
                yield address
