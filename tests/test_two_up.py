"""Two pages side by side on one sheet are read one after the other; a wide page is one page."""

import io

import pypdfium2 as pdfium
import pypdfium2.raw as raw
import pytest
from reportlab.pdfgen.canvas import Canvas

from extractors.document import Grid, Paragraph
from extractors.media import read_document
from normalizers.judge import judge
from tests.test_reading_pdf import LEFT, READ, TOP, page

PROSE = "本机关认真贯彻落实政府信息公开条例，主动公开各类政府信息，并接受社会各界监督。"


def with_page_behind() -> bytes:
    """The report, and before it a page of running text."""

    def ground(canvas: Canvas) -> None:
        for row in range(12):
            canvas.drawString(LEFT, TOP - 20 * row, f"{PROSE}{row}")
        canvas.showPage()
        canvas.setFont("STSong-Light", 10)

    return page(ground=ground)


def on_one_sheet(data: bytes) -> bytes:
    document = pdfium.PdfDocument(data)
    file = io.BytesIO()
    sheets = raw.FPDF_ImportNPagesToOne(document.raw, 842, 595, 2, 1)
    pdfium.PdfDocument(sheets).save(file)
    return file.getvalue()


@pytest.mark.parametrize("again", [False, True])
def test_the_left_page_of_a_sheet_comes_before_the_right_one(again: bool) -> None:
    blocks = read_document(on_one_sheet(with_page_behind()), again).blocks
    texts = [block.text if isinstance(block, Paragraph) else "table" for block in blocks]
    assert texts[-1] == "table"
    assert not any("  " in text for text in texts)


def test_its_places_are_those_of_the_sheet() -> None:
    document = read_document(on_one_sheet(with_page_behind()))
    (grid,) = (block for block in document.blocks if isinstance(block, Grid))
    assert all(cell.place.page == 1 for cell in grid.cells)
    assert all(cell.place.box and cell.place.box[0] > 421 for cell in grid.cells)
    assert judge(on_one_sheet(with_page_behind())).values == READ


def test_a_label_on_the_left_and_its_figure_on_the_right_are_no_two_pages() -> None:
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(842, 595), invariant=1)
    canvas.setFont("STSong-Light", 10)
    for row, label in enumerate(("行政许可", "行政处罚", "行政强制", "行政事业性收费")):
        canvas.drawString(60, 500 - 30 * row, label)
        canvas.drawString(600, 500 - 30 * row, str(row + 7))
    canvas.save()
    lines = [block.text for block in read_document(file.getvalue()).paragraphs]
    assert not any(line.isdigit() for line in lines)
