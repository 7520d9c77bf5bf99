"""What a page's own title (<title>) tells of the report's: the site and the column that it names
before it are no part of the agency."""

import pytest

from extractors.html.reader import read_html
from extractors.identity.identify import identify
from extractors.reading import Identification

WORDS = "政府信息公开工作年度报告"
TEXT = "<p>一、总体情况</p><p>2023年，我局依法做好政府信息公开工作。</p>"
BODY = "来凤县教育局"


def page(body: str, title: str) -> Identification:
    head = f"<meta charset=utf-8><title>{title}</title>"
    return identify(read_html(f"{head}{body}{TEXT}".encode()))


@pytest.mark.parametrize(
    "before",
    [
        "来凤县人民政府 政府信息公开年报 ",
        "来凤县人民政府 2023年 ",
        "来凤县人民政府_政府信息公开年报_",
        "来凤县人民政府 - 政府信息公开年报 - ",
        "中国来凤 ",
        "来凤县人民政府 部门年报 2023年 ",
    ],
)
@pytest.mark.parametrize("own", [f"2023年{BODY}", f"{BODY}2023年", "2023年来凤县"])
@pytest.mark.parametrize("tag", ["h1", "p", ""])
def test_a_pages_own_title_names_its_site_and_column_before_the_reports(
    before: str, own: str, tag: str
) -> None:
    printed = f"<{tag}>{own}{WORDS}</{tag}>" if tag else ""
    found = page(printed, f"{before}{own}{WORDS}")
    assert (found.title, found.agency) == (f"{own}{WORDS}", own.replace("2023年", ""))


@pytest.mark.parametrize(
    ("title", "agency"),
    [
        ("2023年 来凤县教育局 ", BODY),
        ("来凤县教育局 2023年 ", BODY),
        ("国家税务总局 来凤县税务局2023年", "国家税务总局来凤县税务局"),
        ("恩施州 2023年来凤县教育局", "恩施州来凤县教育局"),
    ],
)
def test_a_year_or_a_head_before_a_blank_is_part_of_a_pages_own_title(
    title: str, agency: str
) -> None:
    found = page("", f"{title}{WORDS}")
    assert (found.title, found.agency, found.year) == (
        f"{title.replace(' ', '')}{WORDS}",
        agency,
        2023,
    )


def test_the_head_of_a_name_that_only_a_pages_own_title_prints_is_added() -> None:
    found = page(f"<h1>来凤县税务局2023年{WORDS}</h1>", f"国家税务总局来凤县税务局2023年{WORDS}")
    assert found.agency == "国家税务总局来凤县税务局"
