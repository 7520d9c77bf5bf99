"""Tables on a PDF page that are drawn without a stroke, as browsers print them."""

import io
from collections.abc import Callable

import pytest
from PIL import Image
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import FILL_EVEN_ODD, Canvas

from extractors.media import read_document

pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
ROWS = (
    ("信息内容", "本年制发件数", "本年废止件数", "现行有效件数"),
    ("规章", "", "2", ""),
    ("行政规范性文件", "12", "", "45"),
)
LEFT, TOP, WIDTH, HEIGHT = 60.0, 700.0, 110.0, 24.0
Ground = Callable[[Canvas], None]
Cell = Callable[[Canvas, float, float], None]


def page(ground: Ground, cell: Cell) -> bytes:
    file = io.BytesIO()
    canvas = Canvas(file, invariant=1)
    canvas.setFont("STSong-Light", 10)
    canvas.drawString(LEFT, TOP + 60, "某县民政局2023年政府信息公开工作年度报告")
    canvas.saveState()
    ground(canvas)
    places = [(r, c) for r in range(len(ROWS)) for c in range(len(ROWS[0]))]
    for r, c in places:
        cell(canvas, LEFT + c * WIDTH, TOP - r * HEIGHT)
    canvas.restoreState()
    for r, c in places:
        canvas.drawString(LEFT + c * WIDTH + 8, TOP - r * HEIGHT + 8, ROWS[r][c])
    canvas.save()
    return file.getvalue()


def black(canvas: Canvas) -> None:
    height = len(ROWS) * HEIGHT + 1
    canvas.rect(LEFT - 1, TOP - 2 * HEIGHT - 1, 4 * WIDTH + 1, height, stroke=0, fill=1)


def none(canvas: Canvas) -> None:
    pass


def white(canvas: Canvas, x: float, y: float) -> None:
    canvas.setFillGray(1)
    canvas.rect(x, y, WIDTH - 1, HEIGHT - 1, stroke=0, fill=1)


def framed(canvas: Canvas, x: float, y: float) -> None:
    path = canvas.beginPath()
    path.rect(x, y, WIDTH - 1.5, HEIGHT - 1.5)
    path.rect(x + 0.75, y + 0.75, WIDTH - 3, HEIGHT - 3)
    canvas.drawPath(path, stroke=0, fill=1, fillMode=FILL_EVEN_ODD)


def texts(data: bytes) -> list[list[str]]:
    """What the cells of the page's one table say, row by row."""
    (grid,) = read_document(data).grids
    return [[cell.text for cell in grid.row(row)] for row in range(grid.height)]


def pictured(canvas: Canvas, x: float, y: float) -> None:
    """Each side of the cell is a picture of one dot, stretched."""
    for left, low, width, height in (
        (x, y, WIDTH, 0.5),
        (x, y + HEIGHT, WIDTH, 0.5),
        (x, y, 0.5, HEIGHT),
        (x + WIDTH, y, 0.5, HEIGHT),
    ):
        canvas.drawInlineImage(Image.new("RGB", (1, 1)), left, low, width, height)


@pytest.mark.parametrize("again", [False, True])
def test_lines_may_be_drawn_as_pictures(again: bool) -> None:
    (grid,) = read_document(page(none, pictured), again).grids
    assert [[cell.text for cell in grid.row(n)] for n in range(3)] == [list(row) for row in ROWS]


@pytest.mark.parametrize(("ground", "cell"), [(black, white), (none, framed)])
def test_blank_cells_without_a_stroke_around_them_are_cells(ground: Ground, cell: Cell) -> None:
    assert texts(page(ground, cell)) == [list(row) for row in ROWS]


def test_light_boxes_far_apart_on_a_ground_are_no_cells() -> None:
    def card(canvas: Canvas, x: float, y: float) -> None:
        canvas.setFillGray(1)
        canvas.rect(x + 10, y + 6, WIDTH - 40, HEIGHT - 8, stroke=0, fill=1)

    assert texts(page(black, card)) == [[text for text in row if text] for row in ROWS]
