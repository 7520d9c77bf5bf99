"""Sets a sheet as a DOCX file; tables are written as XML, with vertical merges as Word keeps
them."""

import io
from xml.sax.saxutils import escape

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from tests.typesetter.board import Board, Span
from tests.typesetter.sheet import Line, Sheet

CENTRED = ("title", "caption")
TEXT_WIDTH = 9000


def set_docx(sheet: Sheet) -> bytes:
    package = docx.Document()
    for block in sheet.blocks:
        if isinstance(block, Line):
            paragraph = package.add_paragraph(block.text)
            if block.role in CENTRED:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        else:
            last = package.element.body.sectPr
            last.addprevious(parse_xml(_table(block)))
            # Word joins tables that follow one another, unless a paragraph stands between.
            last.addprevious(parse_xml(f"<w:p {nsdecls('w')}/>"))
    file = io.BytesIO()
    package.save(file)
    return file.getvalue()


def _table(table: Board) -> str:
    column = TEXT_WIDTH // table.width
    grid = f'<w:gridCol w:w="{column}"/>' * table.width
    starts: dict[tuple[int, int], Span] = {}
    for span in table.spans():
        for row in range(span.row, span.row + span.height):
            starts[row, span.column] = span
    rows = "".join(
        "<w:tr>"
        + "".join(_cell(starts[r, c], r, column) for c in range(table.width) if (r, c) in starts)
        + "</w:tr>"
        for r in range(len(table.rows))
    )
    edges = "".join(
        f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    return (
        f"<w:tbl {nsdecls('w')}><w:tblPr><w:tblW w:w='{TEXT_WIDTH}' w:type='dxa'/>"
        f"<w:tblBorders>{edges}</w:tblBorders><w:tblLayout w:type='fixed'/></w:tblPr>"
        f"<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
    )


def _cell(span: Span, row: int, column: int) -> str:
    properties = f'<w:tcW w:w="{column * span.width}" w:type="dxa"/>'
    if span.width > 1:
        properties += f'<w:gridSpan w:val="{span.width}"/>'
    if span.height > 1:
        properties += '<w:vMerge w:val="restart"/>' if row == span.row else "<w:vMerge/>"
    text = _runs(span.box.text) if row == span.row else ""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr><w:p>{text}</w:p></w:tc>"


def _runs(text: str) -> str:
    lines = (f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in text.split("\n"))
    return f"<w:r><w:rPr><w:sz w:val='16'/></w:rPr>{'<w:br/>'.join(lines)}</w:r>"
