"""Figures that a PDF page draws instead of setting them: a cell that shows something nobody can
read is not blank."""

import io
from collections.abc import Callable

import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from normalizers.judge import judge
from tests.test_reading_pdf import HEIGHT, READ, WIDTH, Setting, page, plainly

Draw = Callable[[Canvas, float, float], None]


def in_place_of_three(draw: Draw) -> Setting:
    """Sets all figures but the 3, whose cell is drawn upon."""

    def setting(canvas: Canvas, x: float, y: float, text: str) -> None:
        if text == "3":
            draw(canvas, x, y)
        else:
            plainly(canvas, x, y, text)

    return setting


def in_strokes(canvas: Canvas, x: float, y: float) -> None:
    path = canvas.beginPath()
    path.moveTo(x, y + 8)
    for right, up in ((5, 8), (2, 5), (5, 3), (3, 0), (0, 1)):
        path.lineTo(x + right, y + up)
    canvas.drawPath(path)


def in_outline(canvas: Canvas, x: float, y: float) -> None:
    path = canvas.beginPath()
    path.moveTo(x, y)
    path.curveTo(x + 8, y, x + 8, y + 4, x + 2, y + 4)
    path.curveTo(x + 8, y + 4, x + 8, y + 8, x, y + 8)
    canvas.drawPath(path, stroke=0, fill=1)


def in_picture(canvas: Canvas, x: float, y: float) -> None:
    file = io.BytesIO()
    Image.new("RGB", (8, 10), (40, 40, 40)).save(file, "PNG")
    canvas.drawImage(ImageReader(file), x, y, 6, 8)


def nothing(canvas: Canvas, x: float, y: float) -> None:
    pass


def across(canvas: Canvas, x: float, y: float) -> None:
    canvas.line(x - 6, y - 6, x + WIDTH - 10, y + HEIGHT - 10)


def shading(canvas: Canvas, x: float, y: float) -> None:
    canvas.saveState()
    canvas.setFillColorRGB(0.9, 0.9, 0.6)
    canvas.rect(x - 7, y - 7, WIDTH - 2, HEIGHT - 2, stroke=0, fill=1)
    canvas.restoreState()


def dash(canvas: Canvas, x: float, y: float) -> None:
    canvas.line(x, y + 4, x + 6, y + 4)


@pytest.mark.parametrize("draw", [in_strokes, in_outline, in_picture])
def test_a_drawn_figure_is_no_blank_and_named(draw: Draw) -> None:
    report = judge(page(in_place_of_three(draw)))
    assert report.values == READ | {"normative_repealed": None}
    (problem,) = (problem for problem in report.problems if problem.check == "figure")
    assert (problem.severity, problem.columns) == ("error", ("normative_repealed",))


@pytest.mark.parametrize("draw", [nothing, across, shading, dash])
def test_a_blank_a_stroke_and_a_ground_are_no_figures(draw: Draw) -> None:
    report = judge(page(in_place_of_three(draw)))
    assert report.values == READ | {"normative_repealed": None}
    assert not any(problem.check == "figure" for problem in report.problems)
