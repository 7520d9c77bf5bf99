"""Labels of which a table shows but a piece, and columns that have none at all."""

import re

import pytest

from normalizers.judge import judge
from normalizers.model import Status
from tests.test_reading_deviations import (
    RESULTS,
    page,
    plain,
    requests_table,
    review_table,
    with_review,
)

KINDS = "<td>商业企业</td><td>科研机构</td><td>社会公益组织</td><td>法律服务机构</td><td>其他</td>"


def cells(*labels: str) -> str:
    return "".join(f"<td>{label}</td>" for label in labels)


def swapped(one: str, other: str) -> dict[str, object]:
    """The truth with the figures of two columns in each other's place."""
    names = {name: name for name in plain().truth}
    for name in names:
        for a, b in ((one, other), (other, one)):
            if name.endswith(f"_{a}"):
                names[name] = name.removesuffix(a) + b
    return {name: plain().truth[twin] for name, twin in names.items()}


def test_pieces_of_the_applicants_labels_name_their_columns() -> None:
    text = page().replace(KINDS, cells("科研", "商业", "社会", "法律", "其"))
    report = judge(text.encode())
    assert report.values == swapped("business", "research")
    assert report.status is Status.CLEAN


@pytest.mark.parametrize(
    "labels", [("纠", "维", "他", "审", "计"), ("结果纠", "结果维", "其他结", "尚未审", "总")]
)
def test_pieces_of_the_results_labels_name_their_columns(labels: tuple[str, ...]) -> None:
    table = review_table(order=(0, 1, 2)).replace(cells(*RESULTS * 3), cells(*labels * 3))
    report = judge(with_review(table)(page()).encode())
    assert report.values == swapped("upheld", "corrected")


@pytest.mark.parametrize("labels", [("甲", "乙", "丙", "丁", "戊"), ("A", "B", "C", "D", "E")])
def test_labels_of_results_that_nobody_knows_tell_no_order(labels: tuple[str, ...]) -> None:
    table = review_table(order=(0, 1, 2)).replace(cells(*RESULTS * 3), cells(*labels * 3))
    assert judge(with_review(table)(page()).encode()).status is Status.SUSPECT


def test_columns_without_any_label_are_named() -> None:
    table = review_table(order=(0, 1, 2)).replace(cells(*RESULTS * 3), cells(*[""] * 15))
    report = judge(with_review(table)(page()).encode())
    named = {name for p in report.problems if p.check == "label" for name in p.columns}
    assert {"reconsideration_upheld", "reconsideration_corrected"} <= named


@pytest.mark.parametrize("is_first", [True, False])
def test_a_blank_cell_in_every_row_and_not_in_the_header_moves_no_figure(is_first: bool) -> None:
    """Rows whose last column is blank would fit one column further left."""
    own = requests_table(page())
    head, mark, rows = own.partition('<tr><td colspan="3">一、')

    def spaced(match: re.Match[str]) -> str:
        figures = [
            f"<td>{'' if f == '0' else f}</td>" for f in re.findall(r"<td>(\d+)</td>", match[0])
        ]
        return "".join(("<td></td>", *figures) if is_first else (*figures, "<td></td>"))

    body = re.sub(r"(?:<td>\d+</td>){7}", spaced, mark + rows)
    report = judge(page().replace(own, head + body).encode())
    expected = {
        name: value or None if "__" in name else value for name, value in plain().truth.items()
    }
    named = {name for p in report.problems for name in p.columns}
    assert {n for n, v in expected.items() if report.values.get(n, "absent") != v} <= named
    wrong = [n for n in expected if n in report.values and report.values[n] != expected[n]]
    assert not wrong or report.status is Status.SUSPECT
