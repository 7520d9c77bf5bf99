"""Rows that a page break cut in two: halves are joined where they make one row for certain."""

from extractors.document import Grid, GridCell, Place
from extractors.tables.cut_rows import mended
from extractors.tables.lines import Line
from extractors.words.labels import rows

WIDE, NARROW = (0.0, 60.0, 90.0, 120.0), (0.0, 30.0, 60.0, 90.0)


def line(page: int, *texts: str, edges: tuple[float, ...] = WIDE, last: bool = True) -> Line:
    """A row of a grid, alone on its page unless another row follows it."""
    ends = (*edges[1:], edges[-1] + 30)
    cells = tuple(
        GridCell(text, 0, n, 1, 1, Place(page, (edges[n], 10.0, ends[n], 20.0), None, page, 0, n))
        for n, text in enumerate(texts)
    )
    below = () if last else (GridCell("", 1, 0, 1, 1, Place(page, (0.0, 20.0, 30.0, 30.0))),)
    grid = Grid(1 if last else 2, len(texts), (*cells, *below), Place(page))
    return Line(cells, grid, 0, page)


def texts(*lines: Line) -> list[list[str]]:
    return [[cell.text for cell in found.cells] for found in mended(lines, rows().match)]


def test_a_label_is_joined_wherever_its_figures_stand() -> None:
    whole = "2.重复申请"
    assert texts(line(1, "2.重复", "5"), line(2, "申请", "")) == [[whole, "5"]]
    assert texts(line(1, "2.重复", ""), line(2, "申请", "5")) == [[whole, "5"]]


def test_a_label_without_its_number_is_joined_only_at_the_end_of_a_page() -> None:
    upper = ("属于行政", "5")
    assert texts(line(1, *upper), line(2, "查询事项", "")) == [["属于行政查询事项", "5"]]
    assert len(texts(line(1, *upper, last=False), line(2, "查询事项", ""))) == 2


def test_a_row_without_figures_is_joined_where_nothing_else_stands_in_it() -> None:
    assert texts(line(1, "2.重复", ""), line(2, "申请", "")) == [["2.重复申请", ""]]
    assert len(texts(line(1, "2.重复", "件", ""), line(2, "申请", "", ""))) == 2


def test_labels_of_columns_that_a_page_break_cut_are_joined_each_in_its_column() -> None:
    upper, lower = line(1, "结果维持", "未经复议", "复议后起"), line(2, "", "直接起诉", "诉")
    assert texts(upper, lower) == [["结果维持", "未经复议直接起诉", "复议后起诉"]]
    below = line(2, "", "结果维持", "结果纠正")
    whole = line(1, "结果维持", "未经复议直接起诉", "复议后起诉")
    assert len(texts(whole, below)) == 2


def test_figures_on_the_next_page_take_the_label_of_a_blank_row() -> None:
    assert texts(line(1, "行政强制", "", ""), line(2, "", "5", "")) == [["行政强制", "5", ""]]


def test_figures_in_other_columns_are_another_tables() -> None:
    upper = line(1, "四、结转下年度继续办理", "", "", "")
    lower = line(2, "", "1", "1", "3", edges=NARROW)
    assert len(texts(upper, lower)) == 2


def test_a_header_gives_its_last_label_to_no_figures() -> None:
    upper, lower = line(1, "结果维持", "其他", "总计"), line(2, "1", "3", "")
    assert len(texts(upper, lower)) == 2


def test_figures_of_a_table_with_a_caption_of_its_own_go_on_no_other() -> None:
    upper = line(1, "3", "", "1", "4")
    caption = Line((GridCell("行政诉讼（复议后起诉）", 0, 0, 1, 1, Place(2)),), None, 0, 2)
    lower = line(2, "1", "", "", "1")
    assert len(texts(upper, lower)) == 1
    assert len(texts(upper, caption, lower)) == 3
