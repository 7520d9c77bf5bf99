"""Where a page sends its reader: meta refresh and scripts with a literal address."""

import re

from scrapers.page import Link, Page

REFRESH = re.compile(r"^\s*(\d*\.?\d*)\s*[;,]?\s*url\s*=\s*['\"]?([^'\"]+)", re.IGNORECASE)
SCRIPT = re.compile(
    r"""(?:(?:window|self|top|parent|document)\s*\.\s*)*location(?:\s*\.\s*href)?\s*=\s*["']([^"']+)["'](?!\s*\+)"""
    r"""|location\s*\.\s*(?:replace|assign)\s*\(\s*["']([^"']+)["']\s*\)"""
    r"""|window\.navigate\s*\(\s*["']([^"']+)["']\s*\)"""
)
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
    found = SCRIPT.search(f"{page.scripts}\n{onload}")
    return page.link(next(group for group in found.groups() if group)) if found else None
