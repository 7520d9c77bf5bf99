"""Cells given to columns by their order alone, one of them too many."""

import pytest

from extractors.document import GridCell, Place
from extractors.tables.placing import by_order

KEYS = ("first", "second", "third", "total")


def placed(*texts: str) -> dict[str, str] | None:
    cells = [GridCell(text, 0, n, 1, 1, Place()) for n, text in enumerate(texts)]
    found = by_order(cells, KEYS)
    return None if found is None else {key: cell.text for key, cell in found.items()}


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        (("1", "", "", "", "1"), ("1", "", "", "1")),
        (("", "", "", "", "0"), ("", "", "", "0")),
        (("1", "2", "3", "", ""), ("1", "2", "3", "")),
        (("1", "2", "", "3", "6"), ("1", "2", "3", "6")),
        (("", "", "", "", ""), ("", "", "", "")),
    ],
)
def test_of_empty_cells_side_by_side_any_may_be_left_out(
    texts: tuple[str, ...], said: tuple[str, ...]
) -> None:
    assert placed(*texts) == dict(zip(KEYS, said, strict=True))


@pytest.mark.parametrize("texts", [("1", "", "2", "", "3"), ("1", "2")])
def test_where_it_makes_a_difference_nobody_can_tell(texts: tuple[str, ...]) -> None:
    assert placed(*texts) is None


def test_five_figures_are_no_four() -> None:
    assert placed("1", "2", "3", "4", "5") is None
