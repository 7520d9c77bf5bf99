"""Columns that an agency sets beside those of the form: codes of the rows."""

import re

import pytest

from extractors.reading import Severity
from normalizers.documents import RELEASED
from normalizers.judge import judge
from normalizers.model import Status
from tests.test_reading_deviations import page, plain, requests_table

FIRST = re.compile(r"(?:<td>\d+</td>){7}")


def with_codes(head: str) -> str:
    """The page with a column between the labels and the figures of the requests that numbers the
    rows."""
    own = requests_table(page())
    codes = iter(range(1, 100))
    numbered = FIRST.sub(lambda row: f"<td>{next(codes):02}</td>{row[0]}", own)
    headed = re.sub(r'(<td[^>]*colspan="7")', rf'<td rowspan="3">{head}</td>\1', numbered, count=1)
    assert headed != numbered
    return page().replace(own, headed)


@pytest.mark.parametrize("head", ["代码", "行号", "编码", "指标代码", "序号"])
def test_a_column_of_codes_behind_the_labels_is_none_of_the_forms(head: str) -> None:
    report = judge(with_codes(head).encode())
    assert report.values == plain().truth
    assert report.status is Status.CLEAN


def test_a_figure_in_the_place_of_a_code_that_is_missing_is_no_code() -> None:
    row = re.search(r"<td>05</td>((?:<td>\d+</td>){7})", with_codes("代码"))
    assert row is not None
    moved = re.sub(r"^<td>\d+</td>", "<td>0</td>", row[1]) + "<td></td>"
    report = judge(with_codes("代码").replace(row[0], moved).encode())
    errors = {c for p in report.problems if p.severity is Severity.ERROR for c in p.columns}
    assert "denied_state_secret__natural_person" in errors
    assert report.status not in RELEASED
