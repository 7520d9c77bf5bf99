"""Column labels that nobody knows, beside known ones: what the known ones leave open is never
filled by the form's order against them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.document import GridCell, Place
from extractors.tables.label_order import completed, may_follow_form
from extractors.tables.review.labels import Labelled, orders_of, result_keys
from normalizers.documents import RELEASED
from normalizers.judge import judge
from normalizers.model import Status
from tests.test_reading_deviations import RESULTS, page, plain, requests_table, with_review

KINDS = ("商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他")
KEYS = ("issued", "repealed", "in_force")


@given(st.permutations(KEYS), st.sets(st.sampled_from(range(3)), max_size=1))
def test_one_unknown_label_is_the_one_left_over(order: list[str], unknown: set[int]) -> None:
    found = [("" if place in unknown else key) for place, key in enumerate(order)]
    assert completed(found, KEYS) == tuple(order)


def test_two_unknown_labels_tell_nothing() -> None:
    assert completed(["in_force", "", ""], KEYS) is None
    assert completed(["", "", "in_force"], KEYS) is None


def test_unknown_labels_may_follow_the_form_only_where_the_form_has_them() -> None:
    assert may_follow_form([[0, None, 2]], [1])
    assert may_follow_form([[0, 6], [None, None, 3]], [1, 2])
    assert not may_follow_form([[None, 0, 2]], [1])
    assert not may_follow_form([[2, 0, None]], [1])
    assert may_follow_form([[0, 2]], [1])  # A label is left out altogether.


def with_columns(order: tuple[int, ...], names: tuple[str, ...] = KINDS) -> bytes:
    """The page with the columns of organizations in another order, under these names."""
    text = page()
    own = requests_table(text)
    old = "".join(f"<td>{name}</td>" for name in KINDS)
    changed = own.replace(old, "".join(f"<td>{names[place]}</td>" for place in order))

    def moved(row: re.Match[str]) -> str:
        cells = re.findall(r"<td>\d+</td>", row[0])
        return "".join((cells[0], *(cells[1 + place] for place in order), cells[6]))

    return text.replace(own, re.sub(r"(?:<td>\d+</td>){7}", moved, changed)).encode()


@pytest.mark.parametrize("unknown", range(5))
def test_columns_in_another_order_are_read_though_one_label_is_unknown(unknown: int) -> None:
    names = tuple("某类申请人" if n == unknown else name for n, name in enumerate(KINDS))
    report = judge(with_columns((3, 4, 1, 2, 0), names))
    assert report.values == plain().truth
    assert report.status is Status.CLEAN


def test_columns_in_another_order_with_two_unknown_labels_are_held_out() -> None:
    names = ("甲类", "乙类", *KINDS[2:])
    report = judge(with_columns((3, 4, 1, 2, 0), names))
    assert report.status not in RELEASED


def test_a_blank_column_at_the_end_is_none_though_a_label_is_unknown() -> None:
    text = page().replace(KINDS[1], "研究单位")
    own = requests_table(text)
    blank = re.sub(r"(?<!总计)(</td>\s*)</tr>", r"\1<td></td></tr>", own)
    zeros = re.sub(r"<td>0</td>(?=(?:<td>\d+</td>)+)", "<td></td>", blank)
    values = judge(text.replace(own, zeros).encode()).values
    assert {k: v or 0 for k, v in values.items()} == {k: v or 0 for k, v in plain().truth.items()}


def test_an_unknown_label_where_the_form_has_it_is_that_column() -> None:
    names = (KINDS[0], "研究单位", *KINDS[2:])
    report = judge(with_columns((0, 1, 2, 3, 4), names))
    assert report.values == plain().truth
    assert report.status is Status.CLEAN


@pytest.mark.parametrize("unknown", ["维持", "未审结的"])
def test_results_in_another_order_are_read_though_one_label_is_unknown(unknown: str) -> None:
    order = (0, 1, 3, 2, 4)
    truth = plain().truth
    groups = ("reconsideration", "litigation_direct", "litigation_after_reconsideration")
    keys = ("upheld", "corrected", "other", "pending", "total")
    said = {3: unknown, 0: "维持" if unknown == "维持" else RESULTS[0]}
    labels = [said.get(n, RESULTS[n]) for n in order] * 3
    figures = [truth[f"{group}_{keys[n]}"] for group in groups for n in order]
    names = ("行政复议", "未经复议直接起诉", "复议后起诉")
    heads = "".join(f"<td colspan=5>{name}</td>" for name in names)
    rows = (heads, *("".join(f"<td>{cell}</td>" for cell in line) for line in (labels, figures)))
    table = f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"
    report = judge(with_review(table)(page()).encode())
    if unknown == "维持":  # Two labels are unknown: they leave it open.
        assert report.status not in RELEASED
    else:
        assert report.values == truth


def on_page(key: str, text: str, column: int, page: int) -> Labelled:
    left = 30.0 * column
    place = Place(page, (left, 700.0 if page == 1 else 40.0, left + 28, 720.0))
    return key, GridCell(text, 0, column, 1, 1, place)


def test_labels_of_results_that_a_page_break_cut_are_whole_again() -> None:
    order = result_keys()
    above = [on_page("", text[:2], n, 1) for n, text in enumerate(RESULTS[:4])]
    above.append(on_page("total", RESULTS[4], 4, 1))
    below = [on_page("", text[2:], n, 2) for n, text in enumerate(RESULTS[:4])]
    assert orders_of([above, below], 1) == [order]


def test_pieces_of_labels_are_those_of_their_own_place_alone() -> None:
    cut = [
        on_page("", text[:3] if len(text) > 2 else text[:1], n, 1) for n, text in enumerate(RESULTS)
    ]
    assert orders_of([cut], 1) == [result_keys()]
    turned = [on_page("", RESULTS[n][:3], place, 1) for place, n in enumerate((1, 0, 2, 3, 4))]
    assert orders_of([turned], 1) is None
