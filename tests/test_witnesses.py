"""Which year and body a report is of where its witnesses disagree: titles, the period, prose,
menus, a file's own title. Lines of a site are none of the agency's name."""

import pytest

from extractors.html.reader import read_html
from extractors.identity.identify import identify
from extractors.layout.plain import read_text
from extractors.reading import Identification

WORDS = "政府信息公开工作年度报告"
PERIOD = "<p>本报告所列数据的统计期限自2023年1月1日起至2023年12月31日止。</p>"
TEXT = "<p>一、总体情况</p><p>2023年，我局依法做好政府信息公开工作。</p>"
BODY = "来凤县教育局"


def page(body: str, title: str = "") -> Identification:
    head = f"<meta charset=utf-8><title>{title}</title>"
    return identify(read_html(f"{head}{body}{TEXT}".encode()))


def lines(*texts: str) -> Identification:
    return identify(read_text("\n".join((*texts, "一、总体情况", "2023年，有序开展。")).encode()))


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("", f"<h1>{BODY}{WORDS}</h1>{PERIOD}<p>对照2022年{WORDS}中的问题，逐条整改。</p>"),
        ("2024年政府信息公开年报", f"<h1>{BODY}{WORDS}</h1>{PERIOD}"),
        (f"{BODY}2022年{WORDS}", f"<h1>{BODY}{WORDS}</h1>{PERIOD}"),
        (
            f"{BODY}2023年{WORDS}",
            f"<h1>{BODY}2023年{WORDS}</h1>{PERIOD}<p>{BODY}2022年{WORDS}</p>",
        ),
        ("", f"<div>2024年度</div><h1>{BODY}{WORDS}</h1>{PERIOD}"),
    ],
    ids=["cited", "column", "stale", "misprint", "menu"],
)
def test_the_year_is_the_one_that_its_witnesses_weigh_most_for(title: str, body: str) -> None:
    found = page(body, title)
    assert (found.agency, found.year) == (BODY, 2023)
    assert not any(year in (found.title or "") for year in ("2022", "2024"))


def test_a_titles_year_outweighs_a_period_left_from_last_year() -> None:
    found = page(f"<h1>{BODY}2024年{WORDS}</h1>{PERIOD}", f"{BODY}2024年{WORDS}")
    assert found.year == 2024
    assert any(p.check == "year" for p in found.problems)


@pytest.mark.parametrize(
    "before",
    [
        "来凤县人民政府 政府信息公开年报 ",
        "公示公告 ",
        "部门年报-",
        "来凤县人民政府-",
        "2024-01-18 ",
        "一、",
    ],
)
def test_the_site_and_the_column_before_a_title_are_none_of_the_agencys_name(before: str) -> None:
    found = page(f"<h1>{before}{BODY}2023年{WORDS}</h1>", f"{before}{BODY}2023年{WORDS}")
    assert (found.title, found.agency) == (f"{BODY}2023年{WORDS}", BODY)


@pytest.mark.parametrize(
    ("printed", "agency"),
    [
        ("国家税务总局 来凤县税务局2023年", "国家税务总局来凤县税务局"),
        ("恩施州 来凤县教育局2023年", "恩施州来凤县教育局"),
        ("来凤县发展和 改革局2023年", "来凤县发展和改革局"),
        ("2023年 来凤县教育局", "来凤县教育局"),
    ],
)
def test_a_blank_within_a_name_parts_nothing(printed: str, agency: str) -> None:
    assert lines(f"{printed}{WORDS}").agency == agency


@pytest.mark.parametrize(
    "above",
    [
        "<table><tr><td>发布机构</td><td>来凤县人民政府办公室</td></tr></table>",
        "<div>来凤县人民政府办公室</div>",
        "<ul><li>来凤县水利局</li></ul>",
    ],
    ids=["metadata", "logo", "menu"],
)
def test_a_body_above_a_title_is_not_its_agency_where_the_text_names_another(above: str) -> None:
    text = f"<p>2023年，{BODY}（以下简称我局）认真工作。</p><p>来源：{BODY}</p>"
    found = page(f"{above}<h1>2023年{WORDS}</h1>{text}")
    assert (found.title, found.agency) == (f"2023年{WORDS}", BODY)


@pytest.mark.parametrize(
    ("contact", "agency"),
    [
        ("黄冈师范学院办公室", "黄冈师范学院"),
        ("来凤县翔凤镇人民政府办公室", "来凤县翔凤镇人民政府"),
        ("来凤县财政局信息中心", "来凤县财政局"),
    ],
)
def test_the_body_itself_outweighs_its_office_that_answers_for_it(
    contact: str, agency: str
) -> None:
    found = lines(f"2023年{WORDS}", agency, f"如对本报告有疑问，请与{contact}联系。")
    assert found.agency == agency


@pytest.mark.parametrize(
    "printed",
    [
        ("来凤县人民政府办", f"公室2023年{WORDS}"),
        ("来凤县翔凤街道办", f"事处2023年{WORDS}"),
        ("来凤县气", f"象局2023年{WORDS}"),
        ("来凤县教育局2023年政府", "信息公开工作年度报告"),
        ("来凤县教育局关于公布2023年", f"{WORDS}的公告"),
        ("来凤县教育局", "2023年", WORDS),
    ],
)
def test_a_title_broken_over_lines_is_whole(printed: tuple[str, ...]) -> None:
    found = lines(*printed)
    assert found.title == "".join(printed)
    assert found.agency == found.title.partition("2023年")[0].removesuffix("关于公布")


def test_a_title_in_a_menus_own_words_names_nobody_below_it() -> None:
    body = f"<ul><li>政府信息公开年报</li></ul><div>临江市水务局</div><h1>2023年{WORDS}</h1>"
    assert page(f"{body}<p>来源：{BODY}</p>").agency == BODY


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("铁岭县林业和草原局（铁岭县自然资源局）", "铁岭县林业和草原局（铁岭县自然资源局）"),
        ("（来凤县教育局）", BODY),
        ("锡林郭勒盟行政公署", "锡林郭勒盟行政公署"),
    ],
)
def test_a_signature_is_taken_whole(text: str, agency: str) -> None:
    found = lines(f"2023年{WORDS}", "一、总体情况", "依法开展工作。", text, "2024年1月18日")
    assert found.agency == agency


def test_a_common_noun_is_no_agency() -> None:
    notice = f"广西大学关于公布2023年{WORDS}的公告"
    found = lines(notice, f"现将学校2023年{WORDS}公布如下。")
    assert (found.title, found.agency) == (notice, "广西大学")


@pytest.mark.parametrize("printed", ["《{}》", "{}.docx", "{}NEW"])
def test_what_is_set_around_a_title_is_none_of_it(printed: str) -> None:
    title = f"{BODY}2023年{WORDS}"
    assert page(f"<div>政府信息公开年报</div><h1>{printed.format(title)}</h1>").title == title


@pytest.mark.parametrize(
    "info",
    [
        "2024-01-18 09:12:00　更新时间：2025-06-18",
        "成文日期：2024-01-05　发布于：2024-01-18",
        "发文日期：2024-01-05 发布日期：2024-01-18",
        "<span>2024年1月18日</span><span>打印</span>",
    ],
)
def test_the_day_of_publication_stands_before_other_days(info: str) -> None:
    found = page(f"<h1>{BODY}2023年{WORDS}</h1><div>{info}</div>")
    assert found.published_on == "2024-01-18"


@pytest.mark.parametrize(
    ("title", "signed", "agency"),
    [
        ("县卫健局", "保康县卫生健康局", "保康县卫生健康局"),
        (
            "州发展改革委",
            "恩施土家族苗族自治州发展和改革委员会",
            "恩施土家族苗族自治州发展和改革委员会",
        ),
        ("省政府研究室", "云南省人民政府研究室", "云南省人民政府研究室"),
        ("稠城街道", "义乌市稠城街道办事处", "义乌市稠城街道办事处"),
        ("拱北海关", "中华人民共和国拱北海关", "中华人民共和国拱北海关"),
        ("县卫健局", "保康县政务服务局", "县卫健局"),
        ("水务局", "保康县水利和湖泊局", "水务局"),
    ],
)
def test_a_short_name_is_spelt_out_by_who_signs(title: str, signed: str, agency: str) -> None:
    text = "依法开展工作。"
    found = lines(f"{title}2023年{WORDS}", "一、总体情况", text, signed, "2024年1月18日")
    assert found.agency == agency


@pytest.mark.parametrize(
    "info", ["来源：淮安日报社", "发布机构：来凤县行政审批局", "来源：政策法规处"]
)
def test_whoever_publishes_is_no_witness_against_the_line_above_a_title(info: str) -> None:
    found = page(f"<div>{BODY}</div><h1>2023年{WORDS}</h1><div>{info}</div>")
    assert found.agency == BODY


def test_a_menu_of_bodies_above_a_title_is_none_of_it() -> None:
    menu = "".join(f"<li>来凤县{name}局</li>" for name in ("水务", "农业农村", "司法", "审计"))
    found = page(f"<ul>{menu}</ul><h1>2023年{WORDS}</h1><div>来源：{BODY}</div>")
    assert (found.title, found.agency) == (f"2023年{WORDS}", BODY)


def test_a_title_without_its_agency_outweighs_a_stale_period() -> None:
    stale = PERIOD.replace("2023", "2022")
    assert page(f"<h1>2023年{WORDS}</h1><div>{BODY}</div>{stale}").year == 2023


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("按照《关于做好2022年度政府信息公开工作的通知》要求，2023年，我局依法公开。", 2023),
        ("对照2022年政府信息公开工作年度报告中的问题，逐条整改；2023年，我局依法公开。", 2023),
    ],
)
def test_a_year_that_a_sentence_cites_is_not_its_own(text: str, year: int) -> None:
    found = read_text("\n".join((f"{BODY}{WORDS}", "一、总体情况", text)).encode())
    assert identify(found).year == year


def test_last_years_report_that_the_text_cites_is_not_the_pages() -> None:
    cited = f"对照《{BODY}2022年{WORDS}》中的问题，逐条整改。"
    printed = (f"{BODY}{WORDS}", "发布时间：2024-01-18", "一、总体情况", cited)
    assert identify(read_text("\n".join(printed).encode())).year is None


@pytest.mark.parametrize(
    ("short", "published"),
    [("市税务局", "淮安市税收服务管理局"), ("市民政局", "淮安市人民政府电子政务管理局")],
)
def test_signs_within_words_spell_no_short_name_out(short: str, published: str) -> None:
    assert lines(f"{short}2023年{WORDS}", f"发布机构：{published}").agency == short


@pytest.mark.parametrize("name", ["中国人民银行 江苏省分行", "中国烟草总公司 江苏省公司"])
def test_a_blank_within_the_name_of_a_company_parts_no_site_from_it(name: str) -> None:
    assert lines(f"{name}2023年{WORDS}").title == f"{name.replace(' ', '')}2023年{WORDS}"
