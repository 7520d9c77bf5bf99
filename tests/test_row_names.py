"""Whose figures, and which year's: lines of table 4 and captions above tables say it, and a line or
a table that is blank may be the report's own."""

import re

import pytest

from extractors.reading import Severity
from normalizers.documents import RELEASED
from normalizers.judge import judge
from normalizers.model import Report, Status
from tests.test_reading_deviations import (
    blank,
    doubled,
    page,
    plain,
    requests_table,
    review_table,
    with_review,
)

AGENCY = plain().agency
REVIEW = {name for name in plain().truth if re.match("reconsideration|litigation", name)}


def read(text: str) -> Report:
    return judge(text.encode())


def named(report: Report) -> set[str]:
    errors = (p for p in report.problems if p.severity is Severity.ERROR)
    return {name for problem in errors for name in problem.columns}


def lines(*labels: str, own: int, is_blank: bool = False) -> str:
    """The report with a line of table 4 for each label: the line `own` holds its figures, or
    nothing, and the others are all 6."""
    *head, figures = re.findall(r"<tr>(.*?)</tr>", review_table(order=(0, 1, 2)))
    head[0] = f"<td rowspan=3></td>{head[0]}"
    others = re.sub(r">[\d.]+<", ">6<", figures)
    mine = re.sub(r">[\d.]+<", "><", figures) if is_blank else figures
    rows = [
        f"<td>{label}</td>{mine if number == own else others}"
        for number, label in enumerate(labels)
    ]
    table = f"<table>{''.join(f'<tr>{line}</tr>' for line in (*head, *rows))}</table>"
    return with_review(table)(page())


PAIRS = [
    ("本年", "上年"),
    ("本年度", "上年度"),
    ("今年", "去年"),
    ("本期", "上年同期"),
    ("2023年", "2022年"),
    ("局机关", "下属单位"),
    ("本机关", "所属事业单位"),
    ("局机关", "全系统合计"),
]


@pytest.mark.parametrize("is_blank", [False, True])
@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize("pair", PAIRS)
def test_the_reports_own_line_of_table_4_is_told_by_its_name(
    pair: tuple[str, str], turned: bool, is_blank: bool
) -> None:
    report = read(lines(*(pair[::-1] if turned else pair), own=int(turned), is_blank=is_blank))
    expected = {name: None if is_blank else plain().truth[name] for name in REVIEW}
    assert {name: report.values.get(name, "absent") for name in REVIEW} == expected
    assert report.status is Status.CLEAN


@pytest.mark.parametrize("pair", [("城关分局", "郊区分局"), ("本年", "合计"), ("合计", "局机关")])
def test_where_nothing_tells_which_line_is_the_reports_table_4_is_in_doubt(
    pair: tuple[str, str],
) -> None:
    assert named(read(lines(*pair, own=0))) >= REVIEW


def test_a_sixteenth_column_of_sums_moves_no_figures() -> None:
    table = review_table(order=(0, 1, 2), sums=True)
    emptied = re.sub(r"<td>0</td>", "<td></td>", table)
    assert emptied != table
    report = read(with_review(emptied)(page()))
    expected = {name: plain().truth[name] or None for name in REVIEW}
    assert {name: report.values.get(name, "absent") for name in REVIEW} == expected


@pytest.mark.parametrize("first", ["own", "summary"])
@pytest.mark.parametrize("captions", [("（二）本局", "（一）全区汇总"), ("区水利局：", "全区：")])
def test_a_blank_table_of_its_own_beside_a_summary_is_said(
    captions: tuple[str, str], first: str
) -> None:
    text = page()
    table = requests_table(text)
    own, summary = f"<p>{captions[0]}</p>{blank(table)}", f"<p>{captions[1]}</p>{table}"
    both = own + summary if first == "own" else summary + own
    report = read(text.replace(table, both))
    assert report.status not in RELEASED
    assert "received__total" in named(report)


ANNEXES = (
    "附件：青河县城关镇人民政府2023年收到和处理政府信息公开申请情况",
    "填报单位：高新区管理委员会",
    "市场监管综合行政执法大队统计表",
)


@pytest.mark.parametrize("caption", ANNEXES)
def test_a_table_of_another_body_is_not_the_reports(caption: str) -> None:
    text = page()
    table = requests_table(text)
    annex = f"<p>{caption}</p>{table}</body>"
    report = read(text.replace(table, "<p>本机关未收到申请。</p>").replace("</body>", annex))
    assert report.status not in RELEASED
    assert "received__total" in named(report)


@pytest.mark.parametrize(
    "caption",
    [f"填报单位：{AGENCY}", AGENCY[-3:], "政府信息公开工作年度报告统计表", "附件1：申请情况统计表"],
)
def test_a_caption_may_name_the_agency_or_nobody(caption: str) -> None:
    text = page()
    table = requests_table(text)
    assert read(text.replace(table, f"<p>{caption}</p>{table}")).status is Status.CLEAN


def test_a_whole_copy_that_differs_in_a_few_rows_is_an_error() -> None:
    text = page()
    table = requests_table(text)
    row = re.findall(r"<tr>.*?</tr>", table, re.S)[-1]
    copy = table.replace(row, doubled(row))
    assert copy != table
    assert read(text.replace(table, table + copy)).status not in RELEASED
