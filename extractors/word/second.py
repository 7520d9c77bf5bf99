"""The second reader of DOCX: python-docx's paragraphs, cells and fonts.

python-docx sees nothing of what stands in a content control, so these are opened first."""

import io
from collections.abc import Iterator
from typing import Any, cast

import docx
from docx.blkcntnr import BlockItemContainer
from docx.document import Document as DocxDocument
from docx.oxml.ns import qn
from docx.oxml.table import CT_Tc
from docx.table import Table as DocxTable
from docx.table import _Cell as DocxCell
from docx.text.paragraph import Paragraph as DocxParagraph
from docx.text.run import Run as DocxRun
from lxml import etree

from extractors.document import Block, Document, Grid, Note, Paragraph, Place
from extractors.html.second import read_html_again
from extractors.layout.second import read_text_again
from extractors.spans import MOST_COLUMNS, SpannedCell, expand
from extractors.word.boxes import BOX, FALLBACK, boxes_inside, text_boxes
from extractors.word.chunks import CHUNK, Readers, chunk_document, numbered_from
from extractors.word.fonts import Fonts
from extractors.word.numbered import NUMBER, shown_lists, shows_number, without_serials
from extractors.word.package import ordinary
from extractors.word.reader import holds_table
from extractors.word.rows import WRAPPERS, with_ends
from extractors.word.shown import show
from extractors.word.styles import Styles, styles_of
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
GONE = frozenset((*(qn(f"w:{name}") for name in ("del", "moveFrom", "pPr", "rt")), FALLBACK, BOX))
W_R, W_P, H_MERGE = qn("w:r"), qn("w:p"), f"{qn('w:tcPr')}/{qn('w:hMerge')}"
# What holds blocks, rows or cells.
HOLDERS = frozenset((BOX, *(qn(f"w:{name}") for name in ("body", "tbl", "tr", "tc"))))
CHUNK_READERS: Readers = {"html": read_html_again, "text": read_text_again}


def read_docx_again(data: bytes) -> Document:
    """Paragraphs and tables by python-docx. The documents in the document come last."""
    blocks: list[Block] = []
    notes: list[Note] = []
    package = docx.Document(io.BytesIO(ordinary(data)))
    fonts = Fonts(package.styles)
    body = package.element.body
    _open_wrappers(body)
    styles = styles_of(package.styles.element, body, shown_lists(package))
    show(body, styles)
    for item in _items(package):
        if isinstance(item, DocxTable):
            blocks.append(_grid(item, fonts, styles, len(blocks)))
        elif text := " ".join(_text(item, fonts).lstrip(UNKNOWN).split()):
            blocks.append(Paragraph(text, Place()))
    for chunk in body.iter(CHUNK):
        inner = chunk_document(package, chunk, {**CHUNK_READERS, "docx": read_docx_again})
        blocks += numbered_from(len(blocks), inner.blocks)
        notes += inner.notes
    return Document("docx", tuple(blocks), notes=tuple(notes))


def _open_wrappers(body: etree._Element) -> None:
    """Sets the blocks, rows and cells of content controls and the like in the place of these."""
    for wrapper in list(body.iter(*WRAPPERS)):
        parent = wrapper.getparent()
        if parent is None or parent.tag not in HOLDERS:
            continue
        for part in list(wrapper):
            if isinstance(part.tag, str) and not part.tag.endswith("Pr"):
                wrapper.addprevious(part)
        parent.remove(wrapper)


def _items(container: BlockItemContainer | DocxDocument) -> Iterator[DocxParagraph | DocxTable]:
    """Paragraphs and tables, those in text boxes and in cells of placing tables, too."""
    for item in container.iter_inner_content():
        if isinstance(item, DocxTable) and holds_table(item._tbl):
            for cell in _cells(item):
                yield from _items(cell)
            continue
        yield item
        if isinstance(item, DocxParagraph):
            for box in text_boxes(item._p):
                yield from (
                    DocxTable(cast(Any, table), item) for table in box.iterchildren(qn("w:tbl"))
                )


def _cells(table: DocxTable) -> Iterator[DocxCell]:
    return (DocxCell(tc, table) for row in table._tbl.tr_lst for tc in row.tc_lst)


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
            yield from (text for inner in _cells(item) for text in _texts(inner, fonts))
        else:
            yield _text(item, fonts)


def _cell_text(cell: DocxCell, fonts: Fonts) -> str:
    """The lines of a cell, or of the text boxes that stand for them."""
    texts = list(_texts(cell, fonts))
    if not any(text.strip() for text in texts):
        boxed = (p for box in boxes_inside(cell._tc) for p in box.iter(W_P))
        texts = [_text(DocxParagraph(cast(Any, p), cell), fonts) for p in boxed]
    return "\n".join(" ".join(without_bullets(text).split()) for text in texts).strip()


def _grid(table: DocxTable, fonts: Fonts, styles: Styles, number: int) -> Grid:
    """A table by its cells' own positions: one that continues that above, or to its left, is a part
    of it."""
    owners: dict[tuple[int, int], CT_Tc] = {}
    spots: dict[CT_Tc, list[tuple[int, int]]] = {}
    gaps: dict[int, range] = {}
    for row_number, row in enumerate(table._tbl.tr_lst):
        column, owner = row.grid_before, None
        for tc in row.tc_lst:
            above = owners.get((row_number - 1, column)) if tc.vMerge == "continue" else None
            if above is not None:
                owner = above
            elif owner is None or not _continues_left(tc):
                owner = tc
            end = min(column + tc.grid_span, MOST_COLUMNS)
            for spot in range(column, end):
                owners[row_number, spot] = owner
                spots.setdefault(owner, []).append((row_number, spot))
            column = end
        if row.grid_after:
            gaps[row_number] = range(column, min(column + row.grid_after, MOST_COLUMNS))
    rows: list[list[SpannedCell]] = [[] for _ in table._tbl.tr_lst]
    for tc, covered in spots.items():
        top, left = covered[0]
        height = 1 + max(row for row, _ in covered) - top
        width = 1 + max(column for _, column in covered) - left
        text = _cell_text(DocxCell(tc, table), fonts)
        if not text and shows_number(tc, styles):
            text = NUMBER
        rows[top].append(SpannedCell(text, height, width, left))
    return expand(without_serials(with_ends(rows, gaps)), Place(table=number))


def _continues_left(tc: CT_Tc) -> bool:
    """Whether a cell is merged into the one to its left, in the manner of old documents."""
    merge = tc.find(H_MERGE)
    return merge is not None and merge.get(qn("w:val"), "continue") == "continue"
