"""What a cell prints where a figure belongs."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.words.figures import read_figure


@pytest.mark.parametrize(
    ("text", "value", "mark"),
    [
        ("0", 0, "printed"),
        ("１２", 12, "printed"),
        ("1,136", 1136, "printed"),
        ("1，136", 1136, "printed"),
        ("７７３０．２８", "7730.28", "printed"),
        ("", None, "empty"),
        ("\u3000\u00a0", None, "empty"),
        ("\u200b", None, "empty"),
        ("-", None, "dash"),
        ("——", None, "dash"),
        ("/", None, "slash"),
        ("／", None, "slash"),
        ("无", None, "words"),
        ("12件", 12, "words"),
        ("251000元", 251000, "words"),
        ("22（其中修订 16 件）", 22, "words"),
        ("55（含自然失效29件）", 55, "words"),
        ("增15", 15, "words"),
        ("减4", -4, "words"),
        ("+1036", 1036, "printed"),
        ("-4", -4, "printed"),
        ("−4", -4, "printed"),
        ("净减3", -3, "words"),
        ("减：5", -5, "words"),
        ("取消5项", -5, "words"),
        ("3（减）", -3, "words"),
        ("3(减少)", -3, "words"),
        ("3↓", -3, "words"),
        ("3（增）", 3, "words"),
        ("—3", -3, "words"),
        ("——3", -3, "words"),
        ("±0", 0, "words"),
        ("无增减", None, "words"),
        ("与上年持平", None, "words"),
        ("较去年同期相比无变化", None, "words"),
        ("null", None, "words"),
        ("N/A", None, "words"),
        ("〇", 0, "words"),
        ("零件", 0, "words"),
        ("85件，其中1件为修订", 85, "words"),
        ("143，其中网上办理3", 143, "words"),
        ("137\n其中：3", 137, "words"),
        ("12[1]", 12, "words"),
        ("12（件）", 12, "words"),
        ("负6", -6, "words"),
        ("▼6", -6, "words"),
        ("共5件", 5, "words"),
        ("12人", 12, "words"),
        ("12。", 12, "printed"),
        ("免收", None, "words"),
        ("￥401377元", 401377, "words"),
        ("人民币40.1万元", "40.1", "words"),
        ("401377元整", 401377, "words"),
        ("40万元人民币", 40, "words"),
        ("12.5（万元）", "12.5", "words"),
        ("3000（元）", 3000, "words"),
        ("12.5亿", "12.5", "words"),
        ("12.5 萬元", "12.5", "words"),
        (".5", "0.5", "printed"),
    ],
)
def test_a_figure_is_read_as_printed(text: str, value: object, mark: str) -> None:
    figure = read_figure(text)
    assert figure is not None
    assert figure.value == (None if value is None else Decimal(str(value)))
    assert figure.mark == mark
    assert not figure.doubt


UNCERTAIN = (
    ("21 0", "1. 5", "12 34"),
    ("3（上年）12（本年）", "5万（元）", "增15（减4）", "20（%）"),
    ("增3减1", "+6/-1", "增加5项，减少3项", "新增5、取消3", "减3增5"),
    (
        "12(13)",
        "12（13件）",
        "5，其中减3",
        "▲5",
        "△5",
        "+3↓",
        "—\n3",
        "401，其中：3万元",
        "12，其中13",
        "12（应为13）",
        "12（更正为13）",
        "12（误报）",
    ),
    ("一", "①", "17〇", "1½", "755多条", "约12", "18万余条"),
    ("（5）", "*5", "O", "О", "○", "十二", "三十五件"),
)


@pytest.mark.parametrize("text", [text for kind in UNCERTAIN for text in kind])
def test_an_uncertain_figure_has_no_value_and_says_why(text: str) -> None:
    figure = read_figure(text)
    assert figure is not None
    assert figure.value is None
    assert figure.doubt


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1 234", 1234),
        ("1\u2009234\u2009567.5", "1234567.5"),
        ("970、719", 970719),
        ("21①", 21),
        ("3²", 3),
        ("5*", 5),
        ("９\n１\n０", 910),
        ("7730.\n28", "7730.28"),
        ("00", 0),
        ("012", 12),
    ],
)
def test_thousands_set_apart_otherwise_notes_and_broken_lines_leave_a_value_in_doubt(
    text: str, value: object
) -> None:
    figure = read_figure(text)
    assert figure is not None
    assert figure.value == Decimal(str(value))
    assert figure.is_grouped or figure.by_sums
    assert figure.doubt


@pytest.mark.parametrize(
    "text",
    [
        "1.属于国家秘密",
        "（七）总计",
        "规章",
        "2023年",
        "1,2",
        "1,13",
        "3.其他",
        "1.2.3",
        "12abc",
        "①属于国家秘密",
        "㈠予以公开",
        "⒈重复申请",
    ],
)
def test_a_label_is_no_figure(text: str) -> None:
    assert read_figure(text) is None


@given(
    st.integers(0, 10**9), st.booleans(), st.booleans(), st.sampled_from(["", " ", "\u3000", "\n"])
)
def test_any_count_survives_its_typography(n: int, wide: bool, grouped: bool, pad: str) -> None:
    text = f"{n:,}" if grouped else str(n)
    if wide:
        text = text.translate({ord("0") + d: ord("０") + d for d in range(10)} | {ord(","): "，"})
    figure = read_figure(pad + text + pad)
    assert figure is not None
    assert figure.value == n


@given(st.text(max_size=30))
def test_no_text_breaks_the_reader(text: str) -> None:
    figure = read_figure(text)
    assert figure is None or figure.mark in ("printed", "empty", "dash", "slash", "words")


@pytest.mark.parametrize(
    ("text", "unit"),
    [("3388（单位：万元）", "万元"), ("0（单位：万元）", "万元"), ("12.5（元）", "元")],
)
def test_the_unit_of_an_amount_may_stand_in_brackets(text: str, unit: str) -> None:
    figure = read_figure(text)
    assert figure is not None
    assert (figure.unit, figure.doubt) == (unit, "")
