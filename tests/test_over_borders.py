"""Figures that stand over a border of their table: wider than their cell, or set too low."""

from itertools import pairwise

import pytest
from reportlab.pdfgen.canvas import Canvas

from extractors.pdf.glyphs import Glyph
from extractors.pdf.lattice import cells_of, lattice_of
from extractors.pdf.over_borders import Places, overhang, placed
from extractors.pdf.shapes import Rule
from extractors.words.figures import read_figure
from normalizers.judge import judge
from normalizers.model import Report
from tests.test_reading_pdf import READ, WIDTH, Setting, page, plainly

XS, YS = (0.0, 100.0, 130.0, 160.0), (0.0, 20.0, 40.0)
# In a row, from baseline to baseline.
FIRST, SECOND = 14.0, 34.0
DIGIT = 5.0


def text(said: str, left: float, base: float = FIRST, gap: float = 0.0) -> list[Glyph]:
    edges = [left + n * (DIGIT + gap) for n in range(len(said))]
    return [
        Glyph(char, edge, base - 8, edge + DIGIT, base + 2, base)
        for char, edge in zip(said, edges, strict=True)
    ]


def cells(*parts: list[Glyph]) -> list[list[str]]:
    """What two rows of a label and two cells print."""
    horizontal = [Rule(y, a, b) for a, b in pairwise(XS) for y in YS]
    lattice = lattice_of(horizontal, [Rule(x, YS[0], YS[-1]) for x in XS])
    glyphs = [glyph for part in parts for glyph in part]
    found = cells_of(lattice, glyphs)
    return [["".join(li.text for li in c.lines) for c in found if c.row == row] for row in (0, 1)]


def are_in_doubt(*texts: str) -> bool:
    return all(said and read_figure(said) is None for said in texts)


def test_a_figure_that_runs_into_a_blank_cell_stays_whole_in_its_own() -> None:
    assert cells(text("123456", 101), text("7", 142, SECOND))[0] == ["", "123456", ""]


def test_one_that_is_cut_between_two_digits_is_in_doubt_in_both() -> None:
    """As are two that touch: one set to the right, the other to the left."""
    _, left, right = cells(text("12345", 110))[0]
    assert are_in_doubt(left, right)


def test_one_that_stands_half_in_either_is_in_doubt_in_both() -> None:
    _, left, right = cells(text("123", 122.5))[0]
    assert are_in_doubt(left, right)
    _, left, right = cells(text("5", 127))[0]
    assert are_in_doubt(left, right)


def test_one_that_runs_into_a_printed_cell_is_in_doubt_with_it() -> None:
    _, left, right = cells(text("123456", 103), text("7", 152))[0]
    assert are_in_doubt(left, right)
    _, left, right = cells(text("123456", 103), text("7", 134.5))[0]
    assert are_in_doubt(left, right)


def test_one_that_runs_into_a_label_is_in_doubt_and_the_label_is_not() -> None:
    label, figure, blank = cells(text("行政处罚", 20), text("12345", 97))[0]
    assert are_in_doubt(figure)
    assert (label, blank) == ("行政处罚", "")


def test_figures_of_two_cells_may_stand_near_each_other() -> None:
    """A border and a gap part them, be it as narrow as a program leaves it."""
    assert cells(text("1234", 109), text("56", 131))[0] == ["", "1234", "56"]


def test_a_figure_that_fills_its_cell_is_its_own() -> None:
    assert cells(text("123456", 100.4), text("5", 140))[0] == ["", "123456", "5"]


def test_a_figure_upon_a_level_border_is_in_doubt_where_the_other_side_is_blank() -> None:
    (_, upper, _), (_, lower, _) = cells(text("41", 110, base=24.5))
    assert are_in_doubt(upper, lower)


def test_a_figure_upon_a_level_border_is_certain_where_the_other_side_prints_its_own() -> None:
    (_, upper, _), (_, lower, _) = cells(text("41", 110, base=24.5), text("3", 110))
    assert (upper, lower) == ("3", "41")


def test_rows_of_figures_that_all_stand_upon_borders_are_in_doubt() -> None:
    """Each may be the row's above."""
    (_, upper, _), (_, lower, _) = cells(text("41", 110, base=24.5), text("3", 110, base=4.5))
    assert are_in_doubt(upper, lower)


def test_digits_beside_a_table_are_of_its_figure_where_they_touch_it() -> None:
    box = (XS[0], YS[0], XS[-1], YS[-1])
    figure, apart = text("12345", 142), text("67", 170, SECOND)
    assert overhang([*figure, *apart], box, ()) == figure[4:]
    assert overhang(text("12345", 145), box, ()) == text("12345", 145)[3:]
    assert overhang([*text("12", 149), *text("3", 164)], box, ()) == []


def within(figure: str, said: str, right: float) -> Setting:
    """Sets one figure in place of another, so far from the right edge of its cell."""

    def setting(canvas: Canvas, x: float, y: float, printed: str) -> None:
        if printed == figure:
            canvas.drawRightString(x - 8 + WIDTH - right, y, said)
        else:
            plainly(canvas, x, y, printed)

    return setting


def doubted(report: Report) -> set[str]:
    return {
        column
        for problem in report.problems
        if problem.check == "figure" and problem.severity == "error"
        for column in problem.columns
    }


@pytest.mark.parametrize("beyond", [5.0, 7.5, 12.0])
def test_a_figure_over_the_tables_right_edge_is_read_whole(beyond: float) -> None:
    report = judge(page(within("45", "12046", -beyond)))
    assert report.values == READ | {"normative_in_force": 12046}


def test_two_figures_that_a_blank_parts_are_not_one() -> None:
    report = judge(page(within("45", "30 60", 20)))
    assert doubted(report) == {"normative_in_force"}


def higher(by: float) -> Setting:
    """Sets one figure higher than the others, or lower."""

    def setting(canvas: Canvas, x: float, y: float, printed: str) -> None:
        plainly(canvas, x, y + (by if printed == "3" else 0), printed)

    return setting


def test_a_figure_upon_the_border_above_it_is_certain_where_a_label_stands_there() -> None:
    assert judge(page(higher(by=12))).values == READ


@pytest.mark.parametrize("by", [-11.0, -13.0])
def test_one_that_hangs_below_the_frame_is_not_dropped(by: float) -> None:
    assert doubted(judge(page(higher(by)))) == {"normative_repealed"}


def test_figures_of_narrow_columns_stand_in_their_cells_whatever_other_rows_lines_do() -> None:
    """Lines of several rows that stand near to one another are one grid line, which is none of
    them."""
    xs, ys = (0.0, 7.0, 20.0), (0.0, 20.0)
    noughts = [Glyph("0", left, 4, left + 7.6, 18, 15) for left in (1.2, 11.1)]
    uprights = [Rule(x, 0.0, 20.0) for x in (0.0, 10.0, 20.0)]
    contents = placed(noughts, Places(xs, ys, (0, 1), uprights))
    assert [len(contents[cell]) for cell in (0, 1)] == [1, 1]
    assert not any(glyph.is_doubtful for cell in (0, 1) for glyph in contents[cell])
