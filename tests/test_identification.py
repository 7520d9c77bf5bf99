"""Who wrote a report, when, and where its sections begin: what a page says beside its title."""

from collections.abc import Sequence

import pytest

from extractors.document import Document
from extractors.html.reader import read_html
from extractors.identity.identify import identify
from extractors.identity.years import find_year
from extractors.layout.plain import read_text
from extractors.reading import Evidence, Problem
from extractors.sections.sections import find_sections
from extractors.words.titles import Title

TITLE = "2022年政府信息公开工作年度报告"
OPENING = "一、总体情况\n2022年，各项工作有序开展。"


def agency_of(text: str) -> str | None:
    return identify(read_text(text.encode())).agency


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        (f"某市\n教育局\n{TITLE}\n{OPENING}", "某市教育局"),
        (f"国家税务总局\n某市税务局\n{TITLE}\n{OPENING}", "国家税务总局某市税务局"),
        (f"政府信息公开工作年度报告\n（二〇二二年度）\n某县公安局\n{OPENING}", "某县公安局"),
        (f"{TITLE}（某县统计局）\n{OPENING}", "某县统计局"),
        (f"{TITLE}——某县统计局\n{OPENING}", "某县统计局"),
        (f"某县统计局：{TITLE}\n{OPENING}", "某县统计局"),
        (f"某县第二中学{TITLE}\n{OPENING}", "某县第二中学"),
        (f"全州县统计局{TITLE}\n{OPENING}", "全州县统计局"),
        (f"本溪市统计局{TITLE}\n{OPENING}", "本溪市统计局"),
        (
            f"某县某局（某县粮食和储备局、某县能源局）{TITLE}\n{OPENING}",
            "某县某局（某县粮食和储备局、某县能源局）",
        ),
        (f"某县统计局关于2022年政府信息公开工作情况的公告\n{OPENING}", "某县统计局"),
        (f"{TITLE}\n单位名称：某县统计局\n{OPENING}", "某县统计局"),
        (f"{TITLE}\n填报单位：某县统计局（盖章）\n{OPENING}", "某县统计局"),
        (f"{TITLE}\n（某县统计局  2023年1月10日）\n{OPENING}", "某县统计局"),
        (f"{TITLE}\n某县统计局根据条例规定，编制2022年度报告。\n{OPENING}", "某县统计局"),
        (f"{TITLE}\n现将某县统计局2022年政府信息公开情况公布如下：\n{OPENING}", "某县统计局"),
        (f"{TITLE}\n{OPENING}\n某县统计局  2023年1月10日", "某县统计局"),
        (f"{TITLE}\n{OPENING}\n某县统计局\n二〇二三年一月十日", "某县统计局"),
        (f"{TITLE}\n请与某镇人民政府党政办公室联系。\n{OPENING}", "某镇人民政府"),
        (f"某县发展和\n改革局{TITLE}\n{OPENING}", "某县发展和改革局"),
        (f"区县\n某乡人民政府{TITLE}\n{OPENING}", "某乡人民政府"),
        (f"政务公开专区\n某乡人民政府{TITLE}\n{OPENING}", "某乡人民政府"),
        (f"{TITLE}：某县气象局\n{OPENING}", "某县气象局"),
        (f"某市{TITLE}（报省政府办公厅）\n{OPENING}", "某市"),
        (f"某市{TITLE}-某市人民政府门户网站\n{OPENING}", "某市"),
        (f"某县{TITLE}\n作者：某县融媒体中心\n{OPENING}", "某县"),
        (f"年陡镇{TITLE}\n{OPENING}", "年陡镇"),
        (f"全福街道办事处{TITLE}\n{OPENING}", "全福街道办事处"),
        (f"国务院侨务办公室{TITLE}\n{OPENING}", "国务院侨务办公室"),
        (f"中共某县县委编制委员会办公室{TITLE}\n{OPENING}", "中共某县县委编制委员会办公室"),
        (f"{TITLE}\n发布机构：\n某县统计局\n{OPENING}", "某县统计局"),
        (
            f"{TITLE}\n发布机构：某市人民政府办公室\n一、总体情况\n2022年，某市水利局认真贯彻条例。",
            "某市水利局",
        ),
        (f"某县发展和改革局{TITLE}\n{OPENING}我委主动公开3条。", "某县发展和改革局"),
    ],
)
def test_the_agency_is_found_where_the_title_does_not_name_it_in_full(
    text: str, agency: str
) -> None:
    assert agency_of(text) == agency


@pytest.mark.parametrize(
    "said",
    [
        "主办单位：某县人民政府办公室",
        "技术支持单位：某信息科技有限公司",
        "我镇成立领导小组，由党政办公室负责日常工作。",
        "我镇告知申请人向某县自然资源局咨询。",
        "我镇群众可通过“某县人民政府”微信公众号查询。",
        "某县人民政府办公室编制了《政府信息公开指南》。",
        "省政府办公厅认真贯彻要求，对我镇进行检查。",
        "镇党委高度重视政府信息公开工作。",
    ],
)
def test_other_bodies_that_a_page_names_are_not_the_agency(said: str) -> None:
    assert agency_of(f"{TITLE}\n一、总体情况\n2022年，我镇有序开展。\n{said}") is None


@pytest.mark.parametrize("items", [5, 70, 200])
def test_a_title_below_a_menu_of_any_length_is_found(items: int) -> None:
    menu = "".join(f"<li>栏目{number}</li>" for number in range(items))
    page = (
        f"<ul>{menu}</ul><h1>某县统计局{TITLE}</h1><p>2023-01-12 来源：某网</p><p>一、总体情况</p>"
    )
    found = identify(read_html(page.encode()))
    assert (found.agency, found.year, found.published_on) == ("某县统计局", 2022, "2023-01-12")


@pytest.mark.parametrize(
    "line",
    [
        "2023-01-12 09:30 来源：某县政府办",
        "来源：政府办公室 2023-01-12",
        "发布于 2023-01-12",
        "[2023-01-12]",
        "成文日期：2023-01-10　公开日期：2023-01-12",
        "更新日期：2023-05-06 发布日期：2023-01-12",
        "2023-01-12 | 浏览 12 次",
        "统计时间：2022年1月1日至12月31日\n2023-01-12",
        "截止时间：2022年12月31日\n[2023-01-12] 来源：某网",
        "新修订的条例公布于2019年4月3日。\n2023-01-12",
    ],
)
def test_the_day_of_publication_is_told_from_other_days(line: str) -> None:
    found = identify(read_text(f"某县统计局{TITLE}\n{line}\n{OPENING}".encode()))
    assert found.published_on == "2023-01-12"


def test_links_and_links_of_departments_above_a_title_are_none_of_it() -> None:
    page = f"<li><a href='/1'>县水务局</a></li><h1>{TITLE}</h1><p>一、总体情况</p>"
    assert identify(read_html(page.encode())).agency is None


@pytest.mark.parametrize(
    "said",
    [
        "根据《某省2021年至2025年规划》要求，编制本报告。\n2022年，我局有序开展。",
        "2022年来，我局有序开展。",
        "报告期：2022.1.1-2022.12.31",
        "数据截止2022年12月31日。",
        "二〇二二年，工作有序开展。",
    ],
)
def test_a_year_that_no_title_names_is_found_in_the_text(said: str) -> None:
    text = f"某县统计局政府信息公开工作年度报告\n{said}\n一、总体情况\n"
    assert identify(read_text(text.encode())).year == 2022


@pytest.mark.parametrize(
    ("lines", "heading"),
    [
        ("六、其他需要报告的事项：无", "六、其他需要报告的事项"),
        ("六、其他需要报告的事项 无", "六、其他需要报告的事项"),
        ("三、依申请公开情况：0件。", "三、依申请公开情况"),
        ("二、加大公开力度，拓宽公开渠道", "二、加大公开力度，拓宽公开渠道"),
        ("三、收到和处理政府信息公开\n申请情况", "三、收到和处理政府信息公开申请情况"),
    ],
)
def test_headings_with_text_behind_them_or_broken_over_lines(lines: str, heading: str) -> None:
    sections = find_sections(read_text(f"一、总体情况\n{lines}".encode()))
    assert [section.heading for section in sections] == ["一、总体情况", heading]


@pytest.mark.parametrize(
    "line",
    [
        "第一，公开内容深度不够。",
        "一、本年新收政府信息公开申请数量",
        "报告包括：一、总体情况；二、主动公开政府信息情况；三、存在问题；四、其他事项。",
    ],
)
def test_points_labels_of_rows_and_lists_of_sections_are_no_headings(line: str) -> None:
    sections = find_sections(read_text(f"一、总体情况\n{line}\n二、主动公开".encode()))
    assert [section.heading for section in sections] == ["一、总体情况", "二、主动公开"]


CONTENTS = ("一、总体情况", "二、主动公开政府信息情况", "三、收到和处理政府信息公开申请情况")


@pytest.mark.parametrize("page", ["", "…………1", " 3"])
def test_a_table_of_contents_is_no_section(page: str) -> None:
    contents = "\n".join(f"{heading}{page}" for heading in CONTENTS)
    report = "\n".join(f"{heading}\n本机关的情况如下。" for heading in CONTENTS)
    text = f"某市财政局2023年报告\n目录\n{contents}\n（一）主动公开{page}\n{report}\n（一）主动公开"
    sections = find_sections(read_text(text.encode()))
    assert [section.heading for section in sections] == list(CONTENTS)
    assert all(section.text.startswith("本机关的情况如下。") for section in sections)


def test_sections_given_twice_with_texts_of_their_own_stay_twice() -> None:
    prose = "\n".join(f"{heading}\n本机关{heading[2:]}良好。" for heading in CONTENTS)
    again = "\n".join(f"{heading}\n见附表。" for heading in CONTENTS)
    assert len(find_sections(read_text(f"{prose}\n{again}".encode()))) == 2 * len(CONTENTS)


@pytest.mark.parametrize(("end", "times"), [("", 1), ("\n发布日期：2023-01-10", 2)])
def test_the_year_is_asked_again_only_of_a_date(
    monkeypatch: pytest.MonkeyPatch, end: str, times: int
) -> None:
    dates: list[str | None] = []

    def asked(
        document: Document, titles: Sequence[Title], published: str | None
    ) -> tuple[int | None, list[Evidence], list[Problem]]:
        dates.append(published)
        return find_year(document, titles, published)

    monkeypatch.setattr("extractors.identity.identify.find_year", asked)
    found = identify(read_text(f"某县统计局{TITLE}{end}\n{OPENING}".encode()))
    assert (found.year, len(dates)) == (2022, times)
