"""In what a figure is: units beside it, in its labels, in captions and notes. What they leave open
is said, and no figure is given."""

import pytest

from extractors.reading import Severity
from normalizers.documents import RELEASED
from normalizers.model import Report
from tests.test_reading_columns import ACTS, DECISIONS, acts_table
from tests.test_reading_rules import fees_table, read

CHANGES = ("上一年项目数量", "本年增/减", "处理决定数量")


def in_error(report: Report) -> set[str]:
    errors = (p for p in report.problems if p.severity is Severity.ERROR)
    return {name for problem in errors for name in problem.columns}


def said_of_units(report: Report) -> set[str]:
    return {name for p in report.problems if p.check == "unit" for name in p.columns}


@pytest.mark.parametrize("amount", ["￥3000.00", "¥1234500", "人民币3000"])
def test_the_sign_of_yuan_in_a_column_of_wan_leaves_the_amount_in_doubt(amount: str) -> None:
    report = read(fees_table("本年收费金额（单位：万元）", amount))
    assert report.values["fees_amount"] is None
    assert "fees_amount" in said_of_units(report) & in_error(report)
    assert report.status not in RELEASED


def test_the_sign_of_yuan_is_the_unit_where_no_label_names_one() -> None:
    report = read(fees_table("本年收费金额", "￥3000.00"))
    assert float(report.values["fees_amount"] or 0) == 0.3
    assert "fees_amount" in said_of_units(report)


def test_no_money_is_none_in_any_unit() -> None:
    report = read(fees_table("本年收费金额（单位：万元）", "￥0.00"))
    assert report.values["fees_amount"] == 0
    assert not said_of_units(report)


def test_no_money_is_none_though_its_unit_is_no_moneys() -> None:
    report = read(fees_table("本年收费金额（单位：万元）", "0件"))
    assert report.values["fees_amount"] == 0
    assert "fees_amount" in said_of_units(report) - in_error(report)
    report = read(fees_table("本年收费金额（单位：万元）", "5件"))
    assert report.values["fees_amount"] is None
    assert "fees_amount" in in_error(report)


@pytest.mark.parametrize(
    ("amount", "value"),
    [("12.5（万元）", 12.5), ("3000（元）", 0.3), ("12.5亿", 125000), ("12.5 萬元", 12.5)],
)
def test_a_unit_beside_an_amount_is_its_own(amount: str, value: float) -> None:
    report = read(fees_table("本年收费金额（单位：万元）", amount))
    assert float(report.values["fees_amount"] or 0) == value


@pytest.mark.parametrize("unit", ["w元", "美元", "千"])
def test_a_unit_of_money_that_nobody_knows_is_not_taken_for_another(unit: str) -> None:
    report = read(fees_table(f"本年收费金额（单位：{unit}）", "12"))
    assert report.values["fees_amount"] is None
    assert "fees_amount" in said_of_units(report) & in_error(report)


@pytest.mark.parametrize(
    "unit", ["（单位：万）", "（万）", "（单位：百）", "（以万计）", "单位：千"]
)
def test_a_count_may_be_called_one_of_thousands_by_its_label(unit: str) -> None:
    report = read(acts_table((DECISIONS + unit,), (ACTS[0], "35")))
    assert report.values["penalty_decisions"] is None
    assert "penalty_decisions" in said_of_units(report) & in_error(report)


def test_a_note_below_a_table_may_say_it_of_one_of_its_counts() -> None:
    table = acts_table((DECISIONS,), (ACTS[0], "35"), (ACTS[1], "3"))
    report = read(table + f"<p>注：{ACTS[0]}处理决定数量单位为万件。</p>")
    assert report.values["penalty_decisions"] is None
    assert report.values["coercion_decisions"] == 3
    assert said_of_units(report) == {"penalty_decisions"}


def test_no_money_is_no_count_and_said() -> None:
    report = read(acts_table((DECISIONS,), (ACTS[0], "0元")))
    assert report.values["penalty_decisions"] == 0
    assert said_of_units(report) == {"penalty_decisions"}
    assert "penalty_decisions" not in in_error(report)


def test_no_count_is_none_in_thousands() -> None:
    report = read(acts_table((DECISIONS + "（万件）",), (ACTS[0], "0")))
    assert report.values["penalty_decisions"] == 0
    assert not said_of_units(report)


def test_a_note_that_names_no_count_speaks_of_the_whole_table() -> None:
    table = acts_table((DECISIONS,), (ACTS[0], "35"), (ACTS[1], "3"))
    report = read(table + "<p>注：以上数量以千件为单位</p>")
    assert said_of_units(report) == {"penalty_decisions", "coercion_decisions"}


@pytest.mark.parametrize(
    "printed", ["增5减3", "增加5（其中减3）", "▲5", "减5，其中新增3", "5（-3）"]
)
def test_two_changes_in_one_cell_are_not_netted(printed: str) -> None:
    report = read(acts_table(CHANGES, ("行政许可", "10", printed, "50")))
    assert report.values["licensing_items_change"] is None
    assert "licensing_items_change" in in_error(report)
    assert report.status not in RELEASED


def test_a_count_that_is_the_same_as_another_is_not_printed() -> None:
    report = read(acts_table((DECISIONS,), (ACTS[0], "与上年持平")))
    assert report.values["penalty_decisions"] is None
    assert "penalty_decisions" in in_error(report)


def test_a_change_with_its_sign_may_be_explained() -> None:
    report = read(acts_table(CHANGES, ("行政许可", "10", "-3（新增2项，取消5项）", "50")))
    assert report.values["licensing_items_change"] == -3


@pytest.mark.parametrize("printed", ["50（减少）", "—50", "取消50件"])
def test_a_count_that_is_called_a_decrease_is_in_doubt(printed: str) -> None:
    report = read(acts_table((DECISIONS,), (ACTS[0], printed)))
    assert report.values["penalty_decisions"] is None
    assert report.status not in RELEASED
