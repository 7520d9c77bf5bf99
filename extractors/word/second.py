"""The second reader of DOCX: python-docx's paragraphs, `row.cells` and fonts."""

import io
from collections.abc import Iterator
from typing import Any, cast

import docx
from docx.blkcntnr import BlockItemContainer
from docx.document import Document as DocxDocument
from docx.oxml.ns import qn
from docx.table import Table as DocxTable
from docx.table import _Cell as DocxCell
from docx.text.paragraph import Paragraph as DocxParagraph
from docx.text.run import Run as DocxRun

from extractors.document import Block, Document, Grid, Note, Paragraph, Place
from extractors.html.second import read_html_again
from extractors.layout.second import read_text_again
from extractors.spans import SpannedCell, expand
from extractors.word.boxes import BOX, FALLBACK, boxes_inside, text_boxes
from extractors.word.chunks import CHUNK, chunk_document, numbered_from
from extractors.word.fonts import Fonts
from extractors.word.package import ordinary
from extractors.word.reader import holds_table
from extractors.word.rows import with_ends
from extractors.word.shown import show
from extractors.word.styles import styles_of
from extractors.word.symbols import UNKNOWN, symbol, without_bullets

# What prints text in Word, and what it prints where that isn't its own.
TEXTS = {
    qn("w:t"): "",
    qn("m:t"): "",
    qn("w:sym"): "",
    qn("w:noBreakHyphen"): "-",
    qn("w:br"): "\n",
    qn("w:tab"): " ",
}
GONE = frozenset((qn("w:del"), qn("w:moveFrom"), qn("w:pPr"), FALLBACK, BOX))
W_R, W_P, H_MERGE = qn("w:r"), qn("w:p"), f"{qn('w:tcPr')}/{qn('w:hMerge')}"
CHUNK_READERS = {"html": read_html_again, "text": read_text_again}


def read_docx_again(data: bytes) -> Document:
    """Paragraphs and tables by python-docx; a merged cell is one that `row.cells` repeats. The
    documents in the document come last."""
    blocks: list[Block] = []
    notes: list[Note] = []
    package = docx.Document(io.BytesIO(ordinary(data)))
    fonts = Fonts(package.styles)
    body = package.element.body
    show(body, styles_of(package.styles.element, body))
    for item in _items(package):
        if isinstance(item, DocxTable):
            blocks.append(_grid(item, fonts, len(blocks)))
        elif text := " ".join(_text(item, fonts).lstrip(UNKNOWN).split()):
            blocks.append(Paragraph(text, Place()))
    for chunk in body.iter(CHUNK):
        inner = chunk_document(package, chunk, CHUNK_READERS)
        blocks += numbered_from(len(blocks), inner.blocks)
        notes += inner.notes
    return Document("docx", tuple(blocks), notes=tuple(notes))


def _items(container: BlockItemContainer | DocxDocument) -> Iterator[DocxParagraph | DocxTable]:
    """Paragraphs and tables, those in text boxes and in cells of placing tables, too."""
    for item in container.iter_inner_content():
        if isinstance(item, DocxTable) and holds_table(item._tbl):
            cells = {id(cell._tc): cell for row in item.rows for cell in row.cells}
            for cell in cells.values():
                yield from _items(cell)
            continue
        yield item
        if isinstance(item, DocxParagraph):
            for box in text_boxes(item._p):
                yield from (
                    DocxTable(cast(Any, table), item) for table in box.iterchildren(qn("w:tbl"))
                )


def _text(paragraph: DocxParagraph, fonts: Fonts) -> str:
    """The text of a paragraph as Word shows it, insertions and fields included."""
    shown = []
    for node in paragraph._p.iter(*TEXTS):
        around = []
        for above in node.iterancestors():
            if above is paragraph._p:
                break
            around.append(above)
        if any(above.tag in GONE for above in around):
            continue
        text = symbol(node) if node.tag == qn("w:sym") else TEXTS[str(node.tag)] or node.text or ""
        run = next((above for above in around if above.tag == W_R), None)
        shown.append(
            text
            if run is None
            else fonts.shown(DocxRun(cast(Any, run), paragraph), paragraph, text)
        )
    return "".join(shown)


def _texts(cell: DocxCell, fonts: Fonts) -> Iterator[str]:
    """The texts of a cell, those of tables of one cell in it, too."""
    for item in cell.iter_inner_content():
        if isinstance(item, DocxTable):
            yield from (
                text for row in item.rows for inner in row.cells for text in _texts(inner, fonts)
            )
        else:
            yield _text(item, fonts)


def _cell_text(cell: DocxCell, fonts: Fonts) -> str:
    """The lines of a cell, or of the text boxes that stand for them."""
    texts = list(_texts(cell, fonts))
    if not any(text.strip() for text in texts):
        boxed = (p for box in boxes_inside(cell._tc) for p in box.iter(W_P))
        texts = [_text(DocxParagraph(cast(Any, p), cell), fonts) for p in boxed]
    return "\n".join(" ".join(without_bullets(text).split()) for text in texts).strip()


def _grid(table: DocxTable, fonts: Fonts, number: int) -> Grid:
    positions: dict[object, list[tuple[int, int]]] = {}
    texts: dict[object, str] = {}
    gaps: dict[int, range] = {}
    for row_number, row in enumerate(table.rows):
        cells, first, last = row.cells, row.grid_cols_before, None
        for column, cell in enumerate(cells, first):
            if last is None or not _continues_left(cell):
                last = cell._tc
                texts[last] = _cell_text(cell, fonts)
            positions.setdefault(last, []).append((row_number, column))
        if row.grid_cols_after:
            end = first + len(cells)
            gaps[row_number] = range(end, end + row.grid_cols_after)
    rows: list[list[SpannedCell]] = [[] for _ in table.rows]
    for element, spots in positions.items():
        top, left = spots[0]
        height = 1 + max(row for row, _ in spots) - top
        width = 1 + max(column for _, column in spots) - left
        rows[top].append(SpannedCell(texts[element], height, width, left))
    return expand(with_ends(rows, gaps), Place(table=number))


def _continues_left(cell: DocxCell) -> bool:
    """Whether a cell is merged into the one to its left, in the manner of old documents."""
    merge = cell._tc.find(H_MERGE)
    return merge is not None and merge.get(qn("w:val"), "continue") == "continue"
