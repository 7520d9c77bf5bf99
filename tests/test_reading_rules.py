"""Rules of reading that no house style of the typesetter shows: a printed header is followed, and
what can't be told is not guessed. Each case changes one thing in a small page."""

import pytest

from extractors.words.figures import read_figure
from normalizers.documents import RELEASED
from normalizers.judge import judge
from normalizers.model import Report, Status

HEAD = ("本年制发件数", "本年废止件数", "现行有效件数")
RESULTS = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")


def row(*cells: str) -> str:
    return "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"


def rules_table(head: tuple[str, ...] = HEAD, figures: tuple[str, ...] = ("3", "1", "9")) -> str:
    return f"<table>{row('信息内容', *head)}{row('行政规范性文件', *figures)}</table>"


def fees_table(header: str, amount: str, label: str = "行政事业性收费") -> str:
    return f"<table>{row('信息内容', header)}{row(label, amount)}</table>"


def group_table(results: tuple[str, ...], *figures: tuple[str, ...]) -> str:
    rows = "".join(row("行政复议", *line) for line in figures)
    return f"<table>{row('', *results)}{rows}</table>"


def read(*tables: str) -> Report:
    page = "<p>某县民政局2023年政府信息公开工作年度报告</p>" + "<p>表</p>".join(tables)
    return judge(f"<html><body>{page}</body></html>".encode())


def test_columns_are_read_in_the_order_that_the_header_prints() -> None:
    values = read(rules_table((HEAD[2], HEAD[0], HEAD[1]), ("9", "3", "1"))).values
    assert (values["normative_issued"], values["normative_in_force"]) == (3, 9)
    swapped = (RESULTS[2], RESULTS[0], *RESULTS[1:2], *RESULTS[3:])
    values = read(group_table(swapped, ("1", "2", "3", "4", "10"))).values
    assert values["reconsideration_other"] == 1
    assert values["reconsideration_upheld"] == 2


def test_labels_out_of_order_that_stand_over_no_figures_are_in_doubt() -> None:
    names = ("商业企业", "科研机构", "社会公益组织", "自然人", "法律服务机构", "其他", "总计")
    label = "一、本年新收政府信息公开申请数量"
    lines = (names, (label, label, *"1234", "0", "0", "10"))
    text = "\n".join("\t".join(line) for line in lines)
    report = judge(f"某县民政局2023年政府信息公开工作年度报告\n{text}\n".encode())
    assert report.values
    assert report.status not in RELEASED
    assert any(p.check == "ambiguous_row" for p in report.problems)


def test_a_column_of_another_year_is_not_this_years() -> None:
    table = f"<table>{row('信息内容', '上年处理决定数量')}{row('行政许可', '7')}</table>"
    report = read(table)
    assert report.values.get("licensing_decisions") is None or report.status is not Status.CLEAN


@pytest.mark.parametrize(
    ("header", "amount", "expected"),
    [
        ("本年收费金额（单位：万元）", "5.5", "5.5"),
        ("本年收费金额（元，保留两位小数）", "55000", "5.5"),
        ("本年收费金额（单位：千元）", "55", "5.5"),
        ("本年收费金额（单位：亿元）", "0.00055", "5.5"),
        ("本年收费金额（单位：万元）", "55000元", "5.5"),
    ],
)
def test_money_is_converted_from_the_unit_that_is_printed(
    header: str, amount: str, expected: str
) -> None:
    assert str(read(fees_table(header, amount)).values["fees_amount"]) == expected


def test_labels_that_name_two_units_leave_the_amount_in_doubt() -> None:
    table = fees_table("本年收费金额（单位：万元）", "55000", "行政事业性收费（单位：元）")
    report = read(table)
    assert report.values["fees_amount"] is None
    assert report.status is Status.SUSPECT


@pytest.mark.parametrize(
    "cell",
    [
        "<p>12</p><p>3</p>",
        "12<br>3",
        "<img src=a.png>",
        "<input>",
        "<textarea></textarea>",
        "12（万件）",
        "1、234",
        "若干",
    ],
)
def test_a_cell_that_may_mean_two_things_is_held_out(cell: str) -> None:
    assert read(rules_table(figures=(cell, "1", "9"))).status not in RELEASED


@pytest.mark.parametrize(
    "cell",
    [
        "12<sup>1</sup>",
        "12<sup>[1]</sup>",
        "<del>10</del>12",
        "<span hidden>9</span>12",
        '<span style="display:none">9</span>12',
        '<span style="font-size:0">9</span>12',
        '<span style="text-decoration:line-through">9</span>12',
    ],
)
def test_note_signs_and_hidden_text_are_no_part_of_a_figure(cell: str) -> None:
    assert read(rules_table(figures=(cell, "1", "9"))).values["normative_issued"] == 12


def test_further_rows_under_a_header_are_not_dropped_in_silence() -> None:
    wide = row("行政复议", "", "", "", "") + row(*RESULTS)
    table = f"<table>{wide}{row('1', '0', '0', '0', '1')}{row('4', '0', '0', '0', '4')}</table>"
    assert read(table).status is Status.SUSPECT


def test_a_cell_too_many_among_blank_ones_is_nobodys() -> None:
    lines = [("规章", "1", "2", "3"), ("行政规范性文件", "", "1", "2", "")]
    table = f"<table>{row('信息内容', *HEAD)}{''.join(row(*line) for line in lines)}</table>"
    assert read(table).status not in RELEASED


@pytest.mark.parametrize("mark", ["", "—", "/"])
def test_a_report_without_a_figure_is_not_clean(mark: str) -> None:
    report = read(rules_table(figures=(mark, mark, mark)))
    assert report.status is not Status.CLEAN
    assert "blank_report" in {problem.check for problem in report.problems}


def test_words_under_a_column_are_kept_as_printed() -> None:
    report = read(fees_table("本年收费金额（单位：万元）", "见附件"))
    cell = next(cell for cell in report.cells if cell.column == "fees_amount")
    assert (cell.raw, cell.value, cell.mark) == ("见附件", None, "words")


def test_a_table_by_style_is_a_table() -> None:
    rows = (("信息内容", *HEAD), ("行政规范性文件", "3", "1", "9"))
    cells = [[f'<div style="display: table-cell">{text}</div>' for text in row] for row in rows]
    lines = "".join(f'<div style="display:table-row">{"".join(row)}</div>' for row in cells)
    assert read(f'<div style="display:table">{lines}</div>').values["normative_in_force"] == 9


def test_a_page_cut_off_within_a_table_says_so() -> None:
    page = "<html><body><table>" + row("信息内容", *HEAD) + "<tr><td>行政规范性文件<td>1"
    assert "cut_off" in {problem.check for problem in judge(page.encode()).problems}


def test_a_comparison_of_years_is_no_statutory_table() -> None:
    table = f"<table>{row('事项', '2021年数量')}{row('行政许可', '100')}</table>"
    assert "licensing_decisions" not in read(table).values


def test_a_table_with_other_columns_gives_no_figures() -> None:
    table = f"<table>{row('收费项目', '金额（元）')}{row('行政事业性收费', '120000')}</table>"
    report = read(rules_table(), table)
    assert report.values.get("fees_amount") is None
    assert report.status not in RELEASED


def test_notes_beside_a_figure_are_not_figures() -> None:
    figure = read_figure("22（其中修订16件）")
    assert figure is not None
    assert figure.value == 22
