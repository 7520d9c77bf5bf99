"""DOCX: paragraphs and tables of the body in order, spans as the file declares them.

python-docx opens the package; the body is walked as XML, since `row.cells` repeats merged cells
and walks the whole table for each one.
"""

import io
from collections.abc import Iterator

import docx
from docx.oxml.ns import qn
from lxml import etree

from extractors.document import Block, Document, Paragraph, Place, UnreadableError
from extractors.figures import raised
from extractors.spans import SpannedCell, expand
from extractors.text_lines import TextLine, text_line
from extractors.typed_tables import is_typed, typed_blocks
from extractors.word_package import ordinary

W_P, W_TBL, W_TR, W_TC = qn("w:p"), qn("w:tbl"), qn("w:tr"), qn("w:tc")
W_T = qn("w:t")
# What stands for a character of its own.
SIGNS = {
    qn("w:tab"): "\t",
    qn("w:ptab"): "\t",
    qn("w:br"): "\n",
    qn("w:cr"): "\n",
    qn("w:noBreakHyphen"): "-",
}
# A formula of plain runs is their text.
FORMULA, FORMULA_RUN, FORMULA_TEXT = qn("m:oMath"), qn("m:r"), qn("m:t")
W_VAL, W_SDT, W_SDT_CONTENT = qn("w:val"), qn("w:sdt"), qn("w:sdtContent")
TR_PR, TC_PR, DELETED = qn("w:trPr"), qn("w:tcPr"), qn("w:del")
GRID_BEFORE, GRID_SPAN, V_MERGE = qn("w:gridBefore"), qn("w:gridSpan"), qn("w:vMerge")
WRAPPERS = frozenset(
    (W_SDT, W_SDT_CONTENT, qn("w:ins"), qn("w:smartTag"), qn("w:customXml"), qn("w:hyperlink"))
)
W_R, R_PR = qn("w:r"), qn("w:rPr")
UNSHOWN = tuple(qn(name) for name in ("w:strike", "w:dstrike", "w:vanish"))
RAISED, BOX = qn("w:vertAlign"), qn("w:txbxContent")
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
PICTURES = frozenset((qn("w:drawing"), qn("w:pict"), qn("w:object"), qn("w:sym"), qn("m:oMath")))
NO_TEXT = "[图]"
SKIPPED = frozenset(
    (qn("w:del"), qn("w:moveFrom"), qn("w:pict"), qn("w:drawing"), qn("w:instrText"), FALLBACK)
)


def read_docx(data: bytes) -> Document:
    """Raises UnreadableError where the package is broken."""
    try:
        package = docx.Document(io.BytesIO(ordinary(data)))
        body = package.element.body
    except Exception as error:  # python-docx and zipfile raise many kinds for broken packages
        raise UnreadableError(
            "broken_file", f"the DOCX can't be opened ({type(error).__name__}: {error})"
        ) from error
    title = (package.core_properties.title or "").strip() if _has_properties(package) else ""
    blocks = tuple(_blocks(body))
    return Document("docx", blocks, hints=(("title", title),) if title else ())


def _has_properties(package: "docx.document.Document") -> bool:
    try:
        return bool(package.core_properties)
    except (KeyError, ValueError, etree.XMLSyntaxError):
        return False


def _blocks(body: etree._Element) -> Iterator[Block]:
    tables = 0
    typed: list[TextLine] = []
    for part in (*_parts(body), None):
        if isinstance(part, TextLine):
            typed.append(part)
            continue
        if typed:
            yield from typed_blocks(typed, tables)
            tables, typed = tables + 1, []
        if isinstance(part, Paragraph):
            yield part
        elif part is not None:
            path, table = part
            grid = expand(_rows(table, path), Place(path=path, table=tables))
            tables += 1
            if grid.cells:
                yield grid


def _parts(body: etree._Element) -> Iterator[Paragraph | TextLine | tuple[str, etree._Element]]:
    """The paragraphs of the body, rows that tabs part, and tables with their paths."""
    for path, element in _flattened(body, "body"):
        if element.tag == W_TBL:
            yield path, element
            continue
        for line in _text(element).split("\n"):
            if is_typed(line):
                yield text_line(line, Place(path=path))
            elif line.strip():
                yield Paragraph(" ".join(line.split()), Place(path=path))


def _flattened(body: etree._Element, path: str) -> Iterator[tuple[str, etree._Element]]:
    """The paragraphs and tables of the body with their paths: content controls and insertions
    opened, text boxes behind their paragraph, tables that only place others taken apart."""
    for number, element in enumerate(_opened(body), 1):
        own = f"{path}/*[{number}]"
        if element.tag == W_TBL and holds_table(element):
            for index, cell in enumerate(element.iterchildren(W_TR), 1):
                for place, inner in enumerate(_children(cell, W_TC), 1):
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
        elif element.tag in (W_P, W_TBL):
            yield element


def holds_table(table: etree._Element) -> bool:
    """Whether a table of more than one cell stands inside: then this one only places things."""
    inner = (t for t in table.iter(W_TBL) if t is not table)
    return any(sum(1 for _ in t.iter(W_TC)) > 1 for t in inner)


def text_boxes(paragraph: etree._Element) -> list[etree._Element]:
    """The contents of the text boxes that hang on a paragraph, each once."""
    return [
        box
        for box in paragraph.iter(BOX)
        if not any(above.tag in (FALLBACK, BOX) for above in box.iterancestors())
    ]


def _text(element: etree._Element) -> str:
    parts: list[str] = []
    _gather(element, parts)
    return "".join(parts)


def _gather(element: etree._Element, parts: list[str]) -> None:
    for child in element:
        if child.tag == W_T:
            parts.append(child.text or "")
        elif child.tag in SIGNS:
            parts.append(SIGNS[child.tag])
        elif child.tag == FORMULA and all(part.tag == FORMULA_RUN for part in child):
            parts += [text.text or "" for text in child.iter(FORMULA_TEXT)]
        elif child.tag == W_R:
            _gather_run(child, parts)
        elif child.tag not in SKIPPED:
            _gather(child, parts)
            if child.tag == W_P:
                parts.append("\n")


def _gather_run(run: etree._Element, parts: list[str]) -> None:
    """A run's text; struck and hidden ones are not printed, raised ones are note signs."""
    properties = run.find(R_PR)
    if properties is None:
        _gather(run, parts)
        return
    if any(_is_on(properties.find(name)) for name in UNSHOWN):
        return
    position = properties.find(RAISED)
    is_raised = position is not None and position.get(W_VAL) in ("superscript", "subscript")
    inner: list[str] = []
    _gather(run, inner)
    parts += [raised("".join(inner))] if is_raised else inner


def _is_on(toggle: etree._Element | None) -> bool:
    return toggle is not None and toggle.get(W_VAL, "true") not in ("0", "false", "off")


def _rows(table: etree._Element, path: str) -> list[list[SpannedCell]]:
    """Vertical merges become row spans: a cell that only continues the one above is left out and
    lengthens it."""
    rows: list[list[SpannedCell]] = []
    open_above: dict[int, tuple[int, int]] = {}
    shown = [row for row in _children(table, W_TR) if row.find(f"{TR_PR}/{DELETED}") is None]
    for row_number, row in enumerate(shown):
        column = _grid_before(row)
        cells: list[SpannedCell] = []
        continued: dict[int, tuple[int, int]] = {}
        for cell_number, cell in enumerate(_children(row, W_TC)):
            span, merge = _spans(cell)
            above = open_above.get(column)
            if merge == "continue" and above is not None:
                origin_row, index = above
                rows[origin_row][index] = _lengthened(rows[origin_row][index])
                continued[column] = above
            else:
                text = _cell_text(cell)
                place = Place(path=f"{path}/tr[{row_number + 1}]/tc[{cell_number + 1}]")
                cells.append(SpannedCell(text, 1, span, column, place))
                if merge == "restart":
                    continued[column] = (row_number, len(cells) - 1)
            column += span
        rows.append(cells)
        open_above = continued
    return rows


def _cell_text(cell: etree._Element) -> str:
    """The lines of a cell; `NO_TEXT` where it shows something other than text."""
    text = "\n".join(" ".join(line.split()) for line in _text(cell).split("\n")).strip()
    return text if text or not any(node.tag in PICTURES for node in cell.iter()) else NO_TEXT


def _children(element: etree._Element, tag: str) -> Iterator[etree._Element]:
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag in WRAPPERS:
            yield from _children(child, tag)


def _grid_before(row: etree._Element) -> int:
    found = row.find(f"{TR_PR}/{GRID_BEFORE}")
    return int(found.get(W_VAL, "0")) if found is not None else 0


def _spans(cell: etree._Element) -> tuple[int, str]:
    """(columns spanned, "restart", "continue" or "")."""
    properties = cell.find(TC_PR)
    if properties is None:
        return 1, ""
    span = properties.find(GRID_SPAN)
    merge = properties.find(V_MERGE)
    columns = int(span.get(W_VAL, "1")) if span is not None else 1
    kind = "" if merge is None else merge.get(W_VAL, "continue")
    return max(1, columns), kind


def _lengthened(cell: SpannedCell) -> SpannedCell:
    return SpannedCell(cell.text, cell.row_span + 1, cell.column_span, cell.column, cell.place)
