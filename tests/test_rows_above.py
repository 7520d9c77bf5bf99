"""Rows that are placed by those above them, in their grid or on the page before."""

from extractors.document import Grid, GridCell, Place
from extractors.tables.lines import Line
from extractors.tables.placing import RowAbove, by_rows_above

EDGES = (0.0, 60.0, 100.0, 140.0, 180.0)


def line(page: int, *texts: str, edges: tuple[float, ...] = EDGES) -> Line:
    """A row of a ruled table: its label, and cells between the edges."""
    cells = tuple(
        GridCell(text, 0, n, 1, 1, Place(page, (edges[n], 10.0, edges[n + 1], 20.0)))
        for n, text in enumerate(texts)
    )
    return Line(cells, Grid(1, len(texts), cells, Place(page, (0.0, 10.0, 180.0, 20.0))), 0, page)


def above() -> RowAbove:
    """The second column of figures is blank, and nobody's."""
    first = line(1, "予以公开", "1", "", "2")
    return RowAbove(
        first.grid, dict(zip(("natural_person", "total"), first.cells[1::2], strict=True))
    )


def test_a_row_on_the_next_page_is_placed_by_its_edges() -> None:
    placed = by_rows_above(line(2, "部分公开", "3", "", "4"), 1, above())
    assert placed is not None
    assert {key: cell.text for key, cell in placed.items()} == {"natural_person": "3", "total": "4"}


def test_a_figure_in_a_column_of_nobody_is_not_passed_over() -> None:
    assert by_rows_above(line(2, "部分公开", "3", "1", "4"), 1, above()) is None


def test_other_edges_tell_nothing() -> None:
    moved = (0.0, 60.0, 90.0, 150.0, 180.0)
    assert by_rows_above(line(2, "部分公开", "3", "", "4", edges=moved), 1, above()) is None
