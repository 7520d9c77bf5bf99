"""Tables on a PDF page without any line."""

import io
from collections.abc import Sequence

import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from normalizers.judge import judge
from normalizers.model import Report

pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
TOP, LINE = 700.0, 24.0
Text = tuple[float, str]


def read(*rows: Sequence[Text]) -> Report:
    """The report whose rows hold texts at these places."""
    return read_lines(*((number * LINE, row) for number, row in enumerate(rows)))


def read_lines(*lines: tuple[float, Sequence[Text]], rules: Sequence[float] = ()) -> Report:
    """The report whose lines stand so far below one another, with level ruled lines."""
    file = io.BytesIO()
    canvas = Canvas(file, invariant=1)
    canvas.setFont("STSong-Light", 10)
    canvas.drawString(60, TOP + 60, "某县民政局2023年政府信息公开工作年度报告")
    for y, line in lines:
        for x, text in line:
            canvas.drawString(x, TOP - y, text)
    for y in rules:
        canvas.line(50, TOP - y, 550, TOP - y)
    canvas.save()
    return judge(file.getvalue())


def test_a_figure_that_stands_beside_the_one_label_of_its_table_is_its() -> None:
    labels, row = ((100, "信息内容"), (300, "本年处理决定数量")), ((60, "行政许可"), (500, "714"))
    report = read(labels, row)
    assert report.values == {"licensing_decisions": 714}
    assert not any(problem.check == "ambiguous_row" for problem in report.problems)


def test_beside_another_label_it_is_nobodys_for_certain() -> None:
    labels = ((100, "信息内容"), (240, "本年处理决定数量"), (420, "备查数量"))
    report = read(labels, ((60, "行政许可"), (440, "714")))
    named = [problem for problem in report.problems if problem.check == "ambiguous_row"]
    assert "licensing_decisions" in {name for problem in named for name in problem.columns}


HEAD = (
    0.0,
    ((60, "信息内容"), (240, "本年制发件数"), (360, "本年废止件数"), (480, "现行有效件数")),
)


@pytest.mark.parametrize(
    ("upper", "lower"), [("1,6", "92"), ("16", "92"), ("1,", "692"), ("1", ",692")]
)
def test_a_figure_broken_in_its_cell_is_held_and_never_its_last_line_alone(
    upper: str, lower: str
) -> None:
    row = ((60, "规章"), (250, lower), (370, "0"), (490, "7"))
    report = read_lines(HEAD, (48.0, ((250, upper),)), (60.0, row))
    assert report.values == {"rules_issued": None, "rules_repealed": 0, "rules_in_force": 7}
    assert "rules_issued" in named(report, "figure")


def test_the_begin_of_a_figure_that_opens_a_page_is_not_lost() -> None:
    report = read_lines((0.0, ((250, "1,6"),)), (12.0, ((60, "行政许可"), (250, "92"))))
    assert report.values == {"licensing_decisions": None}
    assert "licensing_decisions" in named(report, "figure")


def test_what_a_ruled_line_parts_is_no_figure_of_two_lines() -> None:
    row = ((60, "规章"), (250, "92"), (370, "0"), (490, "7"))
    report = read_lines(HEAD, (48.0, ((250, "16"),)), (60.0, row), rules=(50.5,))
    assert report.values["rules_issued"] == 92
    assert any(p.check == "unmatched_row" and p.severity == "error" for p in report.problems)


def test_two_rows_with_blank_cells_are_no_figures_of_two_lines() -> None:
    first = ((60, "规章"), (250, "92"), (370, "0"), (490, "7"))
    report = read_lines(HEAD, (48.0, first), (60.0, ((60, "行政规范性文件"), (490, "16"))))
    assert (report.values["rules_in_force"], report.values["normative_in_force"]) == (7, 16)


def named(report: Report, check: str) -> set[str]:
    """The columns that errors of a check name."""
    problems = (p for p in report.problems if p.check == check and p.severity == "error")
    return {name for problem in problems for name in problem.columns}


def test_a_table_of_what_a_page_says_of_itself_is_no_part_of_the_title_below_it() -> None:
    prose = "本报告中所列数据的统计期限自2023年1月1日起至2023年12月31日止，现予公布，欢迎监督。"
    file = io.BytesIO()
    canvas = Canvas(file, invariant=1)
    canvas.setFont("STSong-Light", 10)
    for x, text in ((60, "发布机构"), (150, "某县民政局"), (330, "发文日期"), (430, "2024-01-20")):
        canvas.drawString(x, TOP, text)
    canvas.drawString(90, TOP - 30, "某县民政局2023年政府信息公开工作年度报告")
    for number in range(6):
        canvas.drawString(60, TOP - 60 - 15 * number, prose)
    canvas.save()
    report = judge(file.getvalue())
    assert report.title == "某县民政局2023年政府信息公开工作年度报告"
    assert report.agency == "某县民政局"
