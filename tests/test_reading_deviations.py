"""A whole plain report with one thing set otherwise: it is read as the plain one is."""

import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from functools import cache

import pytest

from normalizers.judge import judge
from normalizers.model import Report, Status
from tests.typesetter.report import SetReport, make_report
from tests.typesetter.styles import PLAIN

Change = Callable[[str], str]
REQUESTS, REVIEW = "<p>三、收到", "<p>四、政府"
RESULTS = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")


@cache
def plain() -> SetReport:
    """A sound report of the 2021 form with fees and a row of noughts."""
    for seed in range(1000):
        report = make_report(seed, "html", PLAIN)
        is_sound = report.form == "2021" and not report.planted
        if is_sound and report.truth["fees_amount"] and b"<td>0</td>" * 7 in report.data:
            return report
    raise AssertionError("no seed sets such a report")


def page() -> str:
    return plain().data.decode()


def requests_table(text: str) -> str:
    return re.findall(r"<table.*?</table>", text.partition(REQUESTS)[2], re.S)[0]


def doubled(table: str) -> str:
    return re.sub(r"<td>(\d+)</td>", lambda m: f"<td>{2 * int(m[1])}</td>", table)


def review_table(*, order: tuple[int, ...], sums: bool = False) -> str:
    groups = ("reconsideration", "litigation_direct", "litigation_after_reconsideration")
    truth = plain().truth
    keys = ("upheld", "corrected", "other", "pending", "total")
    figures = [[truth[f"{group}_{key}"] or Decimal(0) for key in keys] for group in groups]
    names = ("行政复议", "未经复议直接起诉", "复议后起诉")
    across = "".join(
        f"<td colspan=5 rowspan={1 if number else 2}>{names[number]}</td>" for number in order
    )
    first = "<td colspan=10>行政诉讼</td>"
    reconsideration = f"<td colspan=5 rowspan=2>{names[0]}</td>"
    top = first + reconsideration if order[0] else reconsideration + first
    below = across.replace(reconsideration, "")
    row = "".join(f"<td>{figure}</td>" for number in order for figure in figures[number])
    results = "".join(f"<td>{result}</td>" for result in RESULTS * 3)
    if sums:
        top += "<td rowspan=3>合计</td>"
        row += f"<td>{sum(group[-1] for group in figures)}</td>"
    return f"<table>{''.join(f'<tr>{line}</tr>' for line in (top, below, results, row))}</table>"


def with_review(table: str) -> Change:
    def change(text: str) -> str:
        head, mark, rest = text.partition(REVIEW)
        return (
            head + mark + re.sub(r"<table.*?</table>", lambda _: table, rest, count=1, flags=re.S)
        )

    return change


def preformatted(text: str) -> str:
    def lines(table: re.Match[str]) -> str:
        rows = re.findall(r"<tr>(.*?)</tr>", table[0], re.S)
        cells = [re.findall(r"<td[^>]*>(.*?)</td>", row, re.S) for row in rows]
        return "<pre>" + "\n".join("\t".join(row) for row in cells) + "</pre>"

    return re.sub(r"<table.*?</table>", lines, text, flags=re.S)


def last_years_table(text: str) -> str:
    year, own = plain().year, requests_table(text)
    both = f"<p>{year - 1}年情况</p>{doubled(own)}<p>{year}年情况</p>{own}"
    return text.replace(own, both)


def last_years_column(text: str) -> str:
    own = requests_table(text)
    changed = own.replace("</tr>", "<td>7</td></tr>")
    changed = changed.replace("<td>7</td></tr>", "<td rowspan=3>上年合计</td></tr>", 1)
    changed = changed.replace("<td>7</td></tr>", "</tr>", 2)
    return text.replace(own, changed)


def in_yuan(text: str) -> str:
    amount = plain().truth["fees_amount"]
    assert amount is not None
    pattern = r"本年收费金额[^<]*(</td>.*?<td[^>]*>)[\d.]+(</td></tr>\s*</tbody>)"
    changed = re.sub(pattern, rf"本年收费金额\g<1>{amount * 10000:f}\g<2>", text, flags=re.S)
    assert changed != text
    return changed.replace("<table", "<p>金额单位：元</p><table", 1)


def blank(table: str) -> str:
    return re.sub(r"<td>\d+</td>", "<td></td>", table)


def specimen_above(text: str) -> str:
    own = requests_table(text)
    return text.replace(own, f"<p>（表样）</p>{blank(own)}<p>填报情况</p>{own}")


def dated_when_filled_in(text: str) -> str:
    """The date above the table is not the year that it is about; a specimen follows at the end."""
    own = requests_table(text)
    filled_in = f"<p>{plain().year + 1}年1月填报</p>{own}"
    return text.replace(own, filled_in).replace("</body>", f"<p>表样</p>{blank(own)}</body>")


def total_row_first(own: str) -> str:
    (total,) = re.findall(r"<tr><td colspan=\"2\">（七）总计.*?</tr>\n?", own)
    first = re.search(r"<tr><td rowspan=\"22\">(.*?)</td>", own)
    assert first is not None
    rest = own.replace(total, "").replace(first[0], "<tr>")
    return rest.replace(
        '<tr><td colspan="2">（一）', total.replace("<tr>", first[0]) + '<tr><td colspan="2">（一）'
    )


def last_year_below(text: str) -> str:
    """This year's total stands first; last year's copy keeps the form's order."""
    own = requests_table(text)
    return text.replace(own, f"{total_row_first(own)}<p>{plain().year - 1}年</p>{doubled(own)}")


def total_column_first(text: str) -> str:
    """Spans are lost, too, so that labels and figures stand in other columns."""
    own = requests_table(text)
    changed = re.sub(r"((?:<td>\d+</td>){6})(<td>\d+</td>)</tr>", r"\2\1</tr>", own)
    total = '<td rowspan="2">总计</td>'
    changed = changed.replace(total, "").replace(
        '<td rowspan="2">自然人', f'{total}<td rowspan="2">自然人'
    )
    return text.replace(own, re.sub(r' (?:row|col)span="\d+"', "", changed))


def spaced_groups(text: str) -> str:
    """Table 4 with a row for each group and a blank column before each figure."""
    truth = plain().truth
    names = ("行政复议", "未经复议直接起诉", "复议后起诉")
    groups = ("reconsideration", "litigation_direct", "litigation_after_reconsideration")
    keys = ("upheld", "corrected", "other", "pending", "total")
    rows = [
        f"<tr><td>{name}</td>"
        + "".join(f"<td></td><td>{truth[f'{group}_{key}']}</td>" for key in keys)
        + "</tr>"
        for name, group in zip(names, groups, strict=True)
    ]
    head = "<tr><td></td>" + "".join(f"<td></td><td>{result}</td>" for result in RESULTS) + "</tr>"
    return with_review(f"<table>{head}{''.join(rows)}</table>")(text)


def kinds_table(text: str) -> str:
    rows = "".join(
        f"<tr><td>{kind}</td><td>{n}</td></tr>"
        for n, kind in enumerate(("行政许可", "行政处罚", "行政强制"), 70)
    )
    stray = f"<table><tr><td>信息类别</td><td>公开条数</td></tr>{rows}</table>"
    return text.replace("<p>二、", f"{stray}<p>二、", 1)


def items_numbered_apart(text: str) -> str:
    own = requests_table(text)
    wider = re.sub(r'colspan="([23])"', lambda m: f'colspan="{int(m[1]) + 1}"', own)
    return text.replace(own, re.sub(r"<td>(\d)\.([^<]+)</td>", r"<td>\1</td><td>\2</td>", wider))


def columns_numbered(text: str) -> str:
    numbers = (
        '<tr><td colspan="3">甲</td>' + "".join(f"<td>{n}</td>" for n in range(1, 8)) + "</tr>"
    )
    first = '<tr><td colspan="3">一、本年新收'
    return text.replace(first, numbers + first, 1)


def requests_by_means(text: str) -> str:
    means = (("申请方式", "当面", "网络", "总计"), ("本年新收数量", "3", "14", "17"))
    rows = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in means)
    own = requests_table(text)
    return text.replace(own, f"<p>申请方式：</p><table>{rows}</table>{own}")


def changed_review(change: Change) -> Change:
    return lambda text: with_review(change(review_table(order=(0, 1, 2))))(text)


def blank_line_in_review(text: str) -> str:
    head, mark, rest = text.partition(REVIEW)
    rows = rest.split("<tr>")
    return head + mark + "<tr>".join([*rows[:3], f"{'<td></td>' * 15}</tr>", *rows[3:]])


def labelled(*labels: str) -> Change:
    """Table 4 with a column of labels: the last line is the report's, those above are others."""

    def change(table: str) -> str:
        *head, figures = re.findall(r"<tr>(.*?)</tr>", table)
        head[0] = f"<td rowspan=3>单位</td>{head[0]}"
        others = [re.sub(r">[\d.]+<", ">6<", figures)] * (len(labels) - 1)
        lines = [f"<td>{a}</td>{b}" for a, b in zip(labels, (*others, figures), strict=True)]
        return f"<table>{''.join(f'<tr>{line}</tr>' for line in (*head, *lines))}</table>"

    return change


DEVIATIONS: dict[str, Change] = {
    "items numbered in a column of their own": items_numbered_apart,
    "a group's number without its name": lambda t: t.replace("三、本年度办理结果", "三"),
    "columns that are numbered": columns_numbered,
    "requests by means": requests_by_means,
    "notes on short labels": lambda t: t.replace("3.其他<", "3.其他（主动撤回）<").replace(
        ">规章<", ">规章（地方政府规章）<"
    ),
    "notes' signs behind figures": lambda t: re.sub(r">(\d{2,})</td>", r">\1<sup>①</sup></td>", t),
    "a blank line between the labels of table 4": blank_line_in_review,
    "table 4 without its first labels": changed_review(
        lambda t: (
            re.sub(r"<tr>.*?</tr>", "", t, count=1)
            .replace("<tr>", f"<tr>{''.join(f'<td rowspan=2>{r}</td>' for r in RESULTS)}", 1)
            .replace(
                "".join(f"<td>{r}</td>" for r in RESULTS) * 3,
                "".join(f"<td>{r}</td>" for r in RESULTS) * 2,
            )
        )
    ),
    "a line of table 4 that calls itself a sum": changed_review(labelled("合计")),
    "a sum below its parts in table 4": changed_review(labelled("本级", "乡镇街道", "合计")),
    "last year above this year in table 4": changed_review(labelled("上年", "本年")),
    "traditional characters": lambda t: t.translate(
        str.maketrans("数审据务请处关总规废", "數審據務請處關總規廢")
    ),
    "a stray table by kind": kinds_table,
    "a total first and last year's table below": last_year_below,
    "the total's column first, spans lost": total_column_first,
    "blank columns in table 4": spaced_groups,
    "a label that lost a letter": lambda t: t.replace("（一）予以公开", "（一）予公开"),
    "marks of direction around figures": lambda t: re.sub(
        r"<td>(\d+)</td>", "<td>\u200e\\1\u200f</td>", t
    ),
    "labels that nobody knows between two that are known": lambda t: t.replace(
        "（二）部分公开", "（二）部份提供"
    ).replace("2.重复申请", "2.再次申请"),
    "the last label misprinted above table 4": lambda t: t.replace(
        "四、结转下年度继续办理", "四、结转下年继续办理"
    ),
    "numbers with commas": lambda t: re.sub(r">([1-5])\.(?=[\u4e00-\u9fff])", r">\1，", t),
    "a blank specimen above": specimen_above,
    "the date of filling in above, a specimen below": dated_when_filled_in,
    "zeros merged into one cell": lambda t: re.sub(r"(?:<td>0</td>){7}", "<td colspan=7>0</td>", t),
    "figures in text fields": lambda t: re.sub(
        r"<td>(\d+)</td>", r'<td><input type="text" value="\1"></td>', t
    ),
    "figures in text areas": lambda t: re.sub(
        r"<td>(\d+)</td>", r"<td><textarea>\1</textarea></td>", t
    ),
    "tags that are never closed": lambda t: t.replace("<h1>", "<font size=2>" * 1500 + "<h1>"),
    "preformatted tables": preformatted,
    "last year's table first": last_years_table,
    "last year's column": last_years_column,
    "the unit in a line above": in_yuan,
    "litigation first": lambda t: with_review(review_table(order=(1, 2, 0)))(t),
    "a sum beside table 4": lambda t: with_review(review_table(order=(0, 1, 2), sums=True))(t),
    "a part of a row": lambda t: t.replace(
        '<tr><td colspan="3">二、',
        '<tr><td colspan="3">其中：网上申请</td>'
        + "<td>1</td>" * 7
        + '</tr><tr><td colspan="3">二、',
    ),
    "persons for requests": lambda t: re.sub(r"<td>(\d+)</td>", r"<td>\1人</td>", t),
}


@pytest.mark.parametrize("name", DEVIATIONS)
def test_a_deviation_is_read_as_a_careful_person_would(name: str) -> None:
    text = page()
    changed = DEVIATIONS[name](text)
    assert changed != text
    report = judge(changed.encode())
    assert report.values == plain().truth
    assert report.status is Status.CLEAN


@pytest.mark.parametrize("charset", ["utf-16-le", "utf-16-be"])
def test_a_page_in_utf_16_needs_no_mark(charset: str) -> None:
    assert judge(page().encode(charset)).values == plain().truth


def test_a_page_that_nests_too_deep_is_said_to_be_unreadable() -> None:
    report = judge(page().replace("<h1>", "<font>" * 5000 + "<h1>").encode())
    assert report.status is Status.UNREADABLE
    assert "nests too deep" in report.problems[0].message


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
