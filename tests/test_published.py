"""The day of publication, told from the other days that a page prints, and the year of a report
that no title names."""

import pytest

from extractors.html.reader import read_html
from extractors.identity.identify import identify
from extractors.layout.plain import read_text
from extractors.reading import Identification, Severity

TITLE = "来凤县财政局2021年政府信息公开工作年度报告"
OPENING = "一、总体情况\n2021年，各项工作有序开展。\n二、其他需要报告的事项\n无。"


def report(*lines: str, below: str = "") -> Identification:
    return identify(read_text("\n".join((TITLE, *lines, OPENING, below)).encode()))


@pytest.mark.parametrize(
    "line",
    [
        "发布时间：2022－01－26",
        "发布时间：26.01.2022",
        "发布日期：20220126",
        "发布日期：２０２２年１月２６日",
        "发布时间：[2022-01-26]",
        "发 布 时 间 ： 2022 - 01 - 26",
        "發佈時間：2022-01-26",
        "發布日期：2022-01-26",
        "发布时间：2022-01-2610:31 来源：某局",
        "二〇二二年一月二十六日",
    ],
)
def test_a_date_is_read_in_every_form(line: str) -> None:
    page = f"<meta charset=utf-8><h1>{TITLE}</h1><p>{line}</p><p>一、总体情况</p><p>无。</p>"
    assert identify(read_html(page.encode())).published_on == "2022-01-26"


def test_a_row_of_labels_stands_above_a_row_of_values() -> None:
    table = (
        "<table><tr><th>索引号</th><th>发布机构</th><th>发布日期</th><th>有效性</th></tr>"
        "<tr><td>0112/2</td><td>本单位</td><td>2022-01-08</td><td>有效</td></tr></table>"
    )
    page = f"<meta charset=utf-8><h1>{TITLE}</h1>{table}<p>一、总体情况</p><p>无。</p>"
    assert identify(read_html(page.encode())).published_on == "2022-01-08"


@pytest.mark.parametrize(
    "line",
    [
        "本页面生成时间：2025-06-30 10:00:12",
        "采集时间：2025-06-30",
        "抓取时间：2025-06-30",
        "公示时间：2022年2月1日至2022年2月8日",
        "发布时间：2022年2月1日至8日",
        "统计时间：2021-01-01",
    ],
)
def test_another_days_date_is_not_the_day_of_publication(line: str) -> None:
    assert report(line).published_on is None
    assert report(below=line).published_on is None


def test_the_date_of_another_text_below_does_not_beat_the_signatures() -> None:
    other = "来凤县财政局\n2022年1月4日\n相关阅读：《2024年政务公开工作要点》 发布时间：2024-04-03"
    assert report(below=other).published_on == "2022-01-04"


def untitled(*lines: str) -> Identification:
    first = "来凤县财政局政府信息公开工作年度报告"
    return identify(read_text("\n".join((first, *lines, "二、其他事项", "无。")).encode()))


@pytest.mark.parametrize(
    "plan",
    [
        "下一步：2024年我局加大公开力度。",
        "2024年，我局将进一步加强公开。",
        "今后，2024年我局要多公开。",
    ],
)
def test_a_year_that_is_planned_is_not_the_reports(plan: str) -> None:
    assert untitled("一、总体情况", plan).year is None
    assert untitled("一、总体情况", "2023年，我局公开3条。", plan, plan).year == 2023


def test_what_was_done_may_be_said_as_what_one_takes_in_hand() -> None:
    done = "2023年，我局将公开工作列入日程，主要做了三项。"
    assert untitled("一、总体情况", done).year == 2023


def test_a_month_in_the_title_tells_no_year() -> None:
    text = "来凤县财政局政府信息公开工作年度报告（2024年1月）\n一、总体情况\n我局有序开展。"
    assert identify(read_text(text.encode())).year is None


def test_a_year_in_brackets_behind_the_title_is_the_titles() -> None:
    text = "来凤县财政局政府信息公开工作年度报告（2021）\n一、总体情况\n2020年，我局有序开展。"
    found = identify(read_text(text.encode()))
    assert (found.year, found.problems) == (2021, ())


def test_a_year_that_only_sentences_name_is_a_warning() -> None:
    found = untitled("发布时间：2024-01-20", "一、总体情况", "2023年，我局公开3条。")
    assert found.year == 2023
    assert [(p.check, p.severity) for p in found.problems] == [("year", Severity.WARNING)]


def test_a_year_that_is_not_over_when_the_report_appears_is_an_error() -> None:
    found = untitled("发布时间：2024-01-20", "一、总体情况", "2024年，我局公开3条。")
    assert Severity.ERROR in [p.severity for p in found.problems if p.check == "year"]
