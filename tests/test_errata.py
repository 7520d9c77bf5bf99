"""A report that takes back a figure of its tables says so in a sentence, which is quoted."""

import pytest

from normalizers.judge import judge
from normalizers.model import Status
from tests.test_reading_deviations import page, plain


@pytest.mark.parametrize(
    "sentence",
    [
        "更正：表三“自然人”一栏本年新收150件系笔误，应为148件。",
        "更正说明：下表中行政许可本年处理决定数量应为888件",
        "勘误：行政处罚处理决定数量由12更正为13",
        "上表中现行有效件数24有误",
    ],
)
def test_a_correction_is_quoted_and_the_printed_figure_stays(sentence: str) -> None:
    report = judge(page().replace("</body>", f"<p>{sentence}</p></body>").encode())
    quoted = [p.message for p in report.problems if p.check == "erratum"]
    assert len(quoted) == 1
    assert sentence[:20] in quoted[0]
    assert report.values == plain().truth
    assert report.status is Status.CLEAN


@pytest.mark.parametrize(
    "sentence",
    [
        "更正政府信息3条，答复率为100%。",
        "政府信息公开申请补正12件，更正其他信息0件。",
        "依法纠正有误信息，进一步规范公开。",
    ],
)
def test_what_was_corrected_in_the_year_is_no_erratum(sentence: str) -> None:
    report = judge(page().replace("</body>", f"<p>{sentence}</p></body>").encode())
    assert not [p for p in report.problems if p.check == "erratum"]
