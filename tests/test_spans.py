"""The one span expander, whatever is declared."""

from hypothesis import given
from hypothesis import strategies as st

from extractors.document import Place
from extractors.spans import SpannedCell, expand

CELLS = st.builds(
    SpannedCell,
    text=st.text(max_size=3),
    row_span=st.integers(0, 1000),
    column_span=st.integers(1, 1000),
    column=st.one_of(st.none(), st.integers(0, 300)),
)


@given(st.lists(st.lists(CELLS, max_size=6), max_size=8))
def test_cells_never_overlap_and_stay_inside(rows: list[list[SpannedCell]]) -> None:
    grid = expand(rows, Place())
    positions = [
        (row, column)
        for cell in grid.cells
        for row in range(cell.row, cell.row + cell.row_span)
        for column in range(cell.column, cell.end_column)
    ]
    # A pinned cell may meet a span that came from above; it then begins behind it.
    assert all(0 <= row < grid.height and 0 <= column < grid.width for row, column in positions)
    assert len({(c.row, c.column) for c in grid.cells}) == len(grid.cells)


def test_spans_fill_their_rectangle() -> None:
    grid = expand(
        [
            [SpannedCell("corner", 2, 2), SpannedCell("a")],
            [SpannedCell("b")],
            [SpannedCell("c"), SpannedCell("d", column_span=2)],
        ],
        Place(),
    )
    positions = [[grid.at(row, column) for column in range(3)] for row in range(3)]
    shown = [[cell.text for cell in row if cell] for row in positions]
    assert shown == [["corner", "corner", "a"], ["corner", "corner", "b"], ["c", "d", "d"]]


def test_a_span_without_end_stops_at_the_last_row() -> None:
    grid = expand([[SpannedCell("x", 0), SpannedCell("a")], [SpannedCell("b")]], Place())
    assert grid.cells[0].row_span == 2
    assert [cell.text for cell in grid.row(1)] == ["x", "b"]
