"""A page break may cut through a row: the cells end without a line, and go on without one."""

import io
from collections.abc import Sequence
from dataclasses import dataclass

import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from extractors.media import read_document
from normalizers.judge import judge

pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
LEFT, RIGHT, LINE = 60.0, 500.0, 14.0
HEAD, START = 780.0, 90.0
# Where a row is cut that comes second and has one line above the break.
CUT_AT = START - 2 * LINE
LABELS = ("信息内容", "本年制发件数", "本年废止件数", "现行有效件数")
FIGURES = ("行政规范性文件", "12", "3", "45")
READ = {"normative_issued": 12, "normative_repealed": 3, "normative_in_force": 45}
# For each column the lines of text above the break, and those below it.
Row = Sequence[tuple[str, str]]
CUT_LABELS: Row = (
    ("项目", ""),
    ("总\n计", ""),
    ("自\n然", "人"),
    ("", "商业\n企业"),
    ("", "科研\n机构"),
    ("", "社会公\n益组织"),
    ("", "法律服\n务机构"),
    ("", "其\n他"),
)
RECEIVED = ("本年新收政府信息公开申请数量", "21", "6", "5", "4", "3", "2", "1")
CUT_FIGURES: Row = (("行政规范性\n文", "件"), ("12", ""), ("3", ""), ("45", ""))
FIGURES_BELOW: Row = (("行政规范", "性文件"), ("", "12"), ("", "3"), ("", "45"))


@dataclass(frozen=True)
class Cut:
    """How a page cuts a row: whether its halves are closed, by how much its last line stands below
    the lines around it, how high what is left is, and whether the page's number follows at once."""

    is_closed: bool = False
    overhang: float = 0.0
    height: float = 0.0
    foot: bool = False


class Press:
    """Draws rows from the middle of one page over its foot."""

    def __init__(self) -> None:
        self.file = io.BytesIO()
        self.canvas = Canvas(self.file, invariant=1)
        self.canvas.setFont("STSong-Light", 10)
        self.y = START

    def write(self, x: float, text: str) -> None:
        for number, line in enumerate(text.split("\n")):
            self.canvas.drawString(x + 4, self.y - 11 - number * LINE, line)

    def row(self, texts: Sequence[str]) -> None:
        xs = edges(len(texts))
        for left, right, text in zip(xs, xs[1:], texts, strict=False):
            self.canvas.rect(left, self.y - LINE, right - left, LINE)
            self.write(left, text)
        self.y -= LINE

    def cut_row(self, row: Row, cut: Cut) -> None:
        """A row over a page break."""
        for half in (0, 1):
            lines = max(text[half].count("\n") + 1 for text in row)
            end = self.y - lines * LINE + (cut.overhang if half == 0 else 0.0)
            if half == 1 and cut.height:
                end = self.y - cut.height
            for x in edges(len(row)):
                self.canvas.line(x, self.y, x, end)
            if half == 1 or cut.is_closed:
                self.canvas.line(LEFT, end, RIGHT, end)
            if half == 0 or cut.is_closed:
                self.canvas.line(LEFT, self.y, RIGHT, self.y)
            for x, text in zip(edges(len(row)), row, strict=False):
                self.write(x, text[half])
            self.y = end
            if half == 0:
                self.turn(cut.foot)

    def turn(self, foot: bool) -> None:
        self.number(1, foot)
        self.canvas.showPage()
        self.canvas.setFont("STSong-Light", 10)
        self.y = HEAD

    def number(self, page: int, foot: bool) -> None:
        x, y = (edges(4)[1] + 4, CUT_AT - 11) if foot else (300, 20)
        self.canvas.drawString(x, y, f"第{page}页")

    def save(self, foot: bool) -> bytes:
        self.number(2, foot)
        self.canvas.save()
        return self.file.getvalue()


def edges(columns: int) -> list[float]:
    """A wide column of labels, and those of the figures."""
    width = (RIGHT - LEFT - 160) / (columns - 1)
    return [LEFT, *(LEFT + 160 + n * width for n in range(columns))]


def set_page(*rows: Sequence[str] | Row, cut: Cut = Cut()) -> bytes:
    press = Press()
    press.canvas.drawString(LEFT, 300, "某县民政局2023年政府信息公开工作年度报告")
    for row in rows:
        if isinstance(row[0], str):
            press.row([str(text) for text in row])
        else:
            press.cut_row([(a, b) for a, b in row], cut)
    return press.save(cut.foot)


@pytest.mark.parametrize("overhang", [0.0, 10.0])
@pytest.mark.parametrize(
    "rows",
    [(LABELS, CUT_FIGURES), (LABELS, FIGURES_BELOW)],
    ids=["figures above", "figures below"],
)
def test_a_row_that_a_page_break_cut_open_is_one(
    rows: tuple[Sequence[str] | Row, ...], overhang: float
) -> None:
    assert judge(set_page(*rows, cut=Cut(overhang=overhang))).values == READ


@pytest.mark.parametrize("cut", [Cut(height=4.5), Cut(foot=True)], ids=["low", "foot"])
def test_what_is_left_may_be_low_and_a_running_foot_near(cut: Cut) -> None:
    row = (("行政规范性文件", ""), ("12", ""), ("3", ""), ("45", ""))
    values = judge(set_page(LABELS, row, ("行政许可", "7"), cut=cut)).values
    assert {name: values[name] for name in READ} == READ


def test_a_running_foot_that_lines_are_drawn_through_is_none_of_the_row() -> None:
    row = (("行政规范性", "文件"), ("12", ""), ("3", ""), ("45", ""))
    cut = Cut(overhang=-40, foot=True)
    assert judge(set_page(LABELS, row, ("行政许可", "7"), cut=cut)).values["normative_issued"] == 12


CLOSED = Cut(is_closed=True)


def test_figures_wrapped_over_a_page_break_are_one_where_the_label_goes_on_with_them() -> None:
    row = (("行政规范性", "文件"), ("12345", "67"), ("3", ""), ("45", ""))
    assert judge(set_page(LABELS, row, cut=CLOSED)).values == {**READ, "normative_issued": 1234567}


def test_where_the_label_does_not_they_are_in_doubt() -> None:
    row = (("行政规范性文件", ""), ("12345", "67"), ("3", ""), ("45", ""))
    report = judge(set_page(LABELS, row, cut=CLOSED))
    assert report.values == {**READ, "normative_issued": None}
    named = {name for problem in report.problems for name in problem.columns}
    assert "normative_issued" in named


def test_column_labels_that_a_page_break_cut_are_whole() -> None:
    values = judge(set_page(CUT_LABELS, RECEIVED)).values
    assert values["received__natural_person"] == 6
    assert values["received__total"] == 21


def test_its_cells_stand_where_their_text_begins() -> None:
    (grid,) = read_document(set_page(LABELS, FIGURES_BELOW)).grids
    label, *figures = grid.row(1)
    assert (label.text, label.place.page) == ("行政规范\n性文件", 1)
    assert {cell.place.page for cell in figures} == {2}
    assert all(cell.place.box and cell.place.box[1] < 842 - HEAD + 1 for cell in figures)


def test_a_page_break_between_rows_joins_nothing() -> None:
    """Closed cells are two tables' as far as lines tell; words may join them further on."""
    assert len(read_document(set_page(LABELS, FIGURES_BELOW, cut=Cut(is_closed=True))).grids) == 2


@pytest.mark.parametrize("figures", [("12", "3", "45"), ("", "", "")])
def test_rows_whose_line_was_lost_with_the_page_stay_two(figures: Sequence[str]) -> None:
    acts = (("行政许可", "行政处罚"), *((f, f) for f in figures))
    report = judge(set_page(("信息内容", "上一年项目数量", "本年增/减", "处理决定数量"), acts))
    wanted = [int(figure) if figure else None for figure in figures]
    for act in ("licensing", "penalty"):
        names = (f"{act}_items_last_year", f"{act}_items_change", f"{act}_decisions")
        assert [report.values[name] for name in names] == wanted


def test_a_header_that_is_repeated_below_an_open_row_stays_one() -> None:
    row = (
        ("行政规范性文件", LABELS[0]),
        *((f, label) for f, label in zip(FIGURES[1:], LABELS[1:], strict=True)),
    )
    assert judge(set_page(LABELS, row)).values == READ
