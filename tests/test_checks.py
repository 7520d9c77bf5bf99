"""Checks beyond the form's arithmetic: prose against table, plausibility, year against year."""

from decimal import Decimal

import pytest

from extractors.reading import SectionReading, Severity
from normalizers.across import check_years
from normalizers.documents import Captured, Origin, SourceDocument
from normalizers.judge import judge
from normalizers.model import Cell, Report, Status
from normalizers.plausibility import can_make_rules, check_plausibility
from normalizers.prose import check_prose
from tests.conftest import real


def section(text: str) -> list[SectionReading]:
    return [SectionReading("一、总体情况", "overview", text)]


@pytest.mark.parametrize(
    "text",
    [
        "2023年全区受理政府信息公开申请 21 件，均在法定期限答复。",
        "全年共收到依申请公开申请21件。",
        "截止2020年底共受理政府信息公开申请21件，其中当面申请0件",
    ],
)
def test_prose_that_agrees_passes_and_prose_that_differs_warns(text: str) -> None:
    checks, problems = check_prose(section(text), {"received__total": Decimal(21)})
    assert [c.outcome for c in checks if c.name == "prose_received"] == ["pass"]
    assert not problems
    _, problems = check_prose(section(text), {"received__total": Decimal(95)})
    assert [p.severity for p in problems] == [Severity.WARNING]
    assert "21" in problems[0].message


def test_prose_that_says_nothing_is_no_pass() -> None:
    checks, problems = check_prose(section("工作正常。"), {"received__total": Decimal(1)})
    assert {c.outcome for c in checks} == {"not run"}
    assert not problems


def test_real_prose_that_contradicts_its_table_is_quoted() -> None:
    suqian = {p.check for p in judge(real("suqian-2024")).problems}
    assert {"prose_reconsideration", "prose_litigation"} <= suqian
    # 3525 received and 121 carried in: what the prose calls 收办.
    assert "prose_received" not in suqian
    (said,) = [p for p in judge(real("xigong-2020")).problems if p.check.startswith("prose")]
    assert "其他对外管理服务事项" in said.message


@pytest.mark.parametrize(
    ("agency", "may"),
    [
        ("上海市人民政府办公厅", True),
        ("宿迁市人民政府", True),
        ("文化和旅游部", True),
        ("洪泽区人民政府", False),
        ("松木塘镇人民政府", False),
        ("海口市发展和改革委员会", False),
    ],
)
def test_only_some_bodies_can_make_rules(agency: str, may: bool) -> None:
    assert can_make_rules(agency) is may


def test_implausible_figures_warn_and_leave_the_status() -> None:
    figures = {"rules_issued": Decimal(2), "fees_amount": Decimal(251_000_000)}
    _, problems = check_plausibility("松木塘镇人民政府", figures)
    assert {p.check for p in problems} == {"rules_of_body", "money_unit"}
    assert {p.severity for p in problems} == {Severity.WARNING}


def year_document(year: int, figures: dict[str, int]) -> SourceDocument:
    from extractors.document import Place

    cells = tuple(
        Cell(c, str(v), Decimal(v), "printed", Place(), "", 1.0) for c, v in figures.items()
    )
    report = Report(
        "0" * 64, "html", None, "a", year, None, "2021", Status.CLEAN, (), cells, (), ()
    )
    captured = Captured("http://x", "2026-01-01T00:00:00Z", "page", "", "", True)
    origin = Origin("s", "s", "000000", "county")
    return SourceDocument("d", origin, captured, report, "a", "1:a", "1", "county", year, ())


def test_figures_that_dont_follow_from_the_year_before_warn() -> None:
    before = year_document(2023, {"carried_out__total": 121, "normative_in_force": 597})
    good = {"carried_in__total": 121, "normative_in_force": 420}
    changes = {"normative_issued": 50, "normative_repealed": 227}
    held = check_years([before, year_document(2024, {**good, **changes})])
    assert [doc.problems for doc in held] == [(), ()]
    bad = {"carried_in__total": 120, "normative_in_force": 421}
    _, differing = check_years([before, year_document(2024, {**bad, **changes})])
    assert {p.check for p in differing.problems} == {"carried_over", "in_force"}


def test_a_page_and_its_attachment_are_each_others_second_reading() -> None:
    from dataclasses import replace

    from normalizers.documents import confirmed

    page = year_document(2023, {"received__total": 3})
    page = replace(page, report=replace(page.report, status=Status.SUSPECT))
    attachment = replace(
        page,
        captured=replace(page.captured, url="http://x/a.docx", found_on=page.captured.url),
        report=replace(page.report, media="docx"),
    )
    both = confirmed([page, attachment])
    assert {doc.report.status for doc in both} == {Status.AS_PRINTED}
    other = replace(attachment, report=year_document(2023, {"received__total": 4}).report)
    assert confirmed([page, other])[0].report.status is Status.SUSPECT
