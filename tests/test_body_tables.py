"""Tables of the bodies of a place beside the statutory ones: they are no rows of the form."""

import pytest

from extractors.reading import Problem
from normalizers.judge import judge
from normalizers.model import Report, Status
from tests.made import SAMPLE

BODIES = ("城关镇", "新城镇", "县教育局", "县政府办")


def table(head: tuple[str, ...], labels: tuple[str, ...]) -> str:
    lines = [("单位", *head), *((label, *("3" for _ in head)) for label in labels)]
    cells = ("".join(f"<td>{text}</td>" for text in line) for line in lines)
    return "<table>" + "".join(f"<tr>{line}</tr>" for line in cells) + "</table>"


def with_annex(annex: str, behind: int) -> Report:
    """A real report with a table more, behind the first `behind` of its own."""
    parts = SAMPLE.read_text(encoding="utf-8").split("</table>")
    parts[behind] = f"<p>各乡镇部门情况表</p>{annex}{parts[behind]}"
    return judge("</table>".join(parts).encode())


def unmatched(report: Report) -> list[Problem]:
    return [p for p in report.problems if p.check == "unmatched_row"]


@pytest.mark.parametrize(
    ("head", "behind"),
    [
        (("规章", "行政规范性文件"), 1),
        (("行政许可", "行政处罚", "行政强制"), 1),
    ],
)
def test_a_table_of_bodies_is_one_warning_and_leaves_the_report_sound(
    head: tuple[str, ...], behind: int
) -> None:
    report = with_annex(table(head, BODIES), behind)
    (problem,) = unmatched(report)
    assert (problem.severity, problem.columns) == ("warning", ())
    assert "城关镇" in problem.message
    assert report.values == judge(SAMPLE.read_bytes()).values
    assert report.status is Status.CLEAN


def test_lines_that_name_no_bodies_are_told_one_by_one() -> None:
    report = with_annex(table(("规章", "行政规范性文件"), ("行政检查甲", "行政检查乙")), 1)
    assert [p.severity for p in unmatched(report)] == ["error", "error"]


def test_a_row_of_a_statutory_table_stays_an_error_whatever_its_name() -> None:
    text = SAMPLE.read_text(encoding="utf-8")
    start = text.index("行政强制")
    end = text.index("</tr>", start) + len("</tr>")
    added = "".join(f"<tr><td>{name}</td><td>3</td></tr>" for name in BODIES[:2])
    report = judge(f"{text[:end]}{added}{text[end:]}".encode())
    assert [p.severity for p in unmatched(report)] == ["error", "error"]
