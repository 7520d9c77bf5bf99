"""What the second reader of PDF makes of pages: as much as the first, by another parser."""

import io

import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from extractors.media import read_document

pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
ROWS = (
    ("信息内容", "本年制发件数", "本年废止件数", "现行有效件数"),
    ("规章", "0", "2", "0"),
    ("行政规范性文件", "12", "0", "45"),
)
LEFT, TOP, WIDTH, HEIGHT = 60.0, 700.0, 110.0, 24.0


def grids(canvas: Canvas, file: io.BytesIO) -> list[list[list[str]]]:
    """The tables that the second reader finds, row by row."""
    canvas.save()
    found = read_document(file.getvalue(), True).grids
    return [[[cell.text for cell in grid.row(row)] for row in range(grid.height)] for grid in found]


def test_a_table_without_lines_at_its_sides_keeps_its_outer_columns() -> None:
    file = io.BytesIO()
    canvas = Canvas(file, invariant=1)
    canvas.setFont("STSong-Light", 10)
    for r, texts in enumerate(ROWS):
        y = TOP - r * HEIGHT
        for c, text in enumerate(texts):
            canvas.drawString(LEFT + c * WIDTH + 8, y + 8, text)
            if c:
                canvas.line(LEFT + c * WIDTH, y, LEFT + c * WIDTH, y + HEIGHT)
        canvas.line(LEFT, y, LEFT + 4 * WIDTH, y)
    canvas.line(LEFT, TOP + HEIGHT, LEFT + 4 * WIDTH, TOP + HEIGHT)
    assert grids(canvas, file) == [[list(row) for row in ROWS]]


def test_running_heads_and_feet_are_no_part_of_a_table_that_goes_on() -> None:
    file = io.BytesIO()
    canvas = Canvas(file, invariant=1)
    for number, row in enumerate(ROWS, 1):
        canvas.setFont("STSong-Light", 10)
        canvas.drawString(40, 820, "2024/1/12 14:17")
        canvas.drawString(300, 820, "某县民政局2023年政府信息公开工作年度报告")
        for c, text in enumerate(row):
            canvas.drawString(LEFT + c * WIDTH, 400, text)
        canvas.drawString(40, 20, "www.example.gov.cn/content.html")
        canvas.drawString(500, 20, f"{number}/3")
        canvas.showPage()
    assert grids(canvas, file) == [[list(row) for row in ROWS]]


def ruled(canvas: Canvas, rows: range = range(3), top: bool = True) -> None:
    """Rows of the table with all lines, but for that above them if `top` is not so."""
    canvas.setFont("STSong-Light", 10)
    for place, r in enumerate(rows):
        y = TOP - place * HEIGHT
        for c, text in enumerate(ROWS[r]):
            canvas.drawString(LEFT + c * WIDTH + 8, y + 8, text)
        for c in range(5):
            canvas.line(LEFT + c * WIDTH, y, LEFT + c * WIDTH, y + HEIGHT)
        canvas.line(LEFT, y, LEFT + 4 * WIDTH, y)
    if top:
        canvas.line(LEFT, TOP + HEIGHT, LEFT + 4 * WIDTH, TOP + HEIGHT)


def shade(canvas: Canvas, row: int) -> None:
    canvas.setFillGray(0.9)
    for column in range(4):
        x, y = LEFT + column * WIDTH, TOP - row * HEIGHT
        canvas.rect(x, y, WIDTH, HEIGHT, stroke=0, fill=1)
    canvas.setFillGray(0)


def stamp(canvas: Canvas, angle: float, lightness: float) -> None:
    canvas.saveState()
    canvas.setFillGray(lightness)
    canvas.setFont("STSong-Light", 60)
    canvas.translate(LEFT + 190, TOP - 30)
    canvas.rotate(angle)
    canvas.drawString(0, 0, "公开")
    canvas.restoreState()


@pytest.mark.parametrize(("angle", "lightness"), [(45, 0.8), (0, 0.8), (0, 0.3)])
def test_a_watermark_over_shaded_cells_is_no_part_of_them(angle: float, lightness: float) -> None:
    file = io.BytesIO()
    canvas = Canvas(file, invariant=1)
    for row in range(3):
        shade(canvas, row)
    ruled(canvas)
    stamp(canvas, angle, lightness)
    assert grids(canvas, file) == [[list(row) for row in ROWS]]


def test_shaded_rows_are_no_tables_of_their_own() -> None:
    file = io.BytesIO()
    canvas = Canvas(file, invariant=1)
    shade(canvas, 1)
    canvas.setFont("STSong-Light", 10)
    for r, texts in enumerate(ROWS):
        for c, text in enumerate(texts):
            canvas.drawString(LEFT + c * WIDTH + 8, TOP - r * HEIGHT + 8, text)
    for y in (TOP + HEIGHT, TOP, TOP - 2 * HEIGHT):
        canvas.line(LEFT, y, LEFT + 4 * WIDTH, y)
    assert grids(canvas, file) == [[list(row) for row in ROWS]]


def test_a_row_that_begins_a_page_without_a_line_is_no_text_above_its_table() -> None:
    file = io.BytesIO()
    canvas = Canvas(file, invariant=1)
    ruled(canvas, range(1))
    canvas.showPage()
    ruled(canvas, range(1, 3), top=False)
    assert grids(canvas, file) == [[list(ROWS[0])], [list(row) for row in ROWS[1:]]]


@pytest.mark.parametrize("shift", [(0.0, 0.0), (0.4, 0.0), (0.75, -0.75)])
def test_text_that_is_printed_twice_to_look_bold_is_read_once(shift: tuple[float, float]) -> None:
    file = io.BytesIO()
    canvas = Canvas(file, invariant=1)
    ruled(canvas)
    canvas.translate(*shift)
    ruled(canvas)
    assert grids(canvas, file) == [[list(row) for row in ROWS]]
