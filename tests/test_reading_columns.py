"""Columns and rows beside the form's own in table 2: labels decide, not the order of the figures;
where they leave a figure open, its columns are named."""

import pytest

from extractors.reading import Severity
from normalizers.documents import RELEASED
from normalizers.judge import judge
from normalizers.model import Report
from tests.test_reading_rules import HEAD, fees_table, read, row, rules_table

ACTS = ("行政处罚", "行政强制")
DECISIONS = "本年处理决定数量"
PARTS = (("上年", "本年"), ("一般程序", "简易程序"), ("其中：新办", "变更"))
RULES = (("规章", "0", "0", "0"), ("行政规范性文件", "3", "1", "9"))


def named(report: Report) -> set[str]:
    return {name for problem in report.problems for name in problem.columns}


def in_doubt(report: Report) -> set[str]:
    found = (problem for problem in report.problems if problem.check == "ambiguous_row")
    return {name for problem in found for name in problem.columns}


def acts_table(head: tuple[str, ...], *rows: tuple[str, ...]) -> str:
    return f"<table>{row('信息内容', *head)}{''.join(row(*cells) for cells in rows)}</table>"


@pytest.mark.parametrize(
    ("head", "figures"),
    [
        ((*HEAD, "其中：修订件数"), ("3", "", "9", "2")),
        ((HEAD[0], "修订件数", *HEAD[1:]), ("3", "2", "", "9")),
        (("上年有效件数", *HEAD), ("8", "3", "", "9")),
    ],
)
def test_a_blank_cell_beside_an_added_column_stays_blank(
    head: tuple[str, ...], figures: tuple[str, ...]
) -> None:
    report = read(rules_table(head, figures))
    values = report.values
    assert (values["normative_issued"], values["normative_in_force"]) == (3, 9)
    assert values["normative_repealed"] is None
    assert report.status not in RELEASED


def test_a_change_split_into_more_and_less_is_no_increase() -> None:
    head = (
        "<tr><td rowspan=2>信息内容</td><td rowspan=2>上一年项目数量</td>"
        "<td colspan=2>本年增/减</td><td rowspan=2>处理决定数量</td></tr>"
    )
    table = f"<table>{head}{row('增', '减')}{row('行政许可', '10', '', '3', '50')}</table>"
    report = read(table)
    assert report.values.get("licensing_items_change") is None
    assert "licensing_items_change" in named(report)


@pytest.mark.parametrize(
    ("head", "figures", "value"),
    [
        (("本年减免收费金额", "本年收费金额（万元）"), ("1.2", "8.5"), "8.5"),
        (("本年应收费金额", "本年收费金额"), ("10.2", "8.5"), "8.5"),
        (("本年收费金额（2022年）", "本年收费金额（2023年）"), ("1.2", "8.5"), None),
    ],
)
def test_two_labels_of_one_column_leave_it_in_doubt(
    head: tuple[str, ...], figures: tuple[str, ...], value: str | None
) -> None:
    report = read(acts_table(head, ("行政事业性收费", *figures)))
    assert value is None or str(report.values["fees_amount"]) == value
    assert report.status not in RELEASED
    assert "fees_amount" in named(report)


def test_a_label_that_is_not_quite_the_forms_is_said_where_no_sum_holds_it() -> None:
    report = read(fees_table("本年减免收费金额（万元）", "1.2"))
    assert "fees_amount" in named(report)


@pytest.mark.parametrize("label", ["本年罚没金额（单位：元）", "本年事项数量", "市本级"])
def test_figures_under_a_label_that_no_form_has_are_in_doubt(label: str) -> None:
    report = read(acts_table((label,), (ACTS[0], "35000")))
    assert report.status not in RELEASED
    assert "penalty_decisions" in in_doubt(report)


def test_three_columns_that_no_form_has_are_not_the_forms_three() -> None:
    head = ("受理数量", "办结数量", "公开数量")
    table = acts_table(head, ("行政许可", "356", "350", "340"))
    title = "<p>某县民政局2020年政府信息公开工作年度报告</p>"
    report = judge(f"<html><body>{title}{table}</body></html>".encode())
    assert "licensing_decisions" in in_doubt(report)


@pytest.mark.parametrize("order", [("2022年", "2023年"), ("上年", "本年")])
def test_a_figure_under_another_years_label_is_in_doubt(order: tuple[str, str]) -> None:
    top = "<tr><td rowspan=2>信息内容</td>" + "".join(f"<td colspan=2>{h}</td>" for h in HEAD)
    table = f"<table>{top}</tr>{row(*order * 3)}{row('行政规范性文件', '4', '', '8', '', '15', '')}"
    report = read(f"{table}</table>")
    wrong = [name for name, value in report.values.items() if value is not None]
    assert set(wrong) <= named(report)
    assert not wrong or report.status not in RELEASED


@pytest.mark.parametrize("blank", ["", "2"])
def test_labels_that_a_flattened_span_repeats_are_one(blank: str) -> None:
    head = ("上一年项目数量", "本年增/减", "本年增/减")
    report = read(acts_table(head, ("行政事业性收费", blank, "1", "1")))
    assert report.values["fees_items_change"] == 1
    assert report.values["fees_items_last_year"] == (int(blank) if blank else None)
    assert "ambiguous_row" not in {problem.check for problem in report.problems}


@pytest.mark.parametrize(
    "parts", [("上年", "本年"), ("一般程序", "简易程序"), ("其中：新办", "变更")]
)
def test_the_first_of_several_lines_of_an_act_is_not_the_whole(parts: tuple[str, str]) -> None:
    first = f"<tr><td rowspan=2>{ACTS[0]}</td><td>{parts[0]}</td><td>27</td></tr>"
    head = f"<tr><td colspan=2>信息内容</td><td>{DECISIONS}</td></tr>"
    report = read(f"<table>{head}{first}{row(parts[1], '55')}</table>")
    assert report.status not in RELEASED
    assert "penalty_decisions" in named(report)


@pytest.mark.parametrize("called", ["数量", "件数", "合计", "本年"])
def test_an_act_may_say_that_its_figure_is_the_whole(called: str) -> None:
    head = f"<tr><td colspan=2>信息内容</td><td>{DECISIONS}</td></tr>"
    report = read(f"<table>{head}{row(ACTS[0], called, '82')}</table>")
    assert report.values["penalty_decisions"] == 82
    assert "penalty_decisions" not in named(report)


def test_a_page_number_among_figures_of_one_column_is_no_figure() -> None:
    block = ("第二十条第（五）项", "信息内容", DECISIONS, "行政许可", "12", "2")
    cells = ("信息内容", *HEAD, "行政规范性文件", "3", "1", "9", *block)
    report = read("".join(f"<p>{cell}</p>" for cell in cells))
    assert report.values["licensing_decisions"] == 12 or "licensing_decisions" in in_doubt(report)


def test_a_row_printed_twice_in_one_table_is_said() -> None:
    rows = (("行政强制（措施）", "7"), (ACTS[0], "3"), ("行政强制（执行）", "2"))
    report = read(acts_table((DECISIONS,), *rows))
    assert report.status not in RELEASED
    assert "coercion_decisions" in named(report)


def test_a_hidden_part_of_a_table_is_not_read() -> None:
    old = f'<tbody style="display:none">{row(ACTS[0], "99")}</tbody>'
    head = row("信息内容", DECISIONS)
    report = read(f"<table>{head}{old}<tbody>{row(ACTS[0], '12')}</tbody></table>")
    assert report.values["penalty_decisions"] == 12


def full_block(*further: tuple[str, ...]) -> Report:
    head = row("信息内容", DECISIONS)
    acts = "".join(row(*cells) for cells in ((ACTS[0], "12"), (ACTS[1], "3"), *further))
    rules = "".join(row(name, *figures) for name, *figures in RULES)
    return read(
        f"<table>{row('信息内容', *HEAD)}{rules}</table>",
        f"<table>{head}{row('行政许可', '5')}</table>",
        f"<table>{head}{acts}</table>",
        fees_table("本年收费金额（单位：万元）", "1.5"),
    )


@pytest.mark.parametrize("further", [("合计", "15"), ("行政检查", "40")])
def test_a_sum_and_an_act_that_the_form_does_not_ask_for_only_inform(
    further: tuple[str, str],
) -> None:
    found = [p for p in full_block(further).problems if p.check == "unmatched_row"]
    assert [problem.severity.value for problem in found] == ["warning"]


def test_a_sum_that_is_none_is_an_error() -> None:
    found = [p for p in full_block(("合计", "16")).problems if p.check == "unmatched_row"]
    assert [problem.severity.value for problem in found] == ["error"]


@pytest.mark.parametrize("where", ["header", "caption"])
def test_counts_in_thousands_are_not_converted_and_said(where: str) -> None:
    unit = "（万件）" if where == "header" else ""
    table = acts_table((DECISIONS + unit,), (ACTS[0], "35"))
    report = read("<p>单位：万件</p>" * (where == "caption") + table)
    assert report.values["penalty_decisions"] is None
    assert "penalty_decisions" in named(report)


@pytest.mark.parametrize("printed", ["3（取消）", "3（下放2项）", "3(-)", "3，其中取消1项"])
def test_a_change_whose_note_calls_it_a_decrease_is_in_doubt(printed: str) -> None:
    head = ("上一年项目数量", "本年增/减", "处理决定数量")
    report = read(acts_table(head, ("行政许可", "10", printed, "50")))
    assert report.values["licensing_items_change"] is None
    assert "licensing_items_change" in named(report)


@pytest.mark.parametrize("place", ["庆元县", "三元区", "广元市", "元氏县"])
def test_the_name_of_who_fills_in_a_form_is_no_unit(place: str) -> None:
    report = read(f"<p>填报单位：{place}水利局</p>{fees_table('本年收费金额', '4.5')}")
    assert str(report.values["fees_amount"]) == "4.5"


def test_a_note_below_the_table_may_name_the_unit() -> None:
    report = read(fees_table("本年收费金额", "23000") + "<p>注：收费金额单位为元。</p>")
    assert float(report.values["fees_amount"] or 0) == 2.3


def test_labels_that_stand_in_another_table_tell_of_no_copies() -> None:
    others = ("商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他")
    first = "".join(row(text) for text in ("申请情况", "（续前页）", "（件）"))
    first += row("", "自然人", *[""] * 5, "", "总计")
    figures = ("137", "16", "1", "1", "9", "2", "", "166")
    second = row("", "", *others, "", "")
    for label in ("一、本年新收政府信息公开申请数量", "二、上年结转政府信息公开申请数量"):
        second += row(label, *figures)
    second += row("四、结转下年度继续办理", *figures)
    report = read(f"<table>{first}</table>", f"<table>{second}</table>")
    values = report.values
    assert values["received__public_interest"] == values["received__research"] == 1
    assert (values["received__legal_service"], values["received__other_org"]) == (9, 2)


def test_blank_cells_of_the_corner_and_of_a_column_of_nothing_are_no_figures() -> None:
    """The labels of rows take three columns, a blank one stands before the last, and one label is
    no form's."""
    head = (
        row("", "", "", "申请人情况", *[""] * 7)
        + row("", "", "", "自然人", "法人或其他组织", *[""] * 5, "总计")
        + row(
            "", "", "", "", "商业企业", "学术单位", "社会公益组织", "法律服务机构", "其他", "", ""
        )
    )
    received = row("一、本年新收政府信息公开申请数量", "", "", "7", *[""] * 6, "2")
    granted = row("三、本年度办理结果", "（一）予以公开", "", "1", *[""] * 6, "1")
    denied = row("", "（三）不予公开", "1.属于国家秘密", *[""] * 8)
    report = read(f"<table>{head}{received}{granted}{denied}</table>")
    values = report.values
    assert (values["received__natural_person"], values["received__total"]) == (7, 2)
    assert values["received__research"] is values["denied_state_secret__total"] is None


def rows_of_two(figure: str) -> Report:
    """Table 3 with a figure of two lines in a row, and the sum that holds with it as one."""
    labels = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")
    received = row("一、本年新收政府信息公开申请数量", figure, *[""] * 5, figure)
    company = row("二、上年结转政府信息公开申请数量", figure, "5", *[""] * 4, "17")
    return read(f"<table>{row('', *labels)}{received}{company}</table>")


def test_sums_tell_a_broken_figure_only_beside_a_whole_one() -> None:
    """Two rows that were set as one hold digit by digit."""
    report = rows_of_two("1<br>2")
    broken = [p for p in report.problems if p.check == "figure" and p.severity is Severity.ERROR]
    assert report.values["carried_in__natural_person"] == 12
    assert {*broken[0].columns, *broken[1].columns} == {
        "received__natural_person",
        "received__total",
    }
    assert len(broken) == 2
