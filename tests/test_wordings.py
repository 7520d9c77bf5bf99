"""Labels that mean a row or a column of the form in other words, and where only what stands around
them tells which."""

import pytest

from normalizers.judge import judge
from normalizers.model import Status
from tests.test_reading_deviations import page, plain


@pytest.mark.parametrize("label", ["3.其他处理", "3、其他情形", "其他处理", "（三）其他处理"])
def test_the_third_of_other_handling_may_repeat_its_groups_name(label: str) -> None:
    text = page().replace(">3.其他<", f">{label}<")
    assert text != page()
    report = judge(text.encode())
    assert report.values == plain().truth
    assert report.status is Status.CLEAN
