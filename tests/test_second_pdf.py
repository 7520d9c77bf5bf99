"""What the second reader of PDF makes of pages: as much as the first, by another parser."""

import io

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
