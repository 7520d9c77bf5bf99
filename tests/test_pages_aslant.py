"""Pages of PDF that lie a little aslant."""

import io

import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from extractors.media import read_document

pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
ROWS = (
    ("信息内容", "本年制发件数", "本年废止件数", "现行有效件数"),
    ("规章", "", "2", ""),
    ("行政规范性文件", "12", "", "45"),
)
LEFT, TOP, WIDTH, HEIGHT = 60.0, 700.0, 110.0, 24.0


def cells(text_angle: float, line_angle: float, quarter: int = 0) -> list[list[list[str]]]:
    """The tables of a page whose text and whose lines are turned by so many degrees."""
    file = io.BytesIO()
    canvas = Canvas(file, (600, 840), invariant=1)
    canvas.setPageRotation(quarter)
    canvas.translate(300, 420)
    canvas.rotate(quarter + text_angle)
    canvas.translate(-300, -420)
    canvas.setFont("STSong-Light", 10)
    for r, texts in enumerate(ROWS):
        for c, text in enumerate(texts):
            canvas.drawString(LEFT + c * WIDTH + 8, TOP - r * HEIGHT + 8, text)
    canvas.translate(300, 420)
    canvas.rotate(line_angle - text_angle)
    canvas.translate(-300, -420)
    for r in range(4):
        y = TOP + HEIGHT - r * HEIGHT
        canvas.line(LEFT, y, LEFT + 4 * WIDTH, y)
    for c in range(5):
        x = LEFT + c * WIDTH
        canvas.line(x, TOP + HEIGHT, x, TOP - 2 * HEIGHT)
    canvas.save()
    found = read_document(file.getvalue()).grids
    return [[[cell.text for cell in grid.row(row)] for row in range(grid.height)] for grid in found]


@pytest.mark.parametrize("angle", [-1.1, -0.4, 0.2, 0.6, 1.5])
@pytest.mark.parametrize("quarter", [0, 90])
def test_a_page_that_lies_aslant_is_read_as_if_upright(angle: float, quarter: int) -> None:
    assert cells(angle, angle, quarter) == [[list(row) for row in ROWS]]


def test_lines_that_are_upright_are_kept_whatever_the_text() -> None:
    assert cells(0.6, 0.0) == [[list(row) for row in ROWS]]
