"""A whole plain report with one thing set otherwise: it is read as the plain one is."""

import re
from collections.abc import Callable
from decimal import Decimal
from functools import cache

import pytest

from normalizers.judge import judge
from normalizers.model import Status
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


def test_groups_of_rows_with_half_a_label_are_no_header_of_another_table() -> None:
    """A table set as two: the second begins with the end of a row that prints nothing."""
    row = "<tr><td>3.要求提供公开出版物</td>"
    groups = "<td rowspan=7>三、本年度办理结果</td><td rowspan=3>（五）不予处理</td>"
    nothing = "<td></td>" * 7
    rest = f"</table><table><tr>{groups}<td>公开出版物</td>{nothing}</tr>"
    head, _, tail = page().partition(row)
    below = tail.partition("</tr>")[2]
    text = f"{head}<tr><td>3.要求提供</td>{nothing}</tr>{rest}{below}"
    values = judge(text.encode()).values
    of_row = {name for name in values if name.startswith("rejected_publication__")}
    assert {values[name] for name in of_row} == {None}
    others = {name: value for name, value in plain().truth.items() if name not in of_row}
    assert {name: values.get(name) for name in others} == others


@pytest.mark.parametrize("charset", ["utf-16-le", "utf-16-be"])
def test_a_page_in_utf_16_needs_no_mark(charset: str) -> None:
    assert judge(page().encode(charset)).values == plain().truth


def test_a_page_that_nests_too_deep_is_said_to_be_unreadable() -> None:
    report = judge(page().replace("<h1>", "<font>" * 5000 + "<h1>").encode())
    assert report.status is Status.UNREADABLE
    assert "nests too deep" in report.problems[0].message
