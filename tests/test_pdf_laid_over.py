"""What every viewer shows of a PDF page: figures in form fields and text boxes laid over it, and
nothing beyond its crop box."""

import io
from collections.abc import Callable
from decimal import Decimal

import pypdfium2 as pdfium
import pypdfium2.raw as raw
import pytest
from reportlab.pdfgen.canvas import Canvas

from extractors.media import read_document
from extractors.report import read_report
from normalizers.judge import judge
from tests.test_reading_pdf import READ, page


def in_field(canvas: Canvas, x: float, y: float, text: str, flags: str = "print") -> None:
    canvas.acroForm.textfield(
        name=f"{x}-{y}",
        value=text,
        x=x - 4,
        y=y - 4,
        width=60,
        height=18,
        fontSize=10,
        annotationFlags=flags,
    )


def in_hidden_field(canvas: Canvas, x: float, y: float, text: str) -> None:
    in_field(canvas, x, y, text, "print hidden")


def in_box_without_look(canvas: Canvas, x: float, y: float, text: str) -> None:
    canvas.freeTextAnnotation(text, "/Helv 10 Tf", (x, y, x + 40, y + 12))


def saved(data: bytes) -> bytes:
    file = io.BytesIO()
    pdfium.PdfDocument(data).save(file)
    return file.getvalue()


def typed(data: bytes) -> bytes:
    """The form fields as boxes of text that somebody typed over the page."""
    return saved(
        data.replace(b"/Subtype /Widget", b"/Subtype /FreeText").replace(b"/AcroForm", b"/AcroXorm")
    )


def without_looks(data: bytes) -> bytes:
    return saved(data.replace(b"/AP ", b"/XP "))


def as_made(data: bytes) -> bytes:
    return data


@pytest.mark.parametrize("again", [False, True])
@pytest.mark.parametrize("change", [as_made, typed, without_looks])
def test_figures_in_fields_and_text_boxes_are_read_by_both_readers(
    change: Callable[[bytes], bytes], again: bool
) -> None:
    report = read_report(read_document(change(page(in_field)), again))
    assert {cell.column: cell.figure.value for cell in report.cells} == READ


def test_the_frame_of_a_field_is_no_line_of_the_table() -> None:
    assert judge(page(in_field)).values == {key: Decimal(value) for key, value in READ.items()}


def test_a_field_that_no_viewer_shows_is_not_read() -> None:
    report = judge(page(in_hidden_field))
    assert set(report.values.values()) == {None}
    assert "annotation" not in {problem.check for problem in report.problems}


def test_a_text_box_that_cannot_be_read_is_said() -> None:
    report = judge(page(in_box_without_look))
    assert "annotation" in {problem.check for problem in report.problems}
    assert report.status.value != "clean"


def halves(data: bytes) -> bytes:
    """The page on the left of a sheet, and the sheet twice: each page shows a half of it."""
    document = pdfium.PdfDocument(data)
    whole = pdfium.PdfDocument(raw.FPDF_ImportNPagesToOne(document.raw, 1190, 842, 2, 1))
    whole.import_pages(whole, [0])
    for index, left in enumerate((0, 595)):
        whole[index].set_cropbox(left, 0, left + 595, 842)
    file = io.BytesIO()
    whole.save(file)
    return file.getvalue()


@pytest.mark.parametrize("again", [False, True])
def test_what_stands_beyond_the_crop_box_is_not_read(again: bool) -> None:
    blocks = read_document(halves(page()), again).blocks
    assert [block.place.page for block in blocks] == [1, 1]
