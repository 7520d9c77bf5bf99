"""The six real reports read as their hand-checked gold says."""

import pytest

from extractors.document import Grid
from extractors.media import read_document
from normalizers.judge import judge
from normalizers.model import Status
from tests.conftest import NAMES, gold, gold_figures, real

ARITHMETIC = ("row_sum", "column_balance", "outcome_sum", "case_sum")


@pytest.mark.parametrize("name", NAMES)
def test_every_figure_is_what_the_agency_printed(name: str) -> None:
    report = judge(real(name))
    assert dict(report.values) == gold_figures(name)


@pytest.mark.parametrize("name", NAMES)
def test_agency_year_and_form(name: str) -> None:
    report = judge(real(name))
    expected = gold(name)
    assert (report.agency, report.year, report.form) == (
        expected["agency"],
        expected["year"],
        expected["form"],
    )


@pytest.mark.parametrize("name", NAMES)
def test_every_heading_is_found_in_order(name: str) -> None:
    headings = ["".join(s.heading.split()) for s in judge(real(name)).sections]
    assert headings == ["".join(h.split()) for h in gold(name)["headings"]]


@pytest.mark.parametrize("name", NAMES)
def test_every_cell_has_its_place_in_the_source(name: str) -> None:
    for cell in judge(real(name)).cells:
        assert cell.place.table is not None
        assert cell.place.row is not None
        assert cell.place.page is not None or cell.place.path is not None


def test_false_totals_of_the_agency_are_reported_as_the_agencys() -> None:
    report = judge(real("hongze-2023"))
    assert report.status is Status.AS_PRINTED
    failed = {p.columns[-1] for p in report.problems if p.check == "case_sum"}
    assert failed == {"reconsideration_total", "litigation_after_reconsideration_total"}


def test_a_report_that_mixes_two_forms_says_so() -> None:
    report = judge(real("hongze-2023"))
    assert "mixed_form" in {p.check for p in report.problems}


def test_an_amount_in_yuan_is_converted_and_reported() -> None:
    report = judge(real("shanghai-office-2019"))
    assert [p.columns for p in report.problems if p.check == "unit"] == [("procurement_amount",)]
    assert next(c.raw for c in report.cells if c.column == "procurement_amount") == "251000元"


def test_empty_totals_are_no_pass() -> None:
    report = judge(real("shanghai-office-2019"))
    assert report.status is Status.AS_PRINTED
    outcomes = {c.outcome for c in report.checks if c.name == "row_sum"}
    assert outcomes == {"pass", "not run"}


@pytest.mark.parametrize("name", ["shuyang-fgj-2023", "suqian-2023", "suqian-2024", "xigong-2020"])
def test_a_report_that_adds_up_is_clean(name: str) -> None:
    report = judge(real(name))
    assert report.status is Status.CLEAN
    arithmetic = [check for check in report.checks if check.name in ARITHMETIC]
    assert len(arithmetic) >= 40
    assert {check.outcome for check in arithmetic} == {"pass"}


@pytest.mark.parametrize("name", ["xigong-2020", "hongze-2023"])
def test_a_table_flattened_to_one_cell_a_line_is_read_all_the_same(name: str) -> None:
    document = read_document(real(name))
    lines = []
    for block in document.blocks:
        if isinstance(block, Grid):
            lines += [cell.text.replace("\n", "") for cell in block.cells if cell.text.strip()]
        else:
            lines.append(block.text)
    report = judge("".join(f"<p>{line}</p>" for line in lines).encode())
    assert dict(report.values) == gold_figures(name)


def test_a_flattened_table_that_lost_its_empty_cells_is_held_out() -> None:
    document = read_document(real("shuyang-fgj-2023"))
    texts = [cell.text for grid in document.grids for cell in grid.cells if cell.text.strip()]
    report = judge("".join(f"<p>{text}</p>" for text in texts).encode())
    assert report.status is Status.SUSPECT
