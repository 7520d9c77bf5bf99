"""Whose report a page holds, against all that stands around it: links to others, banners of sites,
labels before the title, names broken over lines, keepers of sites."""

import pytest

from extractors.html.reader import read_html
from extractors.identity.identify import identify
from extractors.layout.plain import read_text
from extractors.reading import Identification

TITLE = "2021年政府信息公开工作年度报告"
TEXT = "<p>一、总体情况</p><p>2021年，我局有序开展。</p><p>二、其他需要报告的事项</p><p>无。</p>"
SIGNED = "<p>来凤县财政局</p><p>2022年1月4日</p>"
OTHER = f"来凤县农牧局{TITLE}"


def page(body: str) -> Identification:
    return identify(read_html(f"<meta charset=utf-8>{body}".encode()))


def text(*lines: str) -> Identification:
    return identify(read_text("\n".join((*lines, "一、总体情况", "2021年，有序开展。")).encode()))


@pytest.mark.parametrize("href", ["#", "/t1.html"])
@pytest.mark.parametrize(
    "link",
    [
        "<div>下一篇 <a href='{href}'>{other}</a></div>",
        "<div>上一条：<a href='{href}'>{other}</a></div>",
        "<h4>相关链接</h4><ul><li><a href='{href}'>{other}</a></li></ul>",
        "<ul><li><a href='{href}'>{other}</a><span>2022-01-11</span></li></ul>",
    ],
)
def test_a_report_linked_below_the_text_is_anothers(link: str, href: str) -> None:
    found = page(f"<h1>{TITLE}</h1>{TEXT}{SIGNED}{link.format(href=href, other=OTHER)}")
    assert (found.title, found.agency) == (TITLE, "来凤县财政局")


@pytest.mark.parametrize("href", ["#", "/t1.html"])
@pytest.mark.parametrize(
    ("heading", "year"),
    [(TITLE, 2021), ("来凤县财政局政府信息公开工作年度报告", 2021)],
)
def test_a_dated_entry_of_a_list_above_the_title_is_anothers(
    heading: str, year: int, href: str
) -> None:
    entry = f"<li><a href='{href}'>来凤县审计局2022年政府信息公开工作年度报告</a>2023-01-11</li>"
    preface = "<p>本报告由来凤县财政局编制，统计期限为2021年1月1日至12月31日。</p>"
    found = page(f"<ul>{entry}</ul><h1>{heading}</h1>{preface}{TEXT}")
    assert (found.title, found.agency, found.year) == (heading, "来凤县财政局", year)


def test_a_title_in_a_column_of_others_is_not_the_pages() -> None:
    column = "".join(f"<tr><td>某县{body}{TITLE}</td></tr>" for body in ("统计局", "商务局"))
    menu = f"<table><tr><td>信息公开年报</td></tr>{column}</table>"
    assert page(f"{menu}{TEXT}{SIGNED}").agency == "来凤县财政局"


@pytest.mark.parametrize(
    "signed", [SIGNED, "<p>一年来，我局认真工作。</p>", f"<p>我局认真工作。</p>{SIGNED}"]
)
def test_the_banner_of_a_site_is_no_part_of_the_title_below_it(signed: str) -> None:
    found = page(f"<h1>来凤县人民政府</h1><h2>{TITLE}</h2>{TEXT}{signed}")
    assert found.title == TITLE
    assert found.agency in ("来凤县财政局", None)


def test_a_government_above_the_title_is_its_agency_where_nothing_says_otherwise() -> None:
    assert text("来凤县人民政府", TITLE).agency == "来凤县人民政府"


@pytest.mark.parametrize(
    "title",
    [
        f"（年报）来凤县财政局{TITLE}",
        f"[年度报告]来凤县财政局{TITLE}",
        f"附件1 来凤县财政局{TITLE}",
        f"公示|来凤县财政局{TITLE}",
        f"关于上报来凤县财政局{TITLE}的函",
        f"关于报送来凤县财政局{TITLE}的函",
        f"关于公开来凤县财政局{TITLE}的通知",
        f"关于来凤县财政局{TITLE}的公示",
        f"关于报送来凤县财政局{TITLE}的报告",
        f"{TITLE}_来凤县财政局",
        "来凤县财政局（2021年）政府信息公开工作年度报告",
        f"（来凤县财政局）{TITLE}",
        "来凤县财政局2021年政务公开（政府信息公开）工作年度报告",
    ],
)
def test_what_stands_before_the_title_is_no_part_of_the_name(title: str) -> None:
    found = text(title)
    assert (found.agency, found.year) == ("来凤县财政局", 2021)


@pytest.mark.parametrize(
    "name",
    ["来凤县妇联", "来凤县工商联", "来凤县科协", "103团", "来凤县档案局（馆）"],
)
def test_bodies_with_short_names_are_named_by_their_titles(name: str) -> None:
    assert text(f"{name}{TITLE}").agency == name


@pytest.mark.parametrize(
    "lines",
    [
        ("新疆生产建设兵团第七师胡杨河市退役军人", "事务局"),
        ("双江拉祜族佤族布朗族傣族自治县文化体育", "旅游广电局"),
        ("莫力达瓦达斡尔族自治旗行政审批和政务信", "息管理局"),
        ("乳源瑶族自治县市", "场监督管理局"),
        ("罗城仫佬族自治县住房和", "城乡建设局"),
        ("河南蒙古", "族自治县农业农村局"),
        ("国家税务总局莫力", "达瓦达斡尔族自治旗税务局"),
        ("神农架林区", "教育和科学技术局"),
    ],
)
def test_a_name_broken_over_two_lines_is_joined(lines: tuple[str, str]) -> None:
    found = text(lines[0], lines[1] + TITLE)
    assert found.agency == "".join(lines)
    assert found.title == "".join(lines) + TITLE


@pytest.mark.parametrize(
    "lines",
    [
        ("来凤县财政局20", "21年政府信息公开工作年度报告"),
        ("来凤县财政局2", "021年政府信息公开工作年度报告"),
        ("来凤县财政局2021年政", "府", "信息公开工作年度报告"),
    ],
)
def test_a_title_broken_in_the_year_or_the_fixed_words_is_joined(lines: tuple[str, ...]) -> None:
    found = text(*lines)
    assert (found.title, found.agency) == (f"来凤县财政局{TITLE}", "来凤县财政局")


def test_the_number_of_an_annex_is_no_part_of_the_year() -> None:
    assert text("附件1", TITLE).title == TITLE


def test_the_mere_end_of_a_name_is_no_agency() -> None:
    found = text("某栏目", f"事务局{TITLE}")
    assert found.agency is None
    assert "no agency was found in the document" in [p.message for p in found.problems]


@pytest.mark.parametrize(
    "above", ["来凤县政务服务", "来凤县政府信息公开", "首页", "来凤县人民政府网"]
)
def test_furniture_above_a_whole_name_is_not_joined(above: str) -> None:
    assert text(above, f"财政局{TITLE}").title == f"财政局{TITLE}"


@pytest.mark.parametrize(
    "keeper", ["来凤县融媒体中心", "来凤县大数据中心", "来凤县信息中心", "来凤县委宣传部"]
)
def test_the_keeper_of_a_site_is_not_the_body_that_says_our_bureau(keeper: str) -> None:
    byline = f"<div>来源：{keeper} 发布时间：2022-01-09</div>"
    assert page(f"<h1>{TITLE}</h1>{byline}{TEXT}").agency is None


def test_a_centre_of_data_may_be_the_body_that_says_our_centre() -> None:
    byline = "<div>发布机构：来凤县大数据中心</div>"
    text = TEXT.replace("我局", "我中心")
    assert page(f"<h1>{TITLE}</h1>{byline}{text}").agency == "来凤县大数据中心"


def test_a_bureau_of_information_may_sign_its_own_report() -> None:
    signed = "<p>来凤县政务信息管理局</p><p>2022年1月4日</p>"
    assert page(f"<h1>{TITLE}</h1>{TEXT}{signed}").agency == "来凤县政务信息管理局"


@pytest.mark.parametrize(
    "signed",
    [
        "<p>（来凤县财政局）</p><p>2022年1月4日</p>",
        "<p>填报单位（盖章）：来凤县财政局</p>",
        "<p>2022年1月4日</p><p>来凤县财政局</p>",
    ],
)
def test_signatures_in_their_forms(signed: str) -> None:
    assert page(f"<h1>{TITLE}</h1>{TEXT}{signed}").agency == "来凤县财政局"


def test_the_title_is_what_a_line_prints_not_what_a_sentence_calls_the_report() -> None:
    preface = "<p>现将来凤县财政局2021年度政府信息公开工作情况报告如下：</p>"
    found = page(f"<h1>{TITLE}</h1>{preface}{TEXT}")
    assert (found.title, found.agency) == (TITLE, "来凤县财政局")


def test_titles_of_page_and_text_with_different_years_are_named() -> None:
    titles = f"<h1>来凤县财政局{TITLE}</h1><p>2022-01-09</p><p>来凤县财政局{TITLE}</p>"
    found = page(f"{titles.replace('2021', '2020', 1)}{TEXT}")
    assert [p.message for p in found.problems] == ["the titles of the page say 2021 and 2020"]


def test_a_title_against_all_that_the_text_says_is_named() -> None:
    byline = "<div>发布机构：来凤县农业农村局 发布日期：2022-01-09</div>"
    signed = "<p>来凤县农业农村局</p><p>2022年1月4日</p>"
    found = page(f"<h1>来凤县财政局{TITLE}</h1>{byline}{TEXT}{signed}")
    assert found.agency == "来凤县财政局"
    said = "the agency is 来凤县财政局 in the title, but 来凤县农业农村局 elsewhere"
    assert [p.message for p in found.problems] == [f"{said} (byline, signature)"]


@pytest.mark.parametrize(
    ("byline", "signed"),
    [
        ("来凤县人民政府办公室", "来凤县财政局"),
        ("来凤县审计局", "来凤县财政局"),
        ("财政局", "来凤县财政局"),
        ("来凤县政务服务局", ""),
    ],
)
def test_one_other_body_beside_the_titles_is_no_doubt(byline: str, signed: str) -> None:
    body = f"<div>发布机构：{byline}</div>{TEXT}<p>{signed}</p><p>2022年1月4日</p>"
    assert page(f"<h1>来凤县财政局{TITLE}</h1>{body}").problems == ()


@pytest.mark.parametrize(
    "said", ["本报告由临泽县水务局编制。", "2022年，我局扎实工作。\n临泽县水务局\n2023年1月20日"]
)
def test_a_menus_last_entry_above_a_title_without_an_agency_is_none(said: str) -> None:
    menu = "临泽县教育局\n临泽县公安局\n临泽县民政局"
    text = f"{menu}\n2022年政府信息公开工作年度报告\n一、总体情况\n{said}"
    assert identify(read_text(text.encode())).agency == "临泽县水务局"
