"""The second readers: other engines, from bytes to a Document, than the first ones. How rows and
columns are found in the Document is the same for both.

They are slower and only run where a check failed or something was ambiguous. HTML goes through
BeautifulSoup with Python's own parser, DOCX through python-docx's `row.cells` (`second_docx.py`),
PDF through pdfplumber (`second_pdf.py`), plain text through a search for figures in each line.
"""

import re
from collections.abc import Iterator, Sequence

from bs4 import BeautifulSoup, Comment, Tag
from bs4.element import NavigableString

from extractors.charset import decode
from extractors.document import Block, Document, Paragraph, Place
from extractors.figures import read_figure
from extractors.html_tables import BLOCKS
from extractors.spans import SpannedCell, expand

LONGEST_LABEL = 25
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
                blocks += _lines_again(node, len(blocks))
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


def read_text_again(data: bytes) -> Document:
    """Every line on its own: a label and the figures that follow it, found by their look."""
    text, charset, _ = decode(data)
    return Document("text", tuple(_lines_again(text, 0)), charset)


def _lines_again(text: str, first: int) -> list[Block]:
    """The lines of a text, those with a label and figures as tables from number `first` + 1 on."""
    blocks: list[Block] = []
    for number, line in enumerate(re.split(r"\r\n?|\n|\f", text), first + 1):
        cells = [cell.strip() for cell in re.split(r"\t|\||\s{2,}|(?<=\d) (?=\d)", line.strip())]
        filled = [cell for cell in cells if cell]
        place = Place(path=f"line {number}", table=number)
        if _is_row(filled):
            blocks.append(expand([[SpannedCell(cell) for cell in filled]], place))
        else:
            blocks += _paragraphs(filled, place)
    return blocks


def _is_row(cells: Sequence[str]) -> bool:
    if len(cells) > 1 and any(_is_printed(cell) for cell in cells):
        return True
    return len(cells) > 2 and max(map(len, cells)) < LONGEST_LABEL


def _is_printed(text: str) -> bool:
    figure = read_figure(text)
    return figure is not None and figure.value is not None


def _paragraphs(texts: Sequence[str], place: Place) -> list[Block]:
    return [Paragraph(text, place) for text in texts]
