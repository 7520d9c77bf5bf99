"""The quality page: one file that shows a release as it is; nothing in a report can bend it."""

import json
import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag

from archive.captures import Failure
from archive.home import Home
from flows.releasing import release
from normalizers.model import Status
from release.charts import HEIGHT, stacked
from release.distributions import MOST_FAR, bin_label
from tests.warehouses import broken, fill, report

HOSTILE = "西工区<script>alert(1)</script>&\"'局"


def page_of(home: Home, number: int = 1) -> BeautifulSoup:
    return BeautifulSoup(home.read(f"releases/{number}/quality.html").decode(), "lxml")


def after(page: BeautifulSoup, heading: str, what: str) -> Tag:
    """The first element of a kind below a heading, which is named by its id or its first word."""
    start = page.find(id=heading) or page.find(
        lambda tag: tag.name == "h3" and tag.get_text().startswith(heading)
    )
    assert start is not None, heading
    found = start.find_next(what)
    assert isinstance(found, Tag)
    return found


def lines(table: Tag) -> list[list[str]]:
    return [
        [cell.get_text(" ", strip=True) for cell in row.find_all(["td", "th"])]
        for row in table.find_all("tr")
    ]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """Thirty bureaus in two years; one prints a thousand times what the others do, and one has a
    name and an address that a page must not take for its own."""
    reports = [
        report(f"西工区第{n}管理局", year, received__total=n)
        for year in (2022, 2023)
        for n in range(10, 40)
    ]
    odd = report("西工区统计局", 2023, received__total=90_000)
    doubtful = report("西工区民政局", 2023, status=Status.SUSPECT)
    gone = Failure("xigong", "http://www.example.gov.cn/x.html", "missing_page", "西工区司法局 404")
    made = fill(
        Home(str(tmp_path_factory.mktemp("quality"))),
        [*reports, odd, doubtful, broken("西工区水利局"), report(HOSTILE)],
        [gone],
        urls={report(HOSTILE).sha256: "javascript:alert(1)"},
    )
    assert release(made).latest == 1
    return made


def test_coverage_and_statuses_are_counted_by_year(home: Home) -> None:
    page = page_of(home)
    assert lines(after(page, "coverage", "table")) == [
        ["year", "released", "suspect", "unreadable", "all"],
        ["2022", "30", "0", "0", "30"],
        ["2023", "32", "1", "1", "34"],
    ]
    assert lines(after(page, "statuses", "table")) == [
        ["year", "clean", "suspect", "unreadable", "all"],
        ["2022", "30", "0", "0", "30"],
        ["2023", "32", "1", "1", "34"],
    ]
    assert lines(after(page, "By province", "table")) == [
        ["province", "2022", "2023"],
        ["河南省", "30 /30", "32 /34"],
    ]


def test_the_bars_are_as_high_as_the_counts() -> None:
    chart = stacked({("a", "x"): 30, ("a", "y"): 10, ("b", "x"): 20}, ["a", "b"], ["x", "y"])
    (a, b) = chart.bars
    assert chart.ticks[-1] == (0.0, 40)
    assert [s.height for s in a.segments] == [HEIGHT * 3 / 4, HEIGHT / 4]
    assert (a.top, b.top) == (0, HEIGHT / 2)
    assert stacked({}, [], ["x"]).bars == ()


def test_a_figure_far_out_leads_to_its_document_and_its_row(home: Home) -> None:
    table = after(page_of(home), "received__total", "table").find_next("table")
    assert isinstance(table, Tag)
    head, *rows = lines(table)
    assert head[0] == "far out"
    row, _ = rows
    assert row[0] == "西工区统计局 2023 county"
    assert row[1] == "90,000"
    to_row, to_document, *_ = (link["href"] for link in table.find_all("a"))
    assert home.exists(f"releases/1/{to_row}")
    assert to_document == "http://www.example.gov.cn/2023/西工区统计局.html"


@pytest.mark.parametrize(
    ("number", "label"), [(0, "<0"), (1, "0"), (2, ">0"), (3, "1"), (4, "2"), (12, "1k")]
)
def test_bins_are_named_by_the_figure_that_they_begin_with(number: int, label: str) -> None:
    assert bin_label(number) == label


def test_checks_name_the_first_that_they_found(home: Home) -> None:
    rows = lines(after(page_of(home), "checks", "table"))
    found = {row[0].partition(" ")[0]: row for row in rows[1:]}
    assert found["missing_page"][1] == "1"
    assert "西工区司法局 404" in found["missing_page"][3]
    assert found["broken_file"][0].endswith("error")


def test_every_column_of_a_form_has_its_share_of_filled_rows(home: Home) -> None:
    cells = page_of(home).select("#fill ~ details td[title]")
    shares = {str(cell["title"]).split()[0]: cell.get_text() for cell in cells}
    assert len(shares) == len(cells)
    assert shares["received__total"] == "100%"
    assert "other_misc__total" in shares


def test_names_from_the_web_are_text_and_only_web_addresses_are_links(home: Home) -> None:
    page = page_of(home)
    assert page.find("script") is None
    assert "西工区<script>alert" in page.get_text()
    assert "javascript:alert(1)" in page.get_text()
    for link in page.find_all("a"):
        assert re.match(r"https?://|#|[\w.=/]+$", str(link["href"])), link


def test_it_loads_nothing_from_elsewhere(home: Home) -> None:
    page = page_of(home)
    assert not page.find_all(["script", "link", "img", "iframe", "object", "embed"])
    style = page.find("style")
    assert style is not None
    assert not re.search(r"url\(|@import", style.get_text())
    policy = page.find("meta", attrs={"http-equiv": "Content-Security-Policy"})
    assert isinstance(policy, Tag)
    assert str(policy["content"]).startswith("default-src 'none'")


def test_the_gates_say_why_a_release_is_held_back(tmp_path: Path) -> None:
    home = fill(Home(str(tmp_path)), [report(f"西工区第{n}管理局") for n in range(12)])
    release(home)
    assert "first release" in page_of(home).get_text()
    assert release(fill(home, [report("西工区第1管理局")])).held
    assert "1 reports, 12 before" in page_of(home, 2).get_text()
    assert json.loads(home.read("releases/2/gates.json"))["passed"] is False


def test_a_release_without_reports_has_a_page(tmp_path: Path) -> None:
    home = fill(Home(str(tmp_path)), [broken()])
    release(home)
    assert "No figures" in page_of(home).get_text()


def test_the_page_stays_short_however_many_stand_out(tmp_path: Path) -> None:
    bureaus = [report(f"西工区第{n}管理局", received__total=n % 7 + 1) for n in range(90)]
    odd = [report(f"西工区第{n}管理局", received__total=10_000 + n) for n in range(90, 110)]
    home = fill(Home(str(tmp_path)), [*bureaus, *odd])
    release(home)
    table = after(page_of(home), "received__total", "table").find_next("table")
    assert isinstance(table, Tag)
    figures = [row[1] for row in lines(table)[1:]]
    assert figures == [f"{10_109 - n:,}" for n in range(MOST_FAR)]
