"""A label that stands twice in one header, so that a column of the form has none: the one that is
out of the form's order stands for it, and all of them are named; or nothing tells, and the rows are
held out. A figure that is merged over two columns is nobody's."""

import pytest

from extractors.reading import Severity
from normalizers.documents import RELEASED
from normalizers.judge import judge
from normalizers.model import Report, Status
from tests.test_label_order import KINDS, with_columns
from tests.test_reading_deviations import page, plain

ISSUED, REPEALED, IN_FORCE = "本年制发件数", "本年废止件数", "现行有效件数"


def copied(over: int, of: int) -> tuple[str, ...]:
    """The kinds of organizations, the label of one copied over another's."""
    return tuple(KINDS[of] if n == over else name for n, name in enumerate(KINDS))


def named(report: Report, severity: Severity) -> set[str]:
    """The columns that problems of a severity name."""
    return {c for p in report.problems if p.severity is severity for c in p.columns}


@pytest.mark.parametrize(("over", "of"), [(0, 3), (3, 0), (1, 2), (2, 1), (1, 4), (4, 1)])
def test_a_label_copied_over_anothers_is_told_by_the_others_and_both_are_named(
    over: int, of: int
) -> None:
    report = judge(with_columns((0, 1, 2, 3, 4), copied(over, of)))
    assert report.values == plain().truth
    keys = ("business", "research", "public_interest", "legal_service", "other_org")
    both = {f"received__{keys[over]}", f"received__{keys[of]}"}
    assert both <= named(report, Severity.WARNING)


@pytest.mark.parametrize("order", [(3, 4, 1, 2, 0), (1, 0, 2, 3, 4)])
def test_a_label_that_stands_twice_among_columns_in_another_order_tells_nothing(
    order: tuple[int, ...],
) -> None:
    report = judge(with_columns(order, copied(0, 3)))
    assert {"received__business", "received__legal_service"} <= named(report, Severity.ERROR)
    assert report.status not in RELEASED


def test_of_two_labels_that_nobody_can_place_one_copied_tells_nothing() -> None:
    names = (KINDS[3], "某类申请人", *KINDS[2:])
    report = judge(with_columns((0, 1, 2, 3, 4), names))
    assert "received__business" in named(report, Severity.ERROR)
    assert report.status not in RELEASED


def with_heads(*heads: str) -> Report:
    """The page with other labels over the documents' columns."""
    own = "".join(f"<td>{label}</td>" for label in (ISSUED, REPEALED, IN_FORCE))
    assert own in page()
    new = "".join(f"<td>{label}</td>" for label in heads)
    return judge(page().replace(own, new).encode())


@pytest.mark.parametrize(
    ("heads", "keys"),
    [
        ((IN_FORCE, REPEALED, IN_FORCE), ("issued", "in_force")),
        ((ISSUED, ISSUED, IN_FORCE), ("issued", "repealed")),
        ((ISSUED, REPEALED, REPEALED), ("repealed", "in_force")),
    ],
)
def test_of_three_columns_the_one_out_of_order_is_the_copy(
    heads: tuple[str, ...], keys: tuple[str, ...]
) -> None:
    report = with_heads(*heads)
    assert report.values == plain().truth
    assert {f"normative_{key}" for key in keys} <= named(report, Severity.WARNING)


@pytest.mark.parametrize(
    "heads",
    [(REPEALED, IN_FORCE, REPEALED), (IN_FORCE, IN_FORCE, REPEALED), (ISSUED, ISSUED, ISSUED)],
)
def test_of_three_columns_in_no_order_of_the_form_none_is_certain(heads: tuple[str, ...]) -> None:
    report = with_heads(*heads)
    assert "normative_in_force" in named(report, Severity.ERROR)
    assert report.status is Status.SUSPECT


def with_documents(*rows: str) -> Report:
    """The page with other rows of figures in the documents' table."""
    start = page().index("<td>规章</td>") - len("<tr>")
    end = page().index("<tr>", page().index("<td>行政规范性文件</td>"))
    return judge((page()[:start] + "".join(rows) + page()[end:]).encode())


def test_a_figure_merged_over_two_columns_is_nobodys_below_a_nought_that_is_both() -> None:
    rows = (
        "<tr><td>规章</td><td>0</td><td colspan=2>0</td></tr>",
        "<tr><td>行政规范性文件</td><td>10</td><td colspan=2>48</td></tr>",
    )
    report = with_documents(*rows)
    assert {"normative_repealed", "normative_in_force"} <= named(report, Severity.ERROR)
    assert report.status not in RELEASED
    noughts = with_documents(rows[0], rows[1].replace("48", "0"))
    assert noughts.values["normative_issued"] == 10
    assert noughts.values["normative_in_force"] == 0
    assert "normative_in_force" not in named(noughts, Severity.ERROR)


@pytest.mark.parametrize(
    "rows",
    [
        (("规章", "1", "2", "3"), ("规章", "0", "0", "0"), ("行政规范性文件", "3", "1", "9")),
        (("规章", "0", "0", "29"), ("规章", "0", "1", "0")),
        (("规章", "1", "2", "3"), ("行政规范性文件", "3", "1", "9"), ("规章", "0", "0", "5")),
    ],
)
def test_a_row_printed_twice_with_two_figures_is_in_doubt_be_one_a_nought(
    rows: tuple[tuple[str, ...], ...],
) -> None:
    cells = ("".join(f"<td>{text}</td>" for text in row) for row in rows)
    report = with_documents(*(f"<tr>{row}</tr>" for row in cells))
    assert "rules_in_force" in named(report, Severity.ERROR)
    assert report.status is Status.SUSPECT


def test_the_last_row_printed_twice_is_in_doubt_too() -> None:
    label = "<td>行政事业性收费</td>"
    own = page()[page().index(label) - len("<tr>") :]
    own = own[: own.index("</tr>") + len("</tr>")]
    assert own.startswith("<tr>")
    other = '<tr><td>行政事业性收费</td><td colspan="3">0</td></tr>'
    report = judge(page().replace(own, own + other).encode())
    assert "fees_amount" in named(report, Severity.ERROR)
    assert report.status is Status.SUSPECT
