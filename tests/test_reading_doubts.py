"""A whole plain report with one thing set otherwise that leaves something open: what is read, and
what is said of the rest."""

import re
from dataclasses import replace

import pytest

from normalizers.judge import judge
from normalizers.model import Report, Status
from tests.test_reading_deviations import (
    REVIEW,
    blank,
    labelled,
    page,
    plain,
    requests_table,
    review_table,
    with_review,
)
from tests.typesetter.report import make_report
from tests.typesetter.styles import PLAIN


def test_thousands_set_apart_by_blanks_are_certain_where_the_sums_hold() -> None:
    text = page()
    own = requests_table(text)
    thousands = re.sub(r"<td>([1-9]\d*)</td>", r"<td>\1 000</td>", own)
    report = judge(text.replace(own, thousands).encode())
    assert report.values["received__total"] == 1000 * (plain().truth["received__total"] or 0)
    assert report.status is Status.CLEAN
    assert any(p.check == "figure" for p in report.problems)
    broken = thousands.replace(" 000</td>", " 001</td>", 1)
    report = judge(text.replace(own, broken).encode())
    assert report.status is Status.SUSPECT


def test_row_sums_that_fail_everywhere_are_not_the_agencys() -> None:
    text = page()
    own = requests_table(text)
    turned = re.sub(r"(<td>\d+</td>)((?:<td>\d+</td>){5})(<td>\d+</td>)", r"\3\2\1", own)
    report = judge(text.replace(own, turned).encode())
    assert report.status is Status.SUSPECT


@pytest.mark.parametrize(("act", "other"), [("行政强制", "行政检查"), ("行政许可", "行政确认")])
def test_another_act_in_the_place_of_one_is_not_it(act: str, other: str) -> None:
    report = judge(page().replace(f"<td>{act}</td>", f"<td>{other}</td>").encode())
    assert report.status is Status.SUSPECT


def test_several_figures_under_one_label_are_nobodys() -> None:
    cell = '<td colspan="3">295</td>'
    assert cell in page()
    text = page().replace(cell, "<td>200</td><td>95</td><td>295</td>")
    assert judge(text.encode()).status is Status.SUSPECT


def test_a_column_label_that_nobody_knows_is_named() -> None:
    report = judge(page().replace("本年废止件数", "本年修订件数").encode())
    named = {name for p in report.problems if p.check == "label" for name in p.columns}
    assert "normative_repealed" in named


def test_a_field_that_a_script_may_fill_is_not_taken_for_empty() -> None:
    text = (
        page().replace(">295<", '><input id="x" value=""><').replace(">0<", '><input value="0"><')
    )
    assert judge(text.encode()).status is Status.SUSPECT


def test_control_characters_in_a_text_field_stop_nothing() -> None:
    text = page().replace(">295<", '><input value="295&#1;"><')
    assert judge(text.encode()).values["received__total"] == plain().truth["received__total"]


def test_empty_text_fields_beside_filled_ones_are_empty_cells() -> None:
    def field(cell: re.Match[str]) -> str:
        return f'<td><input value="{cell[1] if cell[1] != "0" else ""}"></td>'

    text = page()
    own = requests_table(text)
    report = judge(text.replace(own, re.sub(r"<td>(\d+)</td>", field, own)).encode())
    assert report.status is Status.CLEAN
    assert report.values["received__total"] == plain().truth["received__total"]
    assert None in report.values.values()


def test_a_blank_table_beside_figures_of_another_year_is_never_clean() -> None:
    text, year = page(), plain().year
    own = requests_table(text)
    both = f"<p>{year}年情况</p>{blank(own)}<p>{year - 1}年情况</p>{own}"
    report = judge(text.replace(own, both).encode())
    assert report.status is Status.SUSPECT
    assert any(p.check == "printed_twice" for p in report.problems)


def lost(report: Report) -> bool:
    return any(p.check in ("missing_table", "missing_column") for p in report.problems)


def test_a_table_that_is_lost_among_unplaced_figures_is_held_out() -> None:
    text = page()
    own = requests_table(text)
    nameless = re.sub(r"[一二三四五六七]、|（[一二三四五六七]）|\d\.", "", own)
    for word in "信息公开申请数量予部分属于其他":
        nameless = nameless.replace(word, "某")
    report = judge(text.replace(own, nameless).encode())
    assert lost(report)
    assert report.status is Status.SUSPECT


def test_a_table_whose_cells_hold_their_labels_is_held_out() -> None:
    """As a page for narrow screens sets them: 自然人：3."""
    text = page()
    own = requests_table(text)
    head = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")
    rows = "".join(
        "<tr><td>行</td>"
        + "".join(f"<td>{label}：{n}</td>" for n, label in enumerate(head))
        + "</tr>"
        for _ in range(3)
    )
    report = judge(text.replace(own, f"<table>{rows}</table>").encode())
    assert lost(report)
    assert report.status is Status.SUSPECT


def test_a_table_that_the_agency_left_out_is_its_own_affair() -> None:
    text = page()
    report = judge(text.replace(requests_table(text), "").encode())
    assert lost(report)
    assert report.status is Status.AS_PRINTED


def test_a_group_whose_figures_are_missing_takes_no_others() -> None:
    report = make_report(plain().seed, "html", replace(PLAIN, table4="captioned"))
    groups = re.findall(r"<table.*?</table>", report.data.decode().partition(REVIEW)[2], re.S)
    figures = re.findall(r"<tr>.*?</tr>", groups[0], re.S)[-1]
    read = judge(report.data.decode().replace(groups[0], groups[0].replace(figures, "")).encode())
    missing = {name for name in report.truth if name.startswith("reconsideration")}
    assert read.values == {k: v for k, v in report.truth.items() if k not in missing}
    assert any(missing <= set(p.columns) for p in read.problems if p.check == "missing_column")


def test_a_blank_cell_too_many_is_told_by_the_rows_above() -> None:
    text = page()
    own = requests_table(text)
    rows = re.findall(r"<tr>.*?</tr>", own, re.S)
    total = next(n for n, row in enumerate(rows) if "（七）总计" in row)
    further = (
        f"<tr><td>（六）其他处理</td><td>3.其他</td>{'<td></td>' * 6}<td>0</td></tr>"
        f"<tr><td>（七）总计</td>{'<td></td>' * 3}<td>3</td>{'<td></td>' * 4}</tr>"
    )
    parts = f"<table>{''.join(rows[: total - 1])}</table><table>{further}</table>"
    values = judge(text.replace(own, parts).encode()).values
    assert values["processed_total__research"] == 3
    assert values["processed_total__total"] is None


def test_a_row_that_the_agency_adds_beside_all_of_the_forms_only_informs() -> None:
    first = '<tr><td colspan="3">二、上年结转'
    added = '<tr><td colspan="3">网上咨询答复</td>' + "<td>1</td>" * 7 + "</tr>"
    report = judge(page().replace(first, added + first).encode())
    assert report.values == plain().truth
    assert report.status is Status.CLEAN
    assert any("网上咨询答复" in p.message for p in report.problems)


def test_a_blank_cell_may_print_the_name_of_a_blank() -> None:
    report = judge(page().replace("<td>0</td>", "<td>&amp;nbsp;</td>").encode())
    assert report.status is Status.CLEAN
    assert None in report.values.values()


@pytest.mark.parametrize(
    "labels", [("2022年", "2023年", "合计"), ("合计", "2022年", "2023年"), ("本年", "2022年")]
)
def test_a_line_of_table_4_beside_those_of_years_is_nobodys(labels: tuple[str, ...]) -> None:
    change = with_review(labelled(*labels)(review_table(order=(0, 1, 2))))
    assert judge(change(page()).encode()).status is Status.SUSPECT


def test_a_group_of_table_4_may_call_its_own_sum_so() -> None:
    table = (
        review_table(order=(0, 1, 2)).replace("总计", "复议总计", 1).replace(">总计", ">诉讼总计")
    )
    report = judge(with_review(table)(page()).encode())
    assert report.values == plain().truth
    assert report.status is Status.CLEAN


def test_a_sum_over_litigation_is_no_group() -> None:
    table = re.sub(r"<tr>.*?</tr>", "", review_table(order=(1, 2, 0)), count=1)
    top = "<tr><td colspan=5>合计</td><td colspan=10></td></tr>"
    report = judge(with_review(table.replace("<tr>", top + "<tr>", 1))(page()).encode())
    assert report.status is Status.SUSPECT


@pytest.mark.parametrize("label", ["（执法支队）", "简易程序", "（更正：应为）"])
def test_further_figures_below_an_act_may_be_part_of_it(label: str) -> None:
    act = re.search(r"<tr><td>行政处罚</td>.*?</tr>", page(), re.S)
    assert act
    further = re.sub(r">\d+<", ">20<", act[0].replace("行政处罚", label))
    report = judge(page().replace(act[0], act[0] + further).encode())
    assert report.status is Status.SUSPECT


def test_two_acts_in_one_label_are_neither() -> None:
    text = re.sub(r"<tr><td>行政强制</td>.*?</tr>", "", page(), count=1, flags=re.S)
    report = judge(text.replace("<td>行政处罚<", "<td>行政处罚—行政强制<").encode())
    assert "coercion_decisions" not in report.values


def test_acts_side_by_side_have_their_own_figures() -> None:
    names = ("licensing_decisions", "penalty_decisions")
    row = re.search(r"<tr><td>行政许可</td>(.*?)</tr>", page(), re.S)
    other = re.search(r"<tr><td>行政处罚</td>(.*?)</tr>", page(), re.S)
    assert row
    assert other
    both = row[0].replace("</tr>", "") + other[0].replace("<tr>", "")
    report = judge(page().replace(other[0], "").replace(row[0], both).encode())
    assert [report.values[name] for name in names] == [plain().truth[name] for name in names]


def test_the_items_of_a_group_may_stand_below_one_another_in_one_row() -> None:
    rows = re.findall(r"<tr>.*?</tr>", requests_table(page()), re.S)
    first = next(n for n, row in enumerate(rows) if "1.信访举报" in row)
    items = [re.findall(r"<td[^>]*>(.*?)</td>", row)[-8:] for row in rows[first : first + 5]]
    stacked = "".join(f"<td>{'<br>'.join(texts)}</td>" for texts in zip(*items, strict=True))
    text = page().replace("".join(rows[first + 1 : first + 5]), "")
    for row in rows[first + 1 : first + 5]:
        text = text.replace(row, "", 1)
    own = "".join(f"<td>{cell}</td>" for cell in items[0])
    report = judge(text.replace(own, stacked).encode())
    names = [name for name in plain().truth if name.startswith("rejected_")]
    assert [report.values[name] for name in names] == [plain().truth[name] for name in names]


def test_a_script_in_a_cell_may_write_its_figure() -> None:
    text = page().replace("<td>0</td>", "<td><script>document.write('7')</script></td>")
    assert judge(text.encode()).status is Status.SUSPECT


def acts(*labels: str, figures: str) -> Report:
    """Of a page whose rules and documents stand in a table of their own."""
    head = "".join(f"<td>{label}</td>" for label in ("信息内容", *labels))
    cells = "".join(f"<td>{figure}</td>" for figure in figures.split(","))
    rows = f"<tr>{head}</tr><tr><td>行政规范性文件</td>{cells}</tr>"
    title = "<h1>某县民政局2023年政府信息公开工作年度报告</h1>"
    return judge(f"{title}<p>二、主动公开政府信息情况</p><table>{rows}</table>".encode())


def test_a_blank_column_takes_the_place_of_none_that_is_left_out() -> None:
    report = acts("", "本年制发件数", "现行有效件数", figures=",7,9")
    assert report.values["normative_issued"] == 7
    assert report.values["normative_in_force"] == 9
    assert report.values.get("normative_repealed") is None


def test_figures_under_a_blank_label_are_doubtful_where_the_others_contradict_the_forms_order() -> (
    None
):
    report = acts("", "本年制发件数", "现行有效件数", figures="5,7,9")
    named = {name for p in report.problems for name in p.columns}
    assert named >= {"normative_issued", "normative_repealed"}
    assert report.status is Status.SUSPECT


def test_without_spans_a_label_that_spans_others_stands_for_them() -> None:
    own = requests_table(page())
    flat = re.sub(r' (?:row|col)span="\d+"', "", own)
    natural = "<td>自然人</td>"
    organs = "<td>法人或其他组织</td>"
    assert natural + "\n" + organs in flat or natural + organs in flat
    swapped = re.sub(f"{natural}(\\s*){organs}", rf"{organs}\1{natural}", flat)
    moved = re.sub(r"(<td>\d+</td>)((?:<td>\d+</td>){5})(<td>\d+</td></tr>)", r"\2\1\3", swapped)
    report = judge(page().replace(own, moved).encode())
    assert report.values["received__natural_person"] == plain().truth["received__natural_person"]


def test_a_page_that_prints_each_figure_twice_is_in_doubt() -> None:
    twice = re.sub(r">([1-9][\d.]*)</td>", r"><i>\1</i><b>\1</b></td>", page())
    report = judge(twice.encode())
    named = {name for p in report.problems if p.check == "figure" for name in p.columns}
    assert set(report.values) <= named


@pytest.mark.parametrize("printed", ["5", "0"])
def test_one_figure_for_two_rows_is_neithers(printed: str) -> None:
    row = re.compile(r"<td>行政处罚</td>(<td[^>]*>)[^<]*</td></tr>\s*<tr><td>行政强制</td>.*?</tr>")
    shared = (
        rf"<td>行政处罚</td><td colspan=3 rowspan=2>{printed}</td></tr><tr><td>行政强制</td></tr>"
    )
    text, count = row.subn(shared, page())
    report = judge(text.encode())
    said = {name for p in report.problems if p.severity == "error" for name in p.columns}
    assert (count, report.status) == (1, Status.SUSPECT)
    assert {"penalty_decisions", "coercion_decisions"} <= said
