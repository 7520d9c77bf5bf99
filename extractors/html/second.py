"""The second reader of HTML: BeautifulSoup with Python's own parser.

It is slower than the first and only runs where a check failed or something was ambiguous. How rows
and columns are found in the Document is the same for both."""

import re
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, TypeGuard

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString, PageElement, PreformattedString

from extractors.charset import decode
from extractors.document import Block, Document, Paragraph, Place
from extractors.html.panels import is_marked
from extractors.html.second_shown import show_again
from extractors.html.tables import BLOCKS
from extractors.layout.second import lines_again
from extractors.spans import SpannedCell, expand

# Elements that begin a line of their own.
PARTING = BLOCKS | {"br"}
CELLS = ("td", "th")
# What the start of a part of a table ends, where nothing else did.
OF_ROWS = frozenset((*CELLS, "tr", "thead", "tbody", "tfoot"))
ENDED = {
    **dict.fromkeys(CELLS, frozenset(CELLS)),
    "tr": frozenset((*CELLS, "tr")),
    **dict.fromkeys(("thead", "tbody", "tfoot"), OF_ROWS),
}


class _Soup(BeautifulSoup):
    """A page whose cells and rows end where the next begin: their end tags may be left out."""

    def handle_starttag(self, name: str, *args: Any, **kwargs: Any) -> Tag | None:  # noqa: ANN401
        if name in ENDED and self.currentTag is not None:
            for above in (self.currentTag, *self.currentTag.parents):
                if above.name == "table":
                    break
                if above.name in ENDED[name]:
                    self.handle_endtag(above.name)
        return super().handle_starttag(name, *args, **kwargs)


def read_html_again(data: bytes) -> Document:
    """Leaf tables and the texts between them, by BeautifulSoup."""
    text, charset, _ = decode(data)
    soup = _Soup(text, "html.parser")
    show_again(soup)
    if not _has_marked(soup):
        soup = _Soup(text, "html.parser")
        show_again(soup, opens_panels=True)
    _open_single_tables(soup)
    placing = {id(outer) for table in soup("table") for outer in table.find_parents("table")}
    blocks: list[Block] = []
    texts: list[str] = []
    nodes = iter(soup.descendants)
    for node in nodes:
        if isinstance(node, Tag):
            if node.name in PARTING:
                blocks += _paragraph(texts)
            if node.name == "table" and id(node) not in placing:
                inner = list(node.descendants)
                blocks.append(expand(list(_soup_rows(inner)), Place(table=len(blocks))))
                if not node("pre"):
                    deque(islice(nodes, len(inner)), maxlen=0)
        elif _is_text(node):
            if "\n" in node.strip() and _around(node, "pre") is not None:
                blocks += lines_again(node, len(blocks))
            elif (table := _around(node, "table")) is None or id(table) in placing:
                texts.append(node)
    return Document("html", (*blocks, *_paragraph(texts)), charset)


def _has_marked(soup: BeautifulSoup) -> bool:
    """Whether any table of the page is one of a report."""
    return any(is_marked(table.get_text()) for table in soup("table"))


def _is_text(node: object) -> TypeGuard[NavigableString]:
    """Whether a node is text, and neither a comment nor a declaration."""
    return isinstance(node, NavigableString) and not isinstance(node, PreformattedString)


def _paragraph(texts: list[str]) -> list[Paragraph]:
    """The texts up to here as one paragraph, however many elements cut them up."""
    text = " ".join("".join(texts).split())
    texts.clear()
    return [Paragraph(text, Place())] if text else []


def _around(node: NavigableString, name: str) -> Tag | None:
    """The nearest element of a name that a text stands in."""
    return next((parent for parent in node.parents if parent.name == name), None)


def _open_single_tables(soup: BeautifulSoup) -> None:
    for table in soup("table"):
        if table.find_parent(CELLS) and len(table(CELLS)) == 1:
            for part in (table, *table(("tbody", "tr", *CELLS))):
                part.name = "span"


@dataclass
class _Cell:
    """A cell whose text is being gathered; `block` is what the last of it stood in."""

    tag: Tag
    lines: list[str] = field(default_factory=lambda: [""])
    block: Tag | None = None

    def say(self, text: NavigableString) -> None:
        """Takes a text of the cell: on a new line where it stands in another block."""
        if text.isspace():
            self.lines[-1] += " "
            return
        block = None
        for above in text.parents:
            if block is None and above.name in BLOCKS:
                block = above
            if above.name in CELLS:
                break
        if above is not self.tag:
            return
        if block is not self.block:
            self.lines.append("")
        self.block = block
        self.lines[-1] += text

    def spanned(self) -> SpannedCell:
        folded = (" ".join(line.split()) for line in self.lines)
        return SpannedCell(
            "\n".join(line for line in folded if line),
            _count(self.tag.get("rowspan")),
            max(1, _count(self.tag.get("colspan"))),
        )


def _soup_rows(nodes: Iterable[PageElement]) -> Iterator[list[SpannedCell]]:
    """The rows of a table, in one pass over what it holds: a row or a cell begins where its element
    does, and a text belongs to the cell that began last."""
    rows: list[list[_Cell]] = []
    for node in nodes:
        if isinstance(node, Tag):
            if node.name == "tr":
                rows.append([])
            elif node.name in CELLS and rows:
                rows[-1].append(_Cell(node))
            elif node.name == "br" and rows and rows[-1]:
                rows[-1][-1].lines.append("")
        elif _is_text(node) and rows and rows[-1]:
            rows[-1][-1].say(node)
    for row in rows:
        yield [cell.spanned() for cell in row]


def _count(declared: object) -> int:
    match = re.match(r"\s*(\d+)", str(declared or ""))
    return int(match[1]) if match else 1
