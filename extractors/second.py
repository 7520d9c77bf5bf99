"""The second readers: other engines, from bytes to a Document, than the first ones. How rows and
columns are found in the Document is the same for both.

They are slower and only run where a check failed or something was ambiguous. HTML goes through
BeautifulSoup with Python's own parser, DOCX through python-docx's `row.cells`, PDF through
pdfplumber (`second_pdf.py`), plain text through a search for figures in each line.
"""

import io
import re
from collections.abc import Iterator, Sequence
from typing import Any, cast

import docx
from bs4 import BeautifulSoup, Comment, Tag
from bs4.element import NavigableString
from docx.blkcntnr import BlockItemContainer
from docx.document import Document as DocxDocument
from docx.oxml.ns import qn
from docx.table import Table as DocxTable
from docx.table import _Cell as DocxCell
from docx.text.paragraph import Paragraph as DocxParagraph

from extractors.charset import decode
from extractors.document import Block, Document, Grid, Paragraph, Place
from extractors.figures import read_figure
from extractors.html_tables import BLOCKS
from extractors.spans import SpannedCell, expand
from extractors.word import BOX, FALLBACK, holds_table, text_boxes
from extractors.word_package import ordinary

LONGEST_LABEL = 25
# What prints text in Word, and what it prints where that isn't its own.
DOCX_TEXTS = {
    qn("w:t"): "",
    qn("m:t"): "",
    qn("w:noBreakHyphen"): "-",
    qn("w:br"): "\n",
    qn("w:tab"): " ",
}
DOCX_OFF = tuple(qn(name) for name in ("w:vanish", "w:strike", "w:dstrike"))
DOCX_GONE = frozenset((qn("w:del"), qn("w:moveFrom"), FALLBACK, BOX))
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


def read_docx_again(data: bytes) -> Document:
    """Paragraphs and tables by python-docx; a merged cell is one that `row.cells` repeats."""
    blocks: list[Block] = []
    for item in _docx_items(docx.Document(io.BytesIO(ordinary(data)))):
        if isinstance(item, DocxTable):
            blocks.append(_docx_grid(item, len(blocks)))
        elif item.text.strip():
            blocks.append(Paragraph(" ".join(item.text.split()), Place()))
    return Document("docx", tuple(blocks))


def _docx_items(
    container: BlockItemContainer | DocxDocument,
) -> Iterator[DocxParagraph | DocxTable]:
    """Paragraphs and tables, those in text boxes and in cells of placing tables, too."""
    for item in container.iter_inner_content():
        if isinstance(item, DocxTable) and holds_table(item._tbl):
            cells = {id(cell._tc): cell for row in item.rows for cell in row.cells}
            for cell in cells.values():
                yield from _docx_items(cell)
            continue
        yield item
        if isinstance(item, DocxParagraph):
            for box in text_boxes(item._p):
                yield from (
                    DocxTable(cast(Any, table), item) for table in box.iterchildren(qn("w:tbl"))
                )


def _docx_text(paragraph: DocxParagraph) -> str:
    """The text of a paragraph as Word shows it, insertions and fields included."""
    shown = []
    for node in paragraph._p.iter(*DOCX_TEXTS):
        around = list(node.iterancestors())
        run = next((above for above in around if above.tag == qn("w:r")), None)
        properties = run.find(qn("w:rPr")) if run is not None else None
        is_off = properties is not None and any(properties.find(t) is not None for t in DOCX_OFF)
        if not is_off and not any(above.tag in DOCX_GONE for above in around):
            shown.append(DOCX_TEXTS[str(node.tag)] or node.text or "")
    return "".join(shown)


def _docx_texts(cell: DocxCell) -> Iterator[str]:
    """The texts of a cell, those of tables of one cell in it, too."""
    for item in cell.iter_inner_content():
        if isinstance(item, DocxTable):
            yield from (
                text for row in item.rows for inner in row.cells for text in _docx_texts(inner)
            )
        else:
            yield _docx_text(item)


def _docx_grid(table: DocxTable, number: int) -> Grid:
    positions: dict[object, list[tuple[int, int]]] = {}
    texts: dict[object, str] = {}
    for row_number, row in enumerate(table.rows):
        for column, cell in enumerate(row.cells, row.grid_cols_before):
            positions.setdefault(cell._tc, []).append((row_number, column))
            texts[cell._tc] = "\n".join(
                " ".join(text.split()) for text in _docx_texts(cell)
            ).strip()
    rows: list[list[SpannedCell]] = [[] for _ in table.rows]
    for element, spots in positions.items():
        top, left = spots[0]
        height = 1 + max(row for row, _ in spots) - top
        width = 1 + max(column for _, column in spots) - left
        rows[top].append(SpannedCell(texts[element], height, width, left))
    return expand(rows, Place(table=number))


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
