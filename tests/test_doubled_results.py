"""Labels of results in table 4 that stand twice in a group, or that no form has; figures that are
merged over two columns."""

from collections.abc import Mapping
from types import MappingProxyType

import pytest

from extractors.reading import Severity
from normalizers.documents import RELEASED
from normalizers.judge import judge
from normalizers.model import Report, Status
from tests.test_doubled_labels import named
from tests.test_reading_deviations import RESULTS, blank, page, plain, with_review

KEYS = ("upheld", "corrected", "other", "pending", "total")
DIRECT, AFTER = "litigation_direct_", "litigation_after_reconsideration_"


def review_with(
    labels: tuple[str, ...], change: Mapping[int, str] = MappingProxyType({})
) -> Report:
    """The page with other labels over the fifteen results, and some of their figures changed."""
    groups = ("reconsideration_", DIRECT, AFTER)
    figures = [str(plain().truth[f"{group}{key}"] or 0) for group in groups for key in KEYS]
    for place, figure in change.items():
        figures[place] = figure
    return with_lines(labels, tuple(figures))


def with_lines(labels: tuple[str, ...], figures: tuple[str, ...], first: int = 5) -> Report:
    """The page with another table 4, the first group of which spans so many columns."""
    spans = zip(("行政复议", "未经复议直接起诉", "复议后起诉"), (first, 5, 5), strict=True)
    heads = "".join(f"<td colspan={span}>{name}</td>" for name, span in spans)
    rows = (heads, *("".join(f"<td>{text}</td>" for text in row) for row in (labels, figures)))
    table = f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"
    return judge(with_review(table)(page()).encode())


def copied_results(*copies: tuple[int, int]) -> tuple[str, ...]:
    """The labels of the fifteen results, some of them copied over others."""
    labels = [*RESULTS * 3]
    for over, of in copies:
        labels[over] = labels[of]
    return tuple(labels)


@pytest.mark.parametrize(("over", "of"), [(7, 6), (5, 6), (8, 9)])
def test_a_result_copied_over_another_is_told_by_the_other_groups(over: int, of: int) -> None:
    report = review_with(copied_results((over, of)))
    assert report.values == plain().truth
    both = {f"{DIRECT}{KEYS[place - 5]}" for place in (over, of)}
    assert both <= named(report, Severity.WARNING)


def test_results_of_which_one_is_copied_must_add_up() -> None:
    report = review_with(copied_results((7, 6)), {9: "77"})
    assert f"{DIRECT}other" in named(report, Severity.ERROR)
    assert report.status is Status.SUSPECT


def test_two_results_out_of_their_places_tell_nothing() -> None:
    report = review_with(copied_results((7, 6), (5, 6)))
    assert f"{DIRECT}other" in named(report, Severity.ERROR)
    assert report.status not in RELEASED


def with_a_sixth_result(label: str, figure: str) -> Report:
    """The page with a further result of reconsideration, behind the second."""
    groups = ("reconsideration_", DIRECT, AFTER)
    own = [str(plain().truth[f"{group}{key}"] or 0) for group in groups for key in KEYS]
    labels = [*RESULTS * 3]
    return with_lines((*labels[:2], label, *labels[2:]), (*own[:2], figure, *own[2:]), first=6)


def test_a_nought_under_a_result_that_the_form_has_not_is_nobodys() -> None:
    report = with_a_sixth_result("驳回申请", "0")
    assert report.values == plain().truth
    assert report.status is Status.CLEAN


@pytest.mark.parametrize(("label", "figure"), [("驳回申请", "3"), ("结果纠正", "3")])
def test_a_figure_under_a_sixth_result_is_not_passed_over(label: str, figure: str) -> None:
    report = with_a_sixth_result(label, figure)
    assert "reconsideration_corrected" in named(report, Severity.ERROR)
    assert report.status not in RELEASED


def test_a_flattened_row_of_sums_without_figures_is_no_header_of_table_4() -> None:
    text = blank(page())
    flat = text.replace('<td colspan="2">（七）总计</td>', "<td>（七）总计</td>" * 2)
    assert flat != text
    assert "processed_total__total" in judge(flat.encode()).values


def by_result(*rows: str) -> Report:
    """The page with a table 4 that has its groups side by side and a result to a line."""
    names = ("行政复议", "未经复议直接起诉", "复议后起诉")
    head = "".join(f"<td>{name}</td>" for name in ("结果", *names))
    lines = (f"<tr><td>{label}</td>{row}</tr>" for label, row in zip(RESULTS, rows, strict=True))
    return judge(with_review(f"<table><tr>{head}</tr>{''.join(lines)}</table>")(page()).encode())


def test_a_figure_merged_over_two_groups_is_nobodys() -> None:
    apart, merged = "<td>0</td>" * 3, "<td>0</td><td colspan=2>0</td>"
    nought = by_result(apart, merged, apart, apart, apart)
    assert nought.values[f"{AFTER}corrected"] == 0
    report = by_result(apart, merged.replace(">0<", ">4<"), apart, apart, apart)
    assert {f"{DIRECT}corrected", f"{AFTER}corrected"} <= named(report, Severity.ERROR)
    assert report.status not in RELEASED
