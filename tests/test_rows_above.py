"""Rows that are placed by those above them, in their grid or on the page before."""

from extractors.document import Grid, GridCell, Place
from extractors.tables.headers import Header
from extractors.tables.labels_above import doubt_above
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


def test_a_figure_that_spans_the_gap_below_its_row_is_no_label_of_the_next() -> None:
    """Between cells with borders of their own there is a strip of blank ones."""
    place, keys = Place(1, table=0), ("natural_person", "total")
    header = [GridCell(t, 0, n + 2, 1, 1, place) for n, t in enumerate(("自然人", "总计"))]
    group = GridCell("三、本年度办理结果", 1, 0, 2, 1, place)
    sums = [GridCell(t, 1, n + 1, 2, 1, place) for n, t in enumerate(("（七）总计", "7", "7"))]
    texts = ("四、结转下年度继续办理", "0", "0")
    last = [GridCell(t, 3, n + 1, 1, 1, place) for n, t in enumerate(texts)]
    gap = GridCell("", 3, 0, 1, 1, place)
    grid = Grid(4, 4, (*header, group, *sums, gap, *last), place)
    names = Header("requests", dict(zip(keys, header, strict=True)), grid, True)
    figures = dict(zip(keys, last[1:], strict=True))
    assert doubt_above(Line((gap, *last), grid, 3, 3), 2, keys, names, figures) == ""


def blocks_below(second: str) -> tuple[Line, Header]:
    """A row below figures and a line of two labels, the header above them all."""
    place, keys = Place(1, table=0), ("natural_person", "total")
    texts = (
        ("（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", "自然人", "总计"),
        ("1.本机关不掌握相关政府信息", "6", "6"),
        ("三、本年度", second),
        ("2.没有现成信息需要另行制作", "0", "0"),
    )
    rows = [
        [GridCell(t, r, n, 1, 1, place) for n, t in enumerate(row)] for r, row in enumerate(texts)
    ]
    grid = Grid(4, 3, tuple(cell for row in rows for cell in row), place)
    header = Header("requests", dict(zip(keys, rows[0][1:], strict=True)), grid, True)
    return Line(tuple(rows[3]), grid, 3, 3), header


def test_the_begin_of_a_label_that_spans_rows_names_no_column() -> None:
    """Without upright rules nothing tells in which column the label of a group stands."""
    row, header = blocks_below("（四）无法")
    figures = dict(zip(header.keys, row.cells[1:], strict=True))
    assert doubt_above(row, 1, header.keys, header, figures) == ""


def test_a_label_that_is_no_part_of_the_form_may_name_another_column() -> None:
    row, header = blocks_below("（四）无偿")
    figures = dict(zip(header.keys, row.cells[1:], strict=True))
    assert "（四）无偿" in doubt_above(row, 1, header.keys, header, figures)
