"""The day of publication, told from the dates of other texts that a page lists around the report
that it holds."""

import pytest

from extractors.html.reader import read_html
from extractors.identity.identify import identify

TITLE = "来凤县水务局2022年政府信息公开工作年度报告"
OLDER = TITLE.replace("2022", "2021")
TEXT = "<p>一、总体情况</p><p>我局认真落实《条例》。</p><p>六、其他需要报告的事项</p><p>无。</p>"
OWN = "<p>2023-01-17</p>"


def published(above: str = "", info: str = "", below: str = "", head: str = "") -> str | None:
    page = f"<meta charset=utf-8>{head}{above}<h1>{TITLE}</h1>{info}{TEXT}{below}"
    return identify(read_html(page.encode())).published_on


@pytest.mark.parametrize(
    "item",
    [
        "<li>关于召开会议的通知<span>发布日期：2024-05-05</span></li>",
        "<li><a href='/1'>关于召开会议的通知</a></li><p>2024-05-05</p>",
        "<p>发布日期：2024-05-05</p>",
        f"<li>{OLDER}</li><p>发布时间：2024-05-05</p>",
    ],
)
def test_the_date_below_the_title_outweighs_those_of_what_is_listed_above(item: str) -> None:
    assert published(item, OWN) == "2023-01-17"


@pytest.mark.parametrize(
    "item",
    [
        "<li>关于召开会议的通知<span>发布日期：2024-05-05</span></li>",
        "<li><a href='/1'>关于召开会议的通知</a></li><p>2024-05-05</p>",
        f"<div><a>{OLDER}</a> 发布时间：2022-01-20</div>",
        f"<li><a>{OLDER}</a></li><li>2022-01-20</li>",
    ],
)
def test_the_date_of_another_text_is_not_the_reports(item: str) -> None:
    assert published(above=item) is None
    assert published(below=item) is None
    assert published(below=f"<p>来凤县水务局</p><p>2023年1月17日</p>{item}") == "2023-01-17"


def test_the_date_above_a_texts_own_title_is_the_reports_though_one_title_is_misprinted() -> None:
    period = "<p>统计期限自2022年1月1日起至2022年12月31日止。</p>"
    assert published(info=f"{OWN}<p>{OLDER}</p>{period}") == "2023-01-17"


def test_what_follows_related_texts_dates_those() -> None:
    assert published(below="<h4>相关阅读</h4><p>水务要闻</p><p>2024-05-05</p>") is None


@pytest.mark.parametrize(
    "above",
    [
        "<p>发布日期：2023-01-17</p>",
        "<li>索引号：11/2023</li><li>发布机构：来凤县水务局</li><li>发布日期：2023-01-17</li>",
        "<p><a href='/'>首页</a> &gt; <a href='/x'>年报</a></p><p>发布日期：2023-01-17</p>",
        "<p>信息公开目录 发布日期：2023-01-17</p>",
        "<p>发布日期：2022-06-01</p><p>发布日期：2023-01-17</p>",
    ],
)
def test_metadata_above_the_title_tell_the_day_the_nearest_first(above: str) -> None:
    assert published(above) == "2023-01-17"


@pytest.mark.parametrize(
    "info",
    [
        "2023年01月17日 10:12&nbsp; 县水务局&nbsp; 点击：[<span>12</span>]",
        "2023年01月17日 10:12 县水务局",
        "2023-01-17 县水务局 浏览次数：12",
        "文章来源：县水务局 2023-01-17 09:11:00 浏览次数：12",
        "稿件来源：县水务局 2023-01-17",
        "发布单位：县水务局 2023-01-17",
        "【发布日期】2023-01-17【来源】县水务局【字号】",
        "[发布时间] 2023-01-17 [来源] 县水务局",
    ],
)
def test_a_line_of_the_pages_head_tells_the_day(info: str) -> None:
    assert published(info=f"<div>{info}</div>") == "2023-01-17"


@pytest.mark.parametrize(
    "info",
    [
        "2024-05-05 全县水务工作会议召开",
        "来源：县水务局 采集时间： 2024-05-05",
        "2024年5月5日我局将召开会议",
    ],
)
def test_a_line_that_dates_something_else_tells_no_day(info: str) -> None:
    assert published(info=f"<div>{info}</div>") is None


DATA = '<script type="application/ld+json">{{"datePublished": "{}"}}</script>'
META = '<meta property="article:published_time" content="{}">'


@pytest.mark.parametrize("head", [DATA, META])
@pytest.mark.parametrize(
    "moment", ["2023-01-17", "2023-01-17T09:12:00+08:00", "2023-01-16T22:12:00Z"]
)
def test_what_a_page_tells_machines_is_read_where_its_text_tells_no_day(
    head: str, moment: str
) -> None:
    assert published(head=head.format(moment)) == "2023-01-17"
    assert published(head=head.format("2024-05-05"), info=OWN) == "2023-01-17"


def test_several_days_told_to_machines_are_other_texts() -> None:
    assert published(head=DATA.format("2023-01-17") + DATA.format("2024-05-05")) is None


def test_a_time_element_is_any_texts() -> None:
    listed = "<div><a href='/x'>县水务局召开会议</a><time datetime='{0}'>{0}</time></div>"
    assert published(above="<time datetime='2026-05-05'>今天</time>") is None
    assert published(below=listed.format("2025-03-04")) is None


@pytest.mark.parametrize("column", ["政府信息公开年度报告", "信息公开工作年度报告", "年度报告"])
def test_a_date_behind_the_name_of_the_sites_column_is_the_reports(column: str) -> None:
    line = f"<p>{column} 发布时间：2023-01-17</p>"
    assert published(above=line) == "2023-01-17"
    assert published(below=line) == "2023-01-17"


@pytest.mark.parametrize("moment", ["0001-01-01T00:00:00+08:00", "9999-12-31T23:59:59-08:00"])
def test_a_moment_at_the_end_of_time_is_no_date(moment: str) -> None:
    assert published(head=META.format(moment)) is None
    assert published(head=META.format(moment), info=OWN) == "2023-01-17"
