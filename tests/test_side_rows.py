"""Rows and columns beside the form's own: they move no figures, and say what is not certain."""

import re

import pytest

from extractors.reading import Severity
from normalizers.documents import RELEASED
from normalizers.judge import judge
from normalizers.model import Report, Status
from tests.test_reading_columns import ACTS, DECISIONS, acts_table
from tests.test_reading_deviations import page, plain, requests_table, review_table, with_review
from tests.test_reading_rules import read, row

YEAR = plain().year
TOTAL = re.compile(r"(<tr>(?:(?!</tr>).)*（二）部分公开.*?</tr>)", re.S)


def is_read_as_the_plain_one(text: str) -> bool:
    report = judge(text.encode())
    return text != page() and report.values == plain().truth and report.status is Status.CLEAN


def columns_of(report: Report, check: str) -> set[str]:
    return {name for p in report.problems if p.check == check for name in p.columns}


def with_year(year: object) -> str:
    """Table 4 with a first column of years."""
    table = review_table(order=(0, 1, 2)).replace("<tr>", "<tr><td rowspan=3>年度</td>", 1)
    head, last = table.rsplit("<tr>", 1)
    return with_review(f"{head}<tr><td>{year}</td>{last}")(page())


def test_a_column_of_years_holds_no_figures() -> None:
    assert is_read_as_the_plain_one(with_year(YEAR))
    own = requests_table(page())
    first = own.replace("<tr>", "<tr><td rowspan=3>年度</td>", 1)
    label = '<tr><td colspan="3">一、本年新收'
    assert label in first
    years = first.replace(label, label.replace("<tr>", f"<tr><td rowspan=25>{YEAR}</td>"))
    assert is_read_as_the_plain_one(page().replace(own, years))


@pytest.mark.parametrize("said", [f"{YEAR - 1}", f"{YEAR - 1}年"])
def test_another_year_in_such_a_column_is_said_of_its_row(said: str) -> None:
    report = judge(with_year(said).encode())
    assert "reconsideration_total" in columns_of(report, "caption")


@pytest.mark.parametrize("remark", ["同比增长12%", "17%", "比上年增加3件"])
def test_remarks_may_look_like_the_labels_of_other_columns(remark: str) -> None:
    head = row("信息内容", DECISIONS, "备注")
    report = read(f"<table>{head}{row(ACTS[0], '12', remark)}{row(ACTS[1], '3', '')}</table>")
    assert report.values["penalty_decisions"] == 12
    assert not columns_of(report, "ambiguous_row")


def with_subtotal(add: int) -> str:
    """The report with figures beside the label of a group, on a line of their own: the sums of the
    three rows below, and `add`."""
    own = requests_table(page())
    rows = re.findall(r"<tr>(?:(?!</tr>).)*?</tr>", own, re.S)
    first = next(n for n, text in enumerate(rows) if "1.本机关不掌握" in text)
    parts = [re.findall(r"<td>(\d+)</td>", text) for text in rows[first : first + 3]]
    sums = [sum(map(int, column)) + add for column in zip(*parts, strict=True)]
    cells = "".join(f"<td>{figure}</td>" for figure in sums)
    label = '<td rowspan="3">（四）无法提供</td>'
    assert label in rows[first]
    line = f"<tr><td colspan=2>（四）无法提供</td>{cells}</tr>"
    wider = own.replace('<td rowspan="22">', '<td rowspan="23">')
    below = rows[first].replace(label, '<td rowspan="3">其中</td>')
    return page().replace(own, wider.replace(rows[first], line + below))


def test_the_sum_of_a_group_beside_its_label_informs() -> None:
    assert is_read_as_the_plain_one(with_subtotal(0))


def test_what_is_not_the_sum_of_its_group_is_held() -> None:
    assert judge(with_subtotal(1).encode()).status not in RELEASED


@pytest.mark.parametrize("is_blank", [True, False])
def test_the_group_of_other_handling_is_not_the_row_of_the_older_form(is_blank: bool) -> None:
    group, rest = "（六）其他处理", page().partition("（六）其他处理")[2]
    rows = re.findall(r"1\.申请人无正当.*?</tr>.*?</tr>.*?</tr>", rest, re.S)[0].split("</tr>")[:3]
    parts = [re.findall(r"<td>(\d+)</td>", text) for text in rows]
    sums = [sum(map(int, column)) for column in zip(*parts, strict=True)]
    cells = "".join(f"<td>{'' if is_blank else figure}</td>" for figure in sums)
    label = f'<tr><td rowspan="3">{group}</td>'
    assert label in page()
    line = f'<tr><td colspan=2>{group}</td>{cells}</tr><tr><td rowspan="3">其中</td>'
    text = page().replace(label, line).replace('<td rowspan="22">', '<td rowspan="23">')
    assert is_read_as_the_plain_one(text)


def test_a_row_that_the_newer_form_dropped_informs() -> None:
    added = '<tr><td>其他对外管理服务事项</td><td colspan="3">33</td></tr>'
    act = re.search(r"<tr><td>行政许可</td>.*?</tr>", page(), re.S)
    assert act
    text = page().replace(act[0], act[0] + added)
    assert is_read_as_the_plain_one(text)
    assert any("其他对外管理服务事项" in p.message for p in judge(text.encode()).problems)


def test_a_figure_among_blank_cells_under_one_label_is_its_own() -> None:
    text = re.sub(
        r'(<tr><td>行政\w+</td>)<td colspan="3">([\d.]+)</td>',
        r"\1<td></td><td>\2</td><td></td>",
        page(),
    )
    assert is_read_as_the_plain_one(text)


def test_a_blank_row_that_repeats_the_label_above_it_is_none() -> None:
    own = TOTAL.search(page())
    assert own
    blank = "<tr><td colspan=2>（二）部分公开</td>" + "<td></td>" * 7 + "</tr>"
    for rows in (own[1] + blank, blank + own[1]):
        wider = page().replace(own[1], rows).replace('<td rowspan="22">', '<td rowspan="23">')
        assert is_read_as_the_plain_one(wider)


def test_a_blank_row_of_its_own_year_is_not_dropped_for_anothers() -> None:
    lines = ((ACTS[0], "本年", ""), (ACTS[0], "上年", "12"))
    report = read(acts_table(("", DECISIONS), *lines))
    errors = (p for p in report.problems if p.severity is Severity.ERROR)
    said = {name for problem in errors for name in problem.columns}
    assert report.values.get("penalty_decisions") is None or "penalty_decisions" in said


def test_a_zero_before_every_figure_of_one_digit_is_a_way_to_set_them() -> None:
    own = requests_table(page())
    padded = re.sub(r"<td>([1-9])</td>", r"<td>0\1</td>", own)
    text = page()
    review = re.findall(r"<table.*?</table>", text.partition("<p>四、政府")[2], re.S)[0]
    text = text.replace(review, re.sub(r"<td>([1-9])</td>", r"<td>0\1</td>", review))
    assert is_read_as_the_plain_one(text.replace(own, padded))


def test_a_zero_before_one_figure_alone_leaves_it_in_doubt() -> None:
    own = requests_table(page())
    padded = re.sub(r"<td>([1-9])</td>", r"<td>0\1</td>", own, count=1)
    assert padded != own
    assert judge(page().replace(own, padded).encode()).status not in RELEASED
    report = read(acts_table((DECISIONS,), (ACTS[0], "05")))
    assert report.values["penalty_decisions"] is None
    assert "penalty_decisions" in columns_of(report, "figure")


def numbered(*numbers: str) -> Report:
    """Decisions, each row with a text left of its label."""
    rows = [row(number, act, "12") for number, act in zip(numbers, ACTS, strict=False)]
    return read(f"<table>{row('', '信息内容', DECISIONS)}{''.join(rows)}</table>")


@pytest.mark.parametrize("numbers", [("17", ""), ("", "9"), ("2", "9"), ("0.5", "8")])
def test_a_figure_left_of_its_label_is_not_dropped_unsaid(numbers: tuple[str, str]) -> None:
    assert columns_of(numbered(*numbers), "ambiguous_row")


@pytest.mark.parametrize(
    "numbers",
    [("1", "2"), ("", ""), ("一", "二"), ("1、", "2、"), ("1", "1"), ("1", "3"), ("2", "3")],
)
def test_numbers_left_of_labels_count_rows(numbers: tuple[str, str]) -> None:
    report = numbered(*numbers)
    assert report.values["penalty_decisions"] == 12
    assert not columns_of(report, "ambiguous_row")
