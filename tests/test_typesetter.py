"""Reports whose figures are known, in house styles after real habits: what is read is what is
printed, and where it isn't, something says so."""

from dataclasses import replace
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from forms.arithmetic import Outcome, evaluate_all
from normalizers.judge import judge
from normalizers.model import Status
from tests.typesetter.figures import make_figures
from tests.typesetter.layouts import LAYOUTS
from tests.typesetter.office import PROGRAMS, available_media, make_reports
from tests.typesetter.report import MEDIA, SetReport, make_report
from tests.typesetter.scoring import Score, score
from tests.typesetter.styles import OTHER_WAYS, PDF_ONLY, PLAIN, UNRULED

REPORTS = 60
PRINTED_REPORTS = 12
LEAST_RIGHT = 0.999


def scored(reports: list[SetReport]) -> list[tuple[SetReport, Score]]:
    return [(report, score(report, judge(report.data))) for report in reports]


def silent(results: list[tuple[SetReport, Score]]) -> list[tuple[int, tuple[str, ...]]]:
    """Wrong figures that nothing warns of, or that a release would hold."""
    both = [(report.seed, (*found.silent, *found.released)) for report, found in results]
    return [(seed, columns) for seed, columns in both if columns]


@given(st.integers(0, 10**9), st.sampled_from(sorted(LAYOUTS)), st.integers(0, 3))
def test_figures_keep_the_forms_arithmetic_unless_broken_on_purpose(
    seed: int, name: str, errors: int
) -> None:
    layout = LAYOUTS[name]
    figures = make_figures(Random(seed), layout, errors)
    results = evaluate_all(layout.identities, figures.values)
    failed = {r.identity.columns for r in results if r.outcome is Outcome.FAIL}
    assert failed == {planted.columns for planted in figures.planted}
    assert bool(failed) <= bool(errors)


@pytest.mark.parametrize("medium", MEDIA)
def test_the_same_seed_sets_the_same_report(medium: str) -> None:
    first, second = make_report(7, medium), make_report(7, medium)
    assert (first.truth, first.style) == (second.truth, second.style)
    assert judge(first.data).values == judge(second.data).values


@pytest.mark.parametrize("medium", MEDIA)
def test_reports_are_read_right_and_never_silently_wrong(medium: str) -> None:
    results = scored([make_report(seed, medium) for seed in range(REPORTS)])
    assert silent(results) == []
    cells = sum(found.cells for _, found in results)
    assert sum(len(found.wrong) for _, found in results) <= (1 - LEAST_RIGHT) * cells
    assert [report.seed for report, found in results if found.is_false_alarm] == []


@pytest.mark.parametrize(
    ("habit", "way"), [(habit, way) for habit in PDF_ONLY for way in OTHER_WAYS[habit]]
)
def test_every_way_to_set_a_page_is_read_right(habit: str, way: object) -> None:
    style = replace(PLAIN, **{habit: way})
    results = scored([make_report(seed, "pdf", style) for seed in range(3)])
    assert [found.wrong for _, found in results if found.wrong] == []
    assert [report.seed for report, found in results if found.is_false_alarm] == []


@pytest.mark.parametrize("rules", UNRULED)
def test_table_4_with_one_result_to_a_line_needs_no_rules(rules: str) -> None:
    style = replace(PLAIN, rules=rules, table4="tall")
    results = scored([make_report(seed, "pdf", style) for seed in range(3)])
    assert [found.wrong for _, found in results if found.wrong] == []


@pytest.mark.parametrize("medium", MEDIA)
def test_planted_errors_are_found_and_are_the_agencys(medium: str) -> None:
    for report, found in scored([make_report(seed, medium) for seed in range(REPORTS)]):
        assert set(found.found) == set(report.planted), report.seed
        if report.planted:
            assert judge(report.data).status is Status.AS_PRINTED, report.seed


@pytest.mark.parametrize("medium", sorted(PROGRAMS))
def test_pdfs_of_real_programs_are_never_silently_wrong(medium: str) -> None:
    if medium not in available_media():
        pytest.skip(f"{PROGRAMS[medium]} is not installed, so no {medium} can be made")
    results = scored(list(make_reports(range(PRINTED_REPORTS), medium)))
    assert silent(results) == []
    perfect = sum(not found.wrong for _, found in results)
    assert perfect >= 0.8 * len(results)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(10**4, 10**7), st.sampled_from(MEDIA))
def test_no_seed_is_silently_wrong(seed: int, medium: str) -> None:
    assert silent(scored([make_report(seed, medium)])) == []
