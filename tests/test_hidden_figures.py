"""Figures that are in the text of a PDF page, but that its reader does not see, or sees struck out:
none of them is read as one that is printed."""

import ctypes
import io
from collections.abc import Callable

import pypdfium2 as pdfium
import pypdfium2.raw as raw
import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from extractors.media import read_document
from extractors.pdf import strikes
from normalizers.judge import judge
from normalizers.model import Status
from tests.test_drawn_figures import shading
from tests.test_reading_pdf import HEIGHT, LEFT, READ, TOP, WIDTH, Setting, page, plainly

Draw = Callable[[Canvas, float, float], None]
# Where the 12 and the 45 are set.
X, Y = LEFT + WIDTH + 8, TOP - HEIGHT + 8


def over_twelve(draw: Draw, *, before: bool = False) -> Setting:
    """Sets all figures, and draws upon the 12, or under it."""

    def setting(canvas: Canvas, x: float, y: float, text: str) -> None:
        if text == "12" and before:
            draw(canvas, x, y)
        plainly(canvas, x, y, text)
        if text == "12" and not before:
            draw(canvas, x, y)

    return setting


def picture(canvas: Canvas, x: float, y: float, alpha: int, width: float, height: float) -> None:
    file = io.BytesIO()
    image = Image.new("RGBA", (20, 20), (200, 0, 0, alpha))
    (image.convert("RGB") if alpha == 255 else image).save(file, "PNG")
    canvas.drawImage(ImageReader(file), x, y, width, height, mask="auto")


def white_patch(canvas: Canvas, x: float, y: float) -> None:
    canvas.saveState()
    canvas.setFillColorRGB(1, 1, 1)
    canvas.rect(x + 5, y - 2, 6, 12, stroke=0, fill=1)
    canvas.restoreState()


def black_box(canvas: Canvas, x: float, y: float) -> None:
    canvas.rect(x - 1, y - 2, 14, 12, stroke=0, fill=1)


def blob(canvas: Canvas, x: float, y: float) -> None:
    canvas.circle(x + 5, y + 3, 12, stroke=0, fill=1)


def wide_pen(canvas: Canvas, x: float, y: float) -> None:
    canvas.saveState()
    canvas.setStrokeColorRGB(1, 1, 1)
    canvas.setLineWidth(12)
    canvas.line(x - 1, y + 3, x + 12, y + 3)
    canvas.restoreState()


def pasted(canvas: Canvas, x: float, y: float) -> None:
    picture(canvas, x - 1, y - 2, 255, 14, 12)


def diagonal(canvas: Canvas, x: float, y: float) -> None:
    canvas.line(x - 1, y, x + 6, y + 8)


def across(canvas: Canvas, x: float, y: float) -> None:
    canvas.line(x - 8, y - 8, x + WIDTH - 8, y + HEIGHT - 8)
    canvas.line(x - 6, y, x + 12, y + 8)


def wave(canvas: Canvas, x: float, y: float) -> None:
    path = canvas.beginPath()
    path.moveTo(x, y + 3)
    path.curveTo(x + 2, y + 6, x + 3, y + 1, x + 5, y + 4)
    canvas.drawPath(path)


def light_curve(canvas: Canvas, x: float, y: float) -> None:
    canvas.saveState()
    canvas.setStrokeColorRGB(1, 0.4, 0.4)
    wave(canvas, x, y)
    canvas.restoreState()


def fine_curve(canvas: Canvas, x: float, y: float) -> None:
    canvas.saveState()
    canvas.setLineWidth(0.3)
    wave(canvas, x, y)
    canvas.restoreState()


def narrow_picture(canvas: Canvas, x: float, y: float) -> None:
    picture(canvas, x, y + 3, 255, 5, 0.8)


def narrow_fill(canvas: Canvas, x: float, y: float) -> None:
    path = canvas.beginPath()
    path.moveTo(x, y)
    path.lineTo(x + 10, y + 7)
    path.lineTo(x + 10, y + 8)
    path.lineTo(x, y + 1)
    path.close()
    canvas.drawPath(path, stroke=0, fill=1)


def veil(canvas: Canvas, x: float, y: float) -> None:
    picture(canvas, x - 1, y - 2, 90, 14, 12)


def glass(canvas: Canvas, x: float, y: float) -> None:
    canvas.saveState()
    canvas.setFillColorRGB(1, 1, 0)
    canvas.setFillAlpha(0.3)
    canvas.rect(x - 1, y - 2, 14, 12, stroke=0, fill=1)
    canvas.restoreState()


def circle_around(canvas: Canvas, x: float, y: float) -> None:
    canvas.circle(x + 5, y + 3, 14, stroke=1, fill=0)


def is_in_doubt(data: bytes) -> bool:
    """Whether the first figure is held, and named, and no other is."""
    report = judge(data)
    values = {cell.column: cell.value for cell in report.cells}
    others = {column: READ[column] for column in list(READ)[1:]}
    named = {column for problem in report.problems if problem.is_ours for column in problem.columns}
    return (
        values == {"normative_issued": None, **others}
        and "normative_issued" in named
        and report.status is Status.SUSPECT
    )


@pytest.mark.parametrize("draw", [white_patch, black_box, blob, wide_pen, pasted])
def test_what_covers_a_figure_leaves_it_in_doubt(draw: Draw) -> None:
    data = page(over_twelve(draw))
    assert is_in_doubt(data)
    assert "hidden_text" in {note.check for note in read_document(data).notes}


@pytest.mark.parametrize("draw", [diagonal, across, wave, narrow_fill])
def test_what_runs_across_a_figure_leaves_it_in_doubt(draw: Draw) -> None:
    assert is_in_doubt(page(over_twelve(draw)))


def test_a_picture_as_thin_as_a_line_strikes_out_as_a_line_does() -> None:
    data = page(over_twelve(narrow_picture))
    assert judge(data).values == {**READ, "normative_issued": 2}
    assert "struck_text" in {note.check for note in read_document(data).notes}


@pytest.mark.parametrize("draw", [veil, glass, circle_around])
def test_a_figure_that_shows_through_or_is_ringed_is_read(draw: Draw) -> None:
    assert judge(page(over_twelve(draw))).values == READ


def test_what_runs_across_no_figure_is_not_followed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A map or a drawing may have thousands of curves."""

    def curves(canvas: Canvas, x: float, y: float) -> None:
        for n in range(50):
            wave(canvas, x, y - 100 - n)

    followed = []
    monkeypatch.setattr(strikes, "outlines", lambda *args: followed.append(args) or iter(()))
    assert judge(page(over_twelve(curves))).values == READ
    assert not followed


def as_form(draw: Draw, alpha: float) -> Draw:
    """What is drawn as a form that is painted so opaque."""

    def drawn(canvas: Canvas, x: float, y: float) -> None:
        canvas.beginForm("mark")
        draw(canvas, x, y)
        canvas.endForm()
        canvas.saveState()
        canvas.setFillAlpha(alpha)
        canvas.doForm("mark")
        canvas.restoreState()

    return drawn


def as_group(data: bytes) -> bytes:
    """The page with its forms as groups, each painted as a whole."""
    group = b"/Group << /S /Transparency /CS /DeviceRGB >> /Subtype /Form"
    return data.replace(b"/Subtype /Form", group)


@pytest.mark.parametrize("draw", [black_box, blob, pasted, wave, diagonal])
def test_what_stands_in_a_form_that_the_page_shows_through_hides_nothing(draw: Draw) -> None:
    data = page(over_twelve(as_form(draw, 0.2)))
    assert judge(data).values == judge(as_group(data)).values == READ


@pytest.mark.parametrize("draw", [white_patch, black_box, blob, pasted, wave, diagonal])
def test_what_stands_in_an_opaque_form_hides_a_figure(draw: Draw) -> None:
    data = page(over_twelve(as_form(draw, 1.0)))
    assert is_in_doubt(data)
    assert is_in_doubt(as_group(data))


def test_what_is_mixed_with_the_figure_under_it_hides_nothing() -> None:
    def marker(canvas: Canvas, x: float, y: float) -> None:
        canvas.setFillColorRGB(1, 1, 0.6)
        canvas.rect(x - 2, y - 2, 16, 12, stroke=0, fill=1)

    def mixed(canvas: Canvas, x: float, y: float) -> None:
        canvas.saveState()
        canvas.setBlendMode("Multiply")
        as_form(marker, 1.0)(canvas, x, y)
        canvas.restoreState()

    assert judge(as_group(page(over_twelve(mixed)))).values == READ


@pytest.mark.parametrize("draw", [light_curve, fine_curve])
def test_a_light_pen_or_an_ornament_crosses_nothing_out(draw: Draw) -> None:
    assert judge(page(over_twelve(draw))).values == READ


@pytest.mark.parametrize("draw", [shading, white_patch, veil, pasted, diagonal, wave])
def test_a_figure_that_is_set_on_something_is_read(draw: Draw) -> None:
    assert judge(page(over_twelve(draw, before=True))).values == READ


def test_a_figure_that_is_cut_off_is_in_doubt() -> None:
    def cut(canvas: Canvas, x: float, y: float, text: str) -> None:
        canvas.saveState()
        path = canvas.beginPath()
        path.rect(x - 8, y - 8, 13 if text == "12" else WIDTH, HEIGHT)
        canvas.clipPath(path, stroke=0)
        plainly(canvas, x, y, text)
        canvas.restoreState()

    assert is_in_doubt(page(cut))


def in_layer(data: bytes, state: bytes) -> bytes:
    """The page with a layer that is on or off."""
    data = data.replace(b"/Resources <<", b"/Resources << /Properties << /MC0 99 0 R >>", 1)
    order = b"/OCProperties << /OCGs [99 0 R] /D << /" + state + b" [99 0 R] >> >>"
    data = data.replace(b"/Type /Catalog", b"/Type /Catalog " + order, 1)
    layer = b"99 0 obj\n<< /Type /OCG /Name (old) >>\nendobj\n"
    return data.replace(b"xref\n", layer + b"xref\n", 1)


def layered(canvas: Canvas, x: float, y: float, text: str) -> None:
    if text == "12":
        plainly(canvas, x, y, "1")
        canvas._code.append("/OC /MC0 BDC")
        plainly(canvas, x + 5, y, "2")
        canvas._code.append("EMC")
    else:
        plainly(canvas, x, y, text)


def test_a_figure_in_a_layer_that_is_off_is_in_doubt() -> None:
    assert is_in_doubt(in_layer(page(layered), b"OFF"))
    assert judge(in_layer(page(layered), b"ON")).values == READ


def annotated(kind: int, add: Callable[[ctypes.c_void_p], None]) -> bytes:
    """The page with an annotation upon it."""
    document = pdfium.PdfDocument(page())
    first = document[0]
    annotation = raw.FPDFPage_CreateAnnot(first.raw, kind)
    add(annotation)
    raw.FPDFPage_CloseAnnot(annotation)
    first.close()
    file = io.BytesIO()
    document.save(file)
    document.close()
    return file.getvalue()


def lines(*points: tuple[float, float]) -> Callable[[ctypes.c_void_p], None]:
    def add(annotation: ctypes.c_void_p) -> None:
        buffer = (raw.FS_POINTF * len(points))(*(raw.FS_POINTF(*point) for point in points))
        raw.FPDFAnnot_AddInkStroke(annotation, buffer, len(points))

    return add


def marked(left: float, right: float) -> Callable[[ctypes.c_void_p], None]:
    def add(annotation: ctypes.c_void_p) -> None:
        top, low = Y + 8, Y - 2
        quad = raw.FS_QUADPOINTSF(left, top, right, top, left, low, right, low)
        raw.FPDFAnnot_AppendAttachmentPoints(annotation, quad)

    return add


# A line through both digits, and one around them that runs over the last one's foot.
LEVEL = (X - 3, Y + 3.5), (X + 5, Y + 4), (X + 16, Y + 3)
RING = lines((X - 4, Y + 3), (X, Y + 7), (X + 10, Y + 7), (X + 14, Y + 3), (X, Y), (X - 4, Y + 3))


def with_pen(
    add: Callable[[ctypes.c_void_p], None], width: float = 1, alpha: int = 255
) -> Callable[[ctypes.c_void_p], None]:
    def added(annotation: ctypes.c_void_p) -> None:
        add(annotation)
        kind = raw.FPDFANNOT_COLORTYPE_Color
        raw.FPDFAnnot_SetColor(annotation, kind, 255, 255, 0, alpha)
        raw.FPDFAnnot_SetBorder(annotation, 0, 0, width)

    return added


def filled(red: int, alpha: int = 255) -> Callable[[ctypes.c_void_p], None]:
    def add(annotation: ctypes.c_void_p) -> None:
        raw.FPDFAnnot_SetRect(annotation, raw.FS_RECTF(X - 3, Y + 12, X + 14, Y - 3))
        raw.FPDFAnnot_SetColor(
            annotation, raw.FPDFANNOT_COLORTYPE_InteriorColor, red, 255, 255, alpha
        )

    return add


def test_what_an_annotation_strikes_out_is_no_part_of_a_figure() -> None:
    report = judge(annotated(raw.FPDF_ANNOT_STRIKEOUT, marked(X - 0.5, X + 5.2)))
    assert report.values == {**READ, "normative_issued": 2}
    assert "struck_text" in {problem.check for problem in report.problems}


def test_a_figure_that_an_annotation_strikes_out_is_blank() -> None:
    report = judge(annotated(raw.FPDF_ANNOT_STRIKEOUT, marked(X - 1, X + 11)))
    assert {c.column: c.value for c in report.cells} == {**READ, "normative_issued": None}


@pytest.mark.parametrize(
    ("kind", "add"),
    [
        (raw.FPDF_ANNOT_SQUARE, filled(255)),
        (raw.FPDF_ANNOT_CIRCLE, filled(0)),
        (raw.FPDF_ANNOT_INK, lines((X, Y - 2), (X + 6, Y + 9))),
        (raw.FPDF_ANNOT_INK, lines((X, Y + 2.5), (X + 3, Y + 4), (X + 5, Y + 3))),
        (raw.FPDF_ANNOT_INK, lines((X - 1, Y + 3), (X + 11, Y + 4), (X - 1, Y + 3))),
    ],
)
def test_what_an_annotation_covers_or_crosses_is_in_doubt(
    kind: int, add: Callable[[ctypes.c_void_p], None]
) -> None:
    assert is_in_doubt(annotated(kind, add))


@pytest.mark.parametrize(
    ("kind", "add"),
    [
        (raw.FPDF_ANNOT_HIGHLIGHT, marked(X - 1, X + 11)),
        (raw.FPDF_ANNOT_UNDERLINE, marked(X - 1, X + 11)),
        (raw.FPDF_ANNOT_SQUARE, filled(255, 80)),
        (raw.FPDF_ANNOT_INK, lines((X - 2, Y - 1), (X + 12, Y - 1))),
        (raw.FPDF_ANNOT_INK, lines((X - 2, Y - 1), (X + 14, Y + 2.5))),
        (raw.FPDF_ANNOT_INK, lines((X + 11, Y + 4), (X + 14, Y), (X + 22, Y + 9))),
        (raw.FPDF_ANNOT_INK, RING),
        (raw.FPDF_ANNOT_INK, with_pen(lines(*LEVEL), width=10)),
        (raw.FPDF_ANNOT_INK, with_pen(lines(*LEVEL), alpha=100)),
    ],
)
def test_what_an_annotation_only_marks_is_read(
    kind: int, add: Callable[[ctypes.c_void_p], None]
) -> None:
    assert judge(annotated(kind, add)).values == READ


def test_a_picture_over_a_date_or_a_name_is_a_seal() -> None:
    def sealed(canvas: Canvas) -> None:
        canvas.drawString(LEFT, TOP - 120, "某县民政局")
        canvas.drawString(LEFT, TOP - 140, "2024年1月15日")
        picture(canvas, LEFT - 10, TOP - 160, 255, 100, 80)

    report = judge(page(ground=sealed))
    assert report.values == READ
    assert report.status is Status.CLEAN or not any(p.is_ours for p in report.problems)
