"""What a page shows in place of its hidden parts: figures in tables, or pictures, which may be the
report itself."""

import re
from collections.abc import Iterator, Set

from lxml import etree

from extractors.html.declared import said
from extractors.html.tables import fold, holds_table, is_skipped

FIGURE = re.compile(r"\d[\d,]*(?:\.\d+)?")
# So many cells of figures are no page numbers or dates: they may be the report's tables.
LEAST_FIGURES = 6
# Parts of a page that hold the site's own pictures, by their tags or by words of their names.
FRAME = frozenset({"a", "header", "footer", "nav"})
FRAME_NAME = re.compile(r"(?<![a-z])(?:header|footer|nav|logo|banner)(?![a-z])")
# Seals and icons are smaller, in pixels.
LEAST_SIZE = 80
PIXELS = re.compile(r"\s*(\d+)(?:\.\d+)?\s*(?:px)?\s*")


def shows_figures(root: etree._Element, folded: Set[etree._Element]) -> bool:
    """Whether a table that is shown holds figures, whatever its labels are."""
    tables = (table for table in root.iter("table") if not holds_table(table))
    return any(_figures(table) >= LEAST_FIGURES and _is_shown(table, folded) for table in tables)


def shows_picture(root: etree._Element, folded: Set[etree._Element]) -> bool:
    """Whether a picture that is no seal and no icon is shown in the page's content."""
    return any(
        not _is_small(image) and not _is_of_frame(image) and _is_shown(image, folded)
        for image in root.iter("img")
    )


def _figures(table: etree._Element) -> int:
    cells = ("".join(cell.itertext()) for cell in table.iter("td", "th"))
    return sum(FIGURE.fullmatch(fold(text)) is not None for text in cells)


def _is_shown(element: etree._Element, folded: Set[etree._Element]) -> bool:
    return not any(e in folded or is_skipped(e) for e in (element, *element.iterancestors()))


def _is_of_frame(image: etree._Element) -> bool:
    """Whether a picture stands in a link, or in what a site sets around its pages."""
    return any(
        e.tag in FRAME or FRAME_NAME.search(f"{e.get('class') or ''} {e.get('id') or ''}".lower())
        for e in image.iterancestors()
    )


def _is_small(image: etree._Element) -> bool:
    """Whether the size that a picture declares is that of a seal or an icon."""
    return any(size < LEAST_SIZE for size in _sizes(image))


def _sizes(image: etree._Element) -> Iterator[int]:
    own = said((image.get("style") or "").lower())
    for name in ("width", "height"):
        if match := PIXELS.fullmatch(own.get(name) or image.get(name) or ""):
            yield int(match[1])
