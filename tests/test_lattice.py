"""What counts as a cell of a ruled table on a page."""

import itertools

import pytest

from extractors.pdf.glyphs import Glyph
from extractors.pdf.lattice import cells_of, lattice_of
from extractors.pdf.shapes import Rule

NO_GLYPHS: tuple[Glyph, ...] = ()


def spans(xs: tuple[float, ...]) -> list[tuple[float, float]]:
    """From where to where the cells of one row go that is ruled at `xs`."""
    horizontal = [Rule(y, a, b) for a, b in itertools.pairwise(xs) for y in (100.0, 120.0)]
    lattice = lattice_of(horizontal, [Rule(x, 100.0, 120.0) for x in xs])
    return [(cell.box[0], cell.box[2]) for cell in cells_of(lattice, NO_GLYPHS)]


@pytest.mark.parametrize("count", [2, 5])
def test_blank_columns_that_were_shrunk_to_nothing_are_columns(count: int) -> None:
    xs = (50.0, 150.0, *(170.0 + 2.25 * n for n in range(count + 1)), 210.0)
    assert spans(xs) == list(itertools.pairwise(xs))


def test_a_single_one_is_told_by_others_as_narrow() -> None:
    xs = (50.0, 150.0, 152.25, 170.0, 172.25, 174.5, 210.0)
    assert spans(xs) == list(itertools.pairwise(xs))


def test_two_apart_are_told_by_the_single_lines_between_other_columns() -> None:
    xs = (50.0, 100.0, 130.0, 160.0, 190.0, 192.25, 230.0, 232.25, 260.0)
    assert spans(xs) == list(itertools.pairwise(xs))


def test_double_lines_around_a_table_or_between_all_columns_are_no_columns() -> None:
    framed = (50.0, 52.25, 100.0, 130.0, 160.0, 190.0, 230.0, 232.25)
    assert len(spans(framed)) == 5
    doubled = (50.0, 52.25, 100.0, 102.25, 150.0, 152.25, 200.0, 202.25)
    assert len(spans(doubled)) == 3


def test_borders_of_several_lines_around_every_cell_are_no_columns() -> None:
    """Two double lines stand between two cells."""
    xs = [place + n for place in (50.0, 100.0, 150.0, 200.0) for n in range(4)]
    assert len(spans(tuple(xs))) == 3


def test_a_double_line_is_one() -> None:
    assert len(spans((50.0, 150.0, 152.25, 210.0))) == 2


@pytest.mark.parametrize(("reach", "rows"), [(122.25, 2), (120.0, 1)])
def test_a_blank_row_that_was_shrunk_to_nothing_is_a_row(reach: float, rows: int) -> None:
    """Where no line between columns goes on into it, its two lines are a double one."""
    xs = (50.0, 100.0, 150.0, 200.0, 250.0)
    pieces = [Rule(x, 100.0, 120.0 if 50 < x < 250 else 122.25) for x in xs]
    pieces += [Rule(x, 120.0, reach) for x in xs]
    horizontal = [Rule(y, 50.0, 250.0) for y in (100.0, 120.0, 122.25)]
    cells = cells_of(lattice_of(horizontal, pieces, pieces), NO_GLYPHS)
    assert len(cells) == 4 * rows


def test_where_every_line_is_a_double_one_no_row_was_shrunk_to_nothing() -> None:
    """Both lines between two columns are drawn through the double line between two rows."""
    xs = [x + gap for x in (50.0, 100.0, 150.0, 200.0, 250.0) for gap in (0.0, 1.0)]
    pieces = [Rule(x, 100.0, 141.0) for x in xs]
    horizontal = [Rule(y + gap, 50.0, 251.0) for y in (100.0, 120.0, 140.0) for gap in (0.0, 1.0)]
    assert len(cells_of(lattice_of(horizontal, pieces, pieces), NO_GLYPHS)) == 4 * 2


def test_rows_that_stand_apart_have_no_row_between_them() -> None:
    """The cells of a page's table may each have lines of their own."""
    pieces = [
        Rule(x, top, top + 20.0) for x in (50.0, 100.0, 150.0, 200.0) for top in (100.0, 122.25)
    ]
    horizontal = [Rule(y, 50.0, 200.0) for y in (100.0, 120.0, 122.25, 142.25)]
    assert len(cells_of(lattice_of(horizontal, pieces, pieces), NO_GLYPHS)) == 2 * 3


def test_a_line_of_the_table_above_parts_no_columns_of_the_one_below() -> None:
    upper = [Rule(x, 100.0, 120.0) for x in (50.0, 167.0, 210.0)]
    lower = [Rule(x, 120.0, 140.0) for x in (50.0, 170.0, 172.25, 174.5, 210.0)]
    horizontal = [Rule(y, 50.0, 210.0) for y in (100.0, 120.0, 140.0)]
    cells = cells_of(lattice_of(horizontal, [*upper, *lower]), NO_GLYPHS)
    assert [cell.row for cell in cells] == [0, 0, 1, 1, 1, 1]


def test_beside_a_narrower_table_below_there_is_no_cell() -> None:
    vertical = [
        Rule(50.0, 100.0, 160.0),
        Rule(100.0, 100.0, 160.0),
        Rule(150.0, 120.0, 160.0),
        Rule(210.0, 100.0, 120.0),
    ]
    horizontal = [Rule(100.0, 50.0, 210.0), Rule(120.0, 50.0, 210.0)]
    horizontal += [Rule(140.0, 50.0, 150.0), Rule(160.0, 50.0, 150.0)]
    cells = cells_of(lattice_of(horizontal, vertical), NO_GLYPHS)
    assert [(cell.row, cell.box[0]) for cell in cells] == [
        (row, left) for row in range(3) for left in (50.0, 100.0)
    ]


def test_columns_shrunk_to_nothing_stay_below_a_table_with_other_columns() -> None:
    """One table touches the next, and its lines stand between the near ones of that."""
    above, below = (50.0, 155.5, 200.0), (50.0, 154.0, 156.25, 158.5, 160.75, 200.0)
    horizontal = [Rule(y, 50.0, 200.0) for y in (100.0, 120.0, 140.0)]
    vertical = [Rule(x, 100.0, 120.0) for x in above] + [Rule(x, 120.0, 140.0) for x in below]
    lattice = lattice_of(horizontal, [*vertical, Rule(154.75, 100.0, 110.0)])
    lefts = {cell.box[0] for cell in cells_of(lattice, NO_GLYPHS) if cell.box[1] == 120.0}
    assert lefts >= {*below[:-1]}
