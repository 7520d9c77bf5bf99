"""The second reader of HTML: BeautifulSoup with Python's own parser.

It is slower than the first and only runs where a check failed or something was ambiguous. How rows
and columns are found in the Document is the same for both."""

import re
from collections.abc import Iterator

from bs4 import BeautifulSoup, Comment, Tag
from bs4.element import NavigableString

from extractors.charset import decode
from extractors.document import Block, Document, Paragraph, Place
from extractors.html.tables import BLOCKS
from extractors.layout.second import lines_again
from extractors.spans import SpannedCell, expand

UNSEEN = ("script", "style", "noscript", "template", "head", "del", "s", "strike")
# Elements that begin a line of their own.
PARTING = BLOCKS | {"br"}
UNSEEN_STYLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|line-through|font-size\s*:\s*0(?![.\d])"
)


def read_html_again(data: bytes) -> Document:
    """Leaf tables and the texts between them, by BeautifulSoup."""
    text, charset, _ = decode(data)
    soup = BeautifulSoup(text, "html.parser")
    for tag in soup(UNSEEN) + soup(style=UNSEEN_STYLE) + soup(hidden=True):
        tag.decompose()
    for tag in soup("input"):
        tag.replace_with(str(tag.get("value") or ""))
    _open_single_tables(soup)
    placing = {id(outer) for table in soup("table") for outer in table.find_parents("table")}
    blocks: list[Block] = []
    texts: list[str] = []
    for node in soup.descendants:
        if isinstance(node, Tag) and node.name in PARTING:
            blocks += _paragraph(texts)
            if node.name == "table" and id(node) not in placing:
                blocks.append(expand(list(_soup_rows(node)), Place(table=len(blocks))))
        elif isinstance(node, NavigableString) and not isinstance(node, Comment):
            if "\n" in node.strip() and _around(node, "pre") is not None:
                blocks += lines_again(node, len(blocks))
            elif (table := _around(node, "table")) is None or id(table) in placing:
                texts.append(node)
    return Document("html", (*blocks, *_paragraph(texts)), charset)


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
        if table.find_parent(("td", "th")) and len(table(("td", "th"))) == 1:
            for part in (table, *table(("tbody", "tr", "td", "th"))):
                part.name = "span"


def _soup_rows(table: Tag) -> Iterator[list[SpannedCell]]:
    for row in table.find_all("tr"):
        yield [
            SpannedCell(
                _soup_text(cell),
                _count(cell.get("rowspan")),
                max(1, _count(cell.get("colspan"))),
            )
            for cell in row.find_all(["td", "th"], recursive=False)
        ]


def _soup_text(cell: Tag) -> str:
    """The lines of a cell: only blocks and line breaks part them."""
    parts = [
        node.replace("\n", " ") if isinstance(node, NavigableString) else "\n"
        for node in cell.descendants
        if isinstance(node, NavigableString) or (isinstance(node, Tag) and node.name in PARTING)
    ]
    lines = (" ".join(line.split()) for line in "".join(parts).split("\n"))
    return "\n".join(line for line in lines if line)


def _count(declared: object) -> int:
    match = re.match(r"\s*(\d+)", str(declared or ""))
    return int(match[1]) if match else 1
