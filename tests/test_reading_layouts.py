"""A whole plain report whose table 4, whose labels or whose rows are set in some other way."""

import re
from decimal import Decimal

import pytest

from normalizers.judge import judge
from normalizers.model import Report, Status
from tests.test_reading_deviations import Change, changed_review, page, plain

LITIGATION = ("litigation_direct", "litigation_after_reconsideration")
RESULTS = 5


def read(text: str) -> Report:
    return judge(text.encode())


def numbered(table: str) -> str:
    head, mark, figures = table.rpartition("<tr>")
    numbers = "".join(f"<td>{n}</td>" for n in range(1, 3 * RESULTS + 1))
    return f"{head}<tr>{numbers}</tr>{mark}{figures}"


def as_lines(text: str) -> str:
    """Each row of a table as a paragraph, its cells a blank apart."""
    rows = re.sub(r"</?(?:table|tbody)[^>]*>", "", text)
    rows = re.sub(r"<tr[^>]*>", "<p>", rows).replace("</tr>", "</p>")
    return re.sub(r"<t[dh][^>]*>", "", re.sub(r"</t[dh]>", " ", rows))


LAYOUTS: dict[str, Change] = {
    "columns of table 4 that are numbered": changed_review(numbered),
    "rows set as lines": as_lines,
    "the path to a label before it": lambda t: t.replace(
        "1.属于国家秘密", "三、本年度办理结果（三）不予公开1.属于国家秘密"
    ).replace("2.重复申请", "三、本年度办理结果 / （五）不予处理 / 2.重复申请"),
    "a note's sign behind a label": lambda t: t.replace(">规章<", ">规章[1]<").replace(
        "3.其他<", "3.其他①<"
    ),
    "a lone number of a group": lambda t: t.replace(
        '<tr><td colspan="3">二、', '<tr><td colspan="10">三</td></tr><tr><td colspan="3">二、', 1
    ),
}


@pytest.mark.parametrize("name", LAYOUTS)
def test_another_layout_is_read_whole(name: str) -> None:
    changed = LAYOUTS[name](page())
    assert changed != page()
    report = read(changed)
    assert report.values == plain().truth
    assert report.status is Status.CLEAN


def figures_replaced(text: str, first: int, count: int, cell: str) -> str:
    """Some of the figures of table 4 replaced by one cell."""

    def change(table: str) -> str:
        head, mark, line = table.rpartition("<tr>")
        cells = re.findall(r"<td>.*?</td>", line)
        return (
            f"{head}{mark}{''.join([*cells[:first], cell, *cells[first + count :]])}</tr></table>"
        )

    return changed_review(change)(text)


@pytest.mark.parametrize("mark", ["无", "/", ""])
def test_a_mark_merged_over_groups_of_table_4_stands_for_each_result(mark: str) -> None:
    report = read(figures_replaced(page(), RESULTS, 2 * RESULTS, f'<td colspan="10">{mark}</td>'))
    none = {name for name in plain().truth if name.startswith(LITIGATION)}
    assert {k: v for k, v in report.values.items() if k not in none} == {
        k: v for k, v in plain().truth.items() if k not in none
    }
    assert {report.values[name] for name in none} == {None}


def test_a_word_among_the_figures_of_table_4_keeps_none_of_the_others() -> None:
    report = read(figures_replaced(page(), 1, 1, "<td>见附注</td>"))
    name = "reconsideration_corrected"
    expected: dict[str, Decimal | None] = {**plain().truth, name: None}
    assert report.values == expected
    assert name in {c for p in report.problems if p.check == "figure" for c in p.columns}
