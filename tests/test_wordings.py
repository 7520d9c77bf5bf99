"""Labels that mean a row or a column of the form in other words, and where only what stands around
them tells which."""

import re

import pytest

from extractors.words import labels
from normalizers.documents import RELEASED
from normalizers.judge import judge
from normalizers.model import Report, Status
from tests.test_reading_columns import acts_table
from tests.test_reading_deviations import page, plain
from tests.test_reading_rules import HEAD, read, row


def read_as_the_plain_one(text: str) -> Report:
    report = judge(text.encode())
    assert text != page()
    assert report.values == plain().truth
    assert report.status is Status.CLEAN
    return report


@pytest.mark.parametrize("label", ["3.其他处理", "3、其他情形", "其他处理", "（三）其他处理"])
def test_the_third_of_other_handling_may_repeat_its_groups_name(label: str) -> None:
    read_as_the_plain_one(page().replace(">3.其他<", f">{label}<"))


@pytest.mark.parametrize(
    ("label", "printed"),
    [
        ("行政复议", "行政复义"),
        ("行政复议", "复议"),
        ("未经复议直接起诉", "未经复议起诉"),
        ("未经复议直接起诉", "直接诉讼"),
        ("未经复议直接起诉", "末经复议起诉"),
        ("未经复议直接起诉", "未经复议直接诉讼"),
        ("复议后起诉", "复议后诉讼"),
        ("复议后起诉", "经复议后起诉"),
        ("3.危及“三安全一稳定”", "3.危及国家安全、公共安全、经济安全、社会稳定"),
        (
            "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
            "1.申请人逾期不补正，视为放弃申请",
        ),
        ("规章", "部门规章"),
        ("行政许可", "许可"),
        ("行政处罚", "处罚"),
        ("行政强制", "强制"),
        ("行政事业性收费", "收费"),
        ("本年处理决定数量", "本年办理数量"),
        ("本年收费金额（单位：万元）", "金额（单位：万元）"),
    ],
)
def test_a_label_in_other_words_means_the_same(label: str, printed: str) -> None:
    read_as_the_plain_one(page().replace(f">{label}<", f">{printed}<"))


@pytest.mark.parametrize("title", ["复议诉讼", "复议和诉讼", "行政复议诉讼", "行政复议应诉"])
def test_a_title_of_all_of_table_4_is_none_of_its_groups(title: str) -> None:
    own = re.findall(r"<table.*?</table>", page().partition("<p>四、政府")[2], re.S)[0]
    titled = own.replace("<tr>", f"<tr><td colspan=15>{title}</td></tr><tr>", 1)
    read_as_the_plain_one(page().replace(own, titled))


@pytest.mark.parametrize("called", ["共计", "合计"])
def test_a_column_of_sums_may_be_called_otherwise(called: str) -> None:
    read_as_the_plain_one(page().replace(">总计<", f">{called}<"))


def test_in_table_4_it_may_be_called_a_part_sum() -> None:
    head, review = page().split(">行政复议<")
    read_as_the_plain_one(head + ">行政复议<" + review.replace(">总计<", ">小计<"))


def test_a_part_sum_beside_the_forms_own_is_none_of_its_columns() -> None:
    others = ("商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他")
    head = row("", "自然人", *others, "共计", "总计")
    received = row("一、本年新收政府信息公开申请数量", "1", "2", "0", "0", "0", "0", "2", "3")
    report = read(f"<table>{head}{received}</table>")
    assert report.values["received__total"] == 3


def test_a_column_of_sums_in_table_2_is_none_of_the_forms() -> None:
    head, rules = row("信息内容", *HEAD, "共计"), row("行政规范性文件", "3", "1", "9", "13")
    values = read(f"<table>{head}{rules}</table>").values
    assert (values["normative_issued"], values["normative_in_force"]) == (3, 9)


def test_two_kinds_of_rules_are_not_the_rules_of_the_form() -> None:
    kinds = row("部门规章", "3", "0", "9") + row("地方政府规章", "3", "0", "9")
    report = read(f"<table>{row('信息内容', *HEAD)}{kinds}</table>")
    named = {name for p in report.problems if p.is_ours for name in p.columns}
    assert {"rules_issued", "rules_in_force"} <= named
    assert report.status not in RELEASED


def test_short_words_mean_acts_only_under_the_labels_of_their_columns() -> None:
    report = read(acts_table(("人数",), ("许可", "12")))
    assert "licensing_decisions" not in report.values


def test_the_end_of_a_label_that_a_page_cut_is_no_row() -> None:
    """（二）部分公开（区分处理的，只计这一情形，不计 / 其他情形）."""
    assert labels.rows().match("其他情形）") is None
