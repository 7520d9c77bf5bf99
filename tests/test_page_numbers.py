"""Page numbers near to a table that goes on, and what is none."""

import io
from collections.abc import Sequence

import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from extractors.media import read_document

pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
HEAD = ("信息内容", "本年制发件数", "本年废止件数", "现行有效件数")
ROWS = (("规章", "0", "2", "0"), ("行政规范性文件", "12", "0", "45"))
LEFT, WIDTH, SIDE = 100.0, 120.0, 595.0
Text = tuple[float, float, str]


def rows(*pages: Sequence[Text]) -> list[list[str]]:
    """The rows of a table without ruled lines on square pages, one row to a page, that hold these
    texts, too, so high above their foot."""
    file = io.BytesIO()
    canvas = Canvas(file, (SIDE, SIDE), invariant=1)
    for number, texts in enumerate(pages):
        canvas.setFont("STSong-Light", 9)
        lines = [*([(140.0, HEAD)] if number == 0 else []), (100.0, ROWS[number % 2])]
        for y, line in lines:
            for column, text in enumerate(line):
                canvas.drawString(LEFT + column * WIDTH, y, text)
        for x, y, text in texts:
            canvas.drawString(x, y, text)
        canvas.showPage()
    canvas.save()
    grids = read_document(file.getvalue()).grids
    return [[cell.text for cell in grid.row(r)] for grid in grids for r in range(grid.height)]


@pytest.mark.parametrize("numbers", [("1", "2"), ("- 3 -", "- 4 -"), ("1 / 2", "2 / 2")])
def test_a_number_that_counts_the_pages_is_no_row(numbers: Sequence[str]) -> None:
    assert rows(*([(290.0, 72.0, number)] for number in numbers)) == [*map(list, (HEAD, *ROWS))]


def test_it_may_stand_at_the_outer_edges() -> None:
    pages = [(520.0, 72.0, "3")], [(70.6, 72.0, "4")]
    assert rows(*pages) == [*map(list, (HEAD, *ROWS))]


def test_it_may_stand_beside_a_label_that_is_set_upright_and_goes_on() -> None:
    upright = ((60.0, 72.0, "三"), (60.0, 62.0, "、"))
    read = rows(*([*upright, (290.0, 72.0, number)] for number in "12"))
    assert not any("1" in row or "2" in row[1:2] for row in read)


@pytest.mark.parametrize(
    "pages",
    [
        ([(230.0, 72.0, "3")], [(230.0, 72.0, "3")]),  # Counts no pages.
        ([(230.0, 72.0, "1")], [(230.0, 80.0, "2")]),  # Stand at two heights,
        ([(230.0, 72.0, "1")], [(350.0, 72.0, "2")]),  # in two columns,
        ([(230.0, 72.0, "1"), (100.0, 60.0, "行政")], [(230.0, 72.0, "2"), (100.0, 60.0, "行政")]),
        ([(230.0, 72.0, "1"), (350.0, 72.0, "1")], [(230.0, 72.0, "2"), (350.0, 72.0, "2")]),
    ],
)
def test_other_figures_at_the_foot_of_pages_are_kept(pages: Sequence[Sequence[Text]]) -> None:
    printed = {text for row in rows(*pages) for text in row}
    assert {text for page in pages for _, y, text in page if y > 70 and text != "行政"} <= printed
    assert len(rows(*pages)) > len(ROWS) + 1
