"""Watermarks set like text, level and of usual size: known by saying the same all over the page,
paler than the text and across it. Grey text that is set as text stays."""

from collections.abc import Callable

import pytest
from reportlab.pdfgen.canvas import Canvas

from extractors.media import read_document
from extractors.report import read_report
from normalizers.judge import judge
from tests.test_reading_pdf import LEFT, READ, TOP, page, plainly


def tiled(text: str, grey: float) -> Callable[[Canvas], None]:
    def ground(canvas: Canvas) -> None:
        canvas.saveState()
        canvas.setFillGray(grey)
        for x in range(40, 550, 95):
            for y in range(30, 800, 17):
                canvas.drawString(x, y, text)
        canvas.restoreState()

    return ground


def see_through(canvas: Canvas) -> None:
    canvas.saveState()
    canvas.setFillAlpha(0.3)
    for x in range(40, 550, 95):
        for y in range(30, 800, 17):
            canvas.drawString(x, y, "2019")
    canvas.restoreState()


def in_grey(canvas: Canvas, x: float, y: float, text: str) -> None:
    canvas.saveState()
    canvas.setFillGray(0.7)
    canvas.drawString(x, y, text)
    canvas.restoreState()


def with_grey_notes(canvas: Canvas) -> None:
    for y in range(100, 500, 30):
        in_grey(canvas, 60, y, "2021")


def beside_text(canvas: Canvas) -> None:
    """On a page of its own with but a line of text: only the page after it shows a watermark."""
    canvas.drawString(60, 500, "一、总体情况")
    in_grey(canvas, 300, 300, "2019")
    canvas.showPage()
    canvas.setFont("STSong-Light", 10)
    tiled("2019", 0.7)(canvas)


@pytest.mark.parametrize("again", [False, True])
@pytest.mark.parametrize(
    "ground", [tiled("2019", 0.7), tiled("张伟 20240115", 0.8), tiled("88", 0.5)]
)
def test_a_level_watermark_of_usual_size_is_no_text(
    ground: Callable[[Canvas], None], again: bool
) -> None:
    report = read_report(read_document(page(plainly, ground), again))
    assert {cell.column: cell.figure.value for cell in report.cells} == READ
    assert report.identification.year == 2023


def test_black_that_shines_through_is_pale() -> None:
    report = judge(page(plainly, see_through))
    assert report.values == READ
    assert report.year == 2023


def test_it_is_said_that_a_watermark_was_left_out() -> None:
    problems = judge(page(plainly, tiled("2019", 0.7))).problems
    assert [problem.check for problem in problems].count("hidden_text") == 1


def test_a_watermark_of_one_page_is_none_of_another_pages_text() -> None:
    blocks = read_document(page(plainly, beside_text)).blocks
    assert not any("2019" in block.text for block in blocks if hasattr(block, "text"))


@pytest.mark.parametrize("ground", [None, with_grey_notes])
def test_grey_figures_and_notes_stay(ground: Callable[[Canvas], None] | None) -> None:
    report = judge(page(in_grey, ground))
    assert report.values == READ
    assert "hidden_text" not in {problem.check for problem in report.problems}


def test_grey_zeros_in_a_table_stay() -> None:
    def ground(canvas: Canvas) -> None:
        for row in range(6):
            for column in range(4):
                x, y = LEFT + column * 60, TOP - 100 - row * 24
                canvas.rect(x, y, 60, 24)
                in_grey(canvas, x + 8, y + 8, "0")

    document = read_document(page(plainly, ground))
    grids = [block for block in document.blocks if hasattr(block, "cells")]
    assert sum(cell.text == "0" for grid in grids for cell in grid.cells) == 24
