"""DOCX: paragraphs and tables of the body in order, spans as the file declares them.

python-docx opens the package; the body is walked as XML, since `row.cells` repeats merged cells
and walks the whole table for each one.
"""

import io
from collections.abc import Iterator

import docx
from docx.document import Document as Package
from docx.oxml.ns import qn
from lxml import etree

from extractors.document import Block, Document, Note, Paragraph, Place, UnreadableError
from extractors.layout.text_lines import TextLine, text_line
from extractors.layout.typed import is_typed, typed_blocks
from extractors.spans import expand
from extractors.word.boxes import text_boxes
from extractors.word.chunks import CHUNK, READERS, chunk_document, numbered_from
from extractors.word.numbered import shown_lists
from extractors.word.package import ordinary
from extractors.word.rows import W_TC, W_TR, WRAPPERS, children, rows_of
from extractors.word.shown import show
from extractors.word.styles import W_P, Styles, styles_of
from extractors.word.symbols import UNKNOWN
from extractors.word.text import text_of
from extractors.word.titles import titles

W_TBL = qn("w:tbl")
FAINT = "{} parts of cells, white or too small to be seen, were left out"
Part = Paragraph | TextLine | Document | tuple[str, etree._Element]


def read_docx(data: bytes) -> Document:
    """Raises UnreadableError where the package is broken."""
    try:
        package = docx.Document(io.BytesIO(ordinary(data)))
        body = package.element.body
        styles = styles_of(package.styles.element, body, shown_lists(package))
    except Exception as error:  # python-docx and zipfile raise many kinds for broken packages
        raise UnreadableError(
            "broken_file", f"the DOCX can't be opened ({type(error).__name__}: {error})"
        ) from error
    faint = show(body, styles)
    notes = [Note("hidden_text", "warning", FAINT.format(faint))] if faint else []
    blocks = tuple(_blocks(_parts(package, styles), styles, notes))
    hints = tuple(titles(package, styles))
    return Document("docx", blocks, hints=hints, notes=tuple(notes))


def _blocks(parts: Iterator[Part], styles: Styles, notes: list[Note]) -> Iterator[Block]:
    """The blocks that the parts of a body are, tables numbered; what must be told of them goes to
    `notes`."""
    tables = 0
    typed: list[TextLine] = []
    for part in (*parts, None):
        if isinstance(part, TextLine):
            typed.append(part)
            continue
        if typed:
            yield from typed_blocks(typed, tables)
            tables, typed = tables + 1, []
        if isinstance(part, Paragraph):
            yield part
        elif isinstance(part, Document):
            yield from numbered_from(tables, part.blocks)
            tables += len(part.grids)
            notes += part.notes
        elif part is not None:
            path, table = part
            grid = expand(rows_of(table, path, styles), Place(path=path, table=tables))
            tables += 1
            if grid.cells:
                yield grid


def _parts(package: Package, styles: Styles) -> Iterator[Part]:
    """The paragraphs of the body, rows that tabs part, tables with their paths, and documents in
    the document."""
    for path, element in _flattened(package.element.body, "body"):
        if element.tag == W_TBL:
            yield path, element
            continue
        if element.tag == CHUNK:
            yield chunk_document(package, element, {**READERS, "docx": read_docx})
            continue
        for line in text_of(element, styles).split("\n"):
            # A sign before a line is its bullet.
            text = line.lstrip(UNKNOWN)
            if is_typed(text):
                yield text_line(text, Place(path=path))
            elif text.strip():
                yield Paragraph(" ".join(text.split()), Place(path=path))


def _flattened(body: etree._Element, path: str) -> Iterator[tuple[str, etree._Element]]:
    """The paragraphs and tables of the body with their paths: content controls and insertions
    opened, text boxes behind their paragraph, tables that only place others taken apart."""
    for number, element in enumerate(_opened(body), 1):
        own = f"{path}/*[{number}]"
        if element.tag == W_TBL and holds_table(element):
            for index, row in enumerate(element.iterchildren(W_TR), 1):
                for place, inner in enumerate(children(row, W_TC), 1):
                    yield from _flattened(inner, f"{own}/tr[{index}]/tc[{place}]")
            continue
        yield own, element
        if element.tag == W_P:
            for index, box in enumerate(text_boxes(element), 1):
                yield from _flattened(box, f"{own}/box[{index}]")


def _opened(body: etree._Element) -> Iterator[etree._Element]:
    for element in body:
        if element.tag in WRAPPERS:
            yield from _opened(element)
        elif element.tag in (W_P, W_TBL, CHUNK):
            yield element


def holds_table(table: etree._Element) -> bool:
    """Whether a table of more than one cell stands inside: then this one only places things."""
    inner = (t for t in table.iter(W_TBL) if t is not table)
    return any(sum(1 for _ in t.iter(W_TC)) > 1 for t in inner)
