"""Sets reports as DOCX and PDF; the same report gives the same bytes at any time."""

import io
import zipfile
from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import takewhile

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.table import _Cell
from reportlab.lib import colors
from reportlab.lib.enums import TA_CENTER
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import CondPageBreak, Flowable, PageBreak, SimpleDocTemplate, Spacer, Table
from reportlab.platypus import Paragraph as Flow
from setting_tables import Block, Heading, Paragraph, Report, TableBlock, placed, split

FONT = "STSong-Light"
STYLES = ("Normal", "Default Paragraph Font", "Normal Table", "Table Grid")
ZIP_DATE = (1980, 1, 1, 0, 0, 0)
MARGIN = 60
LABEL_WIDTHS = {10: (38, 52, 106)}
CUT_AFTER = 23  # rows of table 3 on its first page
CUT_HEIGHT = 520


def docx_bytes(report: Report) -> bytes:
    """A DOCX with merged cells."""
    document = docx.Document()
    _slim(document)
    font = document.styles["Normal"].font
    font.name, font.size = "SimSun", Pt(10.5)
    font.element.rPr.rFonts.set(qn("w:eastAsia"), "SimSun")
    document.add_paragraph(report.title).alignment = WD_ALIGN_PARAGRAPH.CENTER
    for block in report.blocks:
        if isinstance(block, TableBlock):
            _docx_table(document, block)
        else:
            run = document.add_paragraph().add_run(block.text)
            run.bold = isinstance(block, Heading) or None
    properties = document.core_properties
    year, month, day = (int(part) for part in report.published.split("-"))
    properties.created = properties.modified = datetime(year, month, day, tzinfo=UTC)
    properties.title, properties.author = report.title, report.agency
    buffer = io.BytesIO()
    document.save(buffer)
    return _stored(buffer.getvalue())


def _slim(document: Document) -> None:
    """Takes out of python-docx's template what the reports don't use: 800 KB of styles."""
    for style in list(document.styles):
        if style.name not in STYLES:
            style.delete()
    for part in (document.part, document.part.package):
        for key, relation in list(part.rels.items()):
            if relation.reltype.endswith(("/stylesWithEffects", "/thumbnail", "/customXml")):
                part.rels.pop(key)


def _docx_table(document: Document, block: TableBlock) -> None:
    width = block.width
    table = document.add_table(len(block.rows), width, style="Table Grid")
    cells: list[_Cell] = list(table._cells)
    for row, column, cell in placed(block):
        first = cells[row * width + column]
        last = cells[(row + cell.rows - 1) * width + column + cell.columns - 1]
        merged = first if first is last else first.merge(last)
        merged.text = cell.text


def _stored(data: bytes) -> bytes:
    """A ZIP with one date for all and nothing compressed, so that no compressor's version shows."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            info = zipfile.ZipInfo(name, ZIP_DATE)
            info.create_system = 3
            new.writestr(info, old.read(name))
    return buffer.getvalue()


def pdf_bytes(report: Report) -> bytes:
    """A PDF with ruled tables and page numbers; table 3 is cut over two pages."""
    registerFont(UnicodeCIDFont(FONT))
    buffer = io.BytesIO()
    template = SimpleDocTemplate(
        buffer,
        pagesize=A4,
        leftMargin=MARGIN,
        rightMargin=MARGIN,
        topMargin=MARGIN,
        bottomMargin=MARGIN,
        title=report.title,
        author=report.agency,
        invariant=1,
        pageCompression=0,
    )
    template.build(_story(report), onFirstPage=_number, onLaterPages=_number)
    return buffer.getvalue()


def _story(report: Report) -> list[Flowable]:
    title = _style(16, alignment=TA_CENTER, spaceAfter=12)
    heading, text = _style(12, spaceBefore=8, spaceAfter=4), _style(10.5, firstLineIndent=21)
    story: list[Flowable] = [Flow(report.title, title)]
    for number, block in enumerate(report.blocks):
        if isinstance(block, TableBlock):
            story += _pdf_tables(block)
        elif isinstance(block, Paragraph):
            story.append(Flow(block.text, text))
        else:
            if _is_cut_after(report.blocks[number + 1 :]):
                story.append(CondPageBreak(CUT_HEIGHT))
            story.append(Flow(block.text, heading))
    return story


def _is_cut_after(blocks: Sequence[Block]) -> bool:
    """Whether the section that begins here holds the table that is cut."""
    section = takewhile(lambda block: not isinstance(block, Heading), blocks)
    return any(isinstance(b, TableBlock) and len(b.rows) > CUT_AFTER for b in section)


def _pdf_tables(block: TableBlock) -> list[Flowable]:
    if len(block.rows) <= CUT_AFTER:
        return [_pdf_table(block), Spacer(1, 8)]
    above, below = split(block, CUT_AFTER)
    return [_pdf_table(above), PageBreak(), _pdf_table(below), Spacer(1, 8)]


def _pdf_table(block: TableBlock) -> Table:
    style = _style(8, alignment=TA_CENTER)
    texts: list[list[Flowable | str]] = [["" for _ in range(block.width)] for _ in block.rows]
    commands: list[tuple[object, ...]] = [
        ("GRID", (0, 0), (-1, -1), 0.5, colors.black),
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ("LEFTPADDING", (0, 0), (-1, -1), 2),
        ("RIGHTPADDING", (0, 0), (-1, -1), 2),
    ]
    for row, column, cell in placed(block):
        texts[row][column] = Flow(cell.text, style) if cell.text else ""
        end = (column + cell.columns - 1, row + cell.rows - 1)
        commands.append(("SPAN", (column, row), end))
    return Table(texts, colWidths=_widths(block.width), style=commands)


def _widths(columns: int) -> list[float]:
    labels = LABEL_WIDTHS.get(columns, ())
    rest = A4[0] - 2 * MARGIN - 12 - sum(labels)
    return [*labels, *([rest / (columns - len(labels))] * (columns - len(labels)))]


def _style(size: float, **more: object) -> ParagraphStyle:
    return ParagraphStyle(
        "sample", fontName=FONT, fontSize=size, leading=size * 1.5, wordWrap="CJK", **more
    )


def _number(canvas: Canvas, document: SimpleDocTemplate) -> None:
    canvas.setFont(FONT, 9)
    canvas.drawCentredString(A4[0] / 2, MARGIN / 2, f"- {document.page} -")
