"""Real titles and openings: agencies, years and headings, null rather than wrong."""

import json
import re
from functools import cache
from typing import Any

import pytest

from extractors.html.reader import read_html
from extractors.identity.identify import identify
from extractors.layout.plain import read_text
from extractors.sections.sections import find_sections
from extractors.words.heading_wordings import bare
from tests.conftest import SHARED


@cache
def entries() -> list[dict[str, Any]]:
    path = SHARED / "titles.jsonl"
    if not path.exists():
        pytest.skip(f"the real titles are not at hand ({path} is missing)")
    lines = path.read_text(encoding="utf-8").splitlines()
    return [entry for line in lines if (entry := json.loads(line))["is_report"]]


def share(right: list[bool]) -> float:
    return sum(right) / len(right)


def test_no_year_is_wrong_and_most_are_found() -> None:
    years = [(identify(read_text(e["excerpt"].encode())).year, e["year"]) for e in entries()]
    assert [pair for pair in years if pair[0] not in (None, pair[1])] == []
    assert share([found == true for found, true in years]) >= 0.94


def test_most_agencies_are_found() -> None:
    agencies = [(identify(read_text(e["excerpt"].encode())).agency, e["agency"]) for e in entries()]
    assert share([found == true for found, true in agencies]) >= 0.94


def test_nearly_all_headings_are_found() -> None:
    found = []
    for entry in entries():
        headings = {bare(s.heading) for s in find_sections(read_text(entry["excerpt"].encode()))}
        found += [bare(heading) in headings for heading in entry["headings"]]
    assert share(found) >= 0.98


@pytest.mark.parametrize(
    ("text", "agency", "year"),
    [
        (
            "某市发展和改革委员会2021年\n政府信息公开工作年度报告\n一、总体情况",
            "某市发展和改革委员会",
            2021,
        ),
        ("某市水利局二〇二一政府信息公开工作年度报告\n一、总体情况", "某市水利局", 2021),
        ("2022年政府信息公开工作年度报告\n某县审计局\n一、总体情况", "某县审计局", 2022),
        (
            "2023年政府信息公开工作年度报告\n根据条例，某县统计局编制本报告。通过政府网站主动公开政府信息3条。",
            "某县统计局",
            2023,
        ),
        (
            "某县民政局关于公布2024年政府信息公开工作年度报告的通知\n一、总体情况",
            "某县民政局",
            2024,
        ),
        ("2025年凤\n台县民政局政府信息公开工作年度报告\n一、总体情况", "凤台县民政局", 2025),
        ("二Ｏ二三年某县水利局政府信息公开工作年度报告\n一、总体情况", "某县水利局", 2023),
        ("2023年年报\n某县审计局政府信息公开工作年度报告\n一、总体情况", "某县审计局", None),
        (
            "2023年政府信息公开工作年度报告\n某县人民政府\n某县中心编写了《手册》。\n请与某县财政局联系",
            "某县财政局",
            2023,
        ),
        (
            "中共某县委机构编制委员会办公室2023年政府信息公开工作年度报告\n一、总体情况",
            "中共某县委机构编制委员会办公室",
            2023,
        ),
        ("某县档案馆2023年政务公开工作年度报告\n一、总体情况", "某县档案馆", 2023),
        ("某县水利局2023年政府信息公工作年度报告\n一、总体情况", "某县水利局", 2023),
        (
            "某县人民政府办公室关于某县人民政府2023年政府信息公开工作年度报告\n一、总体情况",
            "某县人民政府",
            2023,
        ),
        ("某市林业\n局政府信息公开工作2020年度报告\n一、总体情况", "某市林业局", 2020),
        (
            "2023年国家税务总局\n某县税务局政府信息公开工作年度报告\n一、总体情况",
            "国家税务总局某县税务局",
            2023,
        ),
        ("某市监管局2024年政\n府信息公开工作年度报告\n一、总体情况", "某市监管局", 2024),
        (
            "2023年信息公开年报\n2023年，在县委的领导下，在市局的指导下，某县水务局扎实推进。\n一、总体情况",
            "某县水务局",
            2023,
        ),
        (
            "2023年信息公开年报\n来源：某县政府办公室\n一、总体情况\n某县水务局\n2024年1月8日",
            "某县水务局",
            2023,
        ),
        (
            "某 县 统 计 局\n2 0 2 3 年 政 府 信 息公 开 工 作 年 度 报 告\n一、概述",
            "某县统计局",
            2023,
        ),
        (
            "2023年区直部门\n某市民政局政府信息公开工作年度报告\n一、总体情况",
            "某市民政局",
            None,
        ),
        ("附件1\n局2023年政府信息公开工作年度报告\n一、总体情况", None, 2023),
        (
            "某县教育局关于报送某县教育局2023年政府信息公开工作年度报告\n一、总体情况",
            "某县教育局",
            2023,
        ),
        (
            "2023年信息公开年报\n来源：某县民政局\n一、总体情况\n信息中心\n2024年1月8日",
            "某县民政局",
            2023,
        ),
        ("1、总体情况\n● 上一篇：某区2022年政府信息公开工作年度报告", None, None),
    ],
)
def test_a_title_is_found_however_it_is_printed_and_a_neighbours_is_not_taken(
    text: str, agency: str | None, year: int | None
) -> None:
    found = identify(read_text(text.encode()))
    assert (found.agency, found.year) == (agency, year)


OTHERS = ("某县财政局2023年", "某县审计局2023年", "某县教育局2022年")
LIST = "".join(f"<li>{other}政府信息公开工作年度报告</li>" for other in OTHERS)
LINKS = re.sub("<li>(.*?)</li>", r"<li><a href='/x'>\1</a></li>", LIST)
BARE = "<h1>2023年政府信息公开工作年度报告</h1>"
OPENING = "<p>来源：某县水利局</p><p>一、总体情况</p><p>本年度各项工作有序开展。</p>"


@pytest.mark.parametrize(
    "body",
    [
        f"<ul>{LINKS}</ul>{BARE}{OPENING}",
        f"{BARE}<ul>{LINKS}</ul>{OPENING}",
        f"{BARE}{OPENING}<ul>{LINKS}</ul>",
        f"{BARE}{OPENING}<p><a href='/1'>{OTHERS[0]}政府信息公开工作年度报告</a></p>",
        f"<title>2023年政府信息公开工作年度报告</title>{LIST}{BARE}{OPENING}",
        f"{BARE}{OPENING}<p>某县财政局2022年政府信息公开工作年度报告</p>",
    ],
    ids=["above", "between", "below", "one below", "no links", "another report below"],
)
def test_other_reports_that_a_page_lists_are_not_the_one_that_it_holds(body: str) -> None:
    found = identify(read_html(f"<html>{body}</html>".encode()))
    assert (found.agency, found.year) == ("某县水利局", 2023)
    assert found.title == "2023年政府信息公开工作年度报告"


def test_a_title_that_leads_to_its_own_page_is_its_title() -> None:
    title = "某县水利局2023年政府信息公开工作年度报告"
    found = identify(read_html(f"<h1><a href='/1'>{title}</a></h1><p>一、总体情况</p>".encode()))
    assert (found.agency, found.year) == ("某县水利局", 2023)


@pytest.mark.parametrize(
    ("page", "agency"),
    [
        (
            "<meta name='ContentSource' content='某县水利局'><p>2023年政府信息公开年报</p>",
            "某县水利局",
        ),
        ("<p>国务院侨务办公室2023年政府信息公开年报</p>", "国务院侨务办公室"),
        ("<p>某县水利局公布2023年政府信息公开年报</p>", "某县水利局"),
    ],
)
def test_agencies_of_pages(page: str, agency: str) -> None:
    assert identify(read_html(page.encode())).agency == agency


@pytest.mark.parametrize("number", ["、", "（{}）", "{}", "{}、"])
def test_headings_run_into_the_text_are_found_though_their_number_suffered(number: str) -> None:
    headings = ("总体情况", "主动公开政府信息情况", "收到和处理政府信息公开申请情况")
    lines = [
        f"{number.format(count)}{heading} 本年度各项工作有序开展。"
        for count, heading in zip("一二三", headings, strict=True)
    ]
    found = find_sections(read_text("\n".join(lines).encode()))
    assert [
        bare(section.heading)[-len(h) :] for section, h in zip(found, headings, strict=True)
    ] == [*headings]
    assert all(section.text.startswith("本年度") for section in found)


def test_headings_within_one_frame_around_all_tables_are_found() -> None:
    rows = ("<td colspan=2>三、收到和处理政府信息公开申请情况</td>", "<td>自然人</td><td>总计</td>")
    rows += (
        "<td colspan=2>四、政府信息公开行政复议、行政诉讼情况</td>",
        "<td>结果维持</td><td>1</td>",
    )
    table = "".join(f"<tr>{row}</tr>" for row in rows)
    sections = find_sections(read_html(f"<table>{table}</table>".encode()))
    assert [(s.kind, s.text) for s in sections] == [
        ("requests", "自然人\t总计"),
        ("review", "结果维持\t1"),
    ]


@pytest.mark.parametrize(
    ("line", "heading", "rest"),
    [
        ("因政府信息公开工作被申请行政复议、提起行政诉讼情况", "", ""),
        (
            "一、工作概述 2023年，我单位认真贯彻条例。",
            "一、工作概述",
            "2023年，我单位认真贯彻条例。",
        ),
    ],
)
def test_a_heading_may_lack_its_number_or_be_followed_by_text(
    line: str, heading: str, rest: str
) -> None:
    (section,) = find_sections(read_text(line.encode()))
    assert (section.heading, section.text) == (heading or line, rest)


def test_a_list_above_the_byline_of_a_title_names_others() -> None:
    text = f"{LIST}<p>来源：某县水利局</p>{BARE}<p>一、总体情况</p>".replace("li>", "p>")
    found = identify(read_html(text.encode()))
    assert (found.agency, found.year) == ("某县水利局", 2023)


def test_a_report_whose_headings_have_no_numbers_opens_at_the_first() -> None:
    prose = "本年度各项工作在上级部门的指导下有序开展，成效明显。"
    own = f"某县水利局2023年政府信息公开工作年度报告\n总体情况\n{prose}"
    other = f"某县水利局2022年政府信息公开工作年度报告\n一、总体情况\n{prose}"
    assert identify(read_text(f"{own}\n{other}".encode())).year == 2023
