"""Labels that the cells of a ruled PDF table set upright, in one column or in two."""

import pytest

from extractors.pdf.glyphs import Glyph
from extractors.pdf.set_lines import text_lines
from extractors.pdf.upright import upright_text

SIZE, PITCH = 9.0, 12.0


def upright(*columns: str) -> str:
    """What a cell says whose columns, from the right to the left, stand a little apart."""
    glyphs = []
    for number, column in enumerate(columns):
        left = 100.0 - number * PITCH
        for row, char in enumerate(column):
            top = 50.0 + SIZE * (row + (len(columns[0]) - len(column)) / 2)
            glyphs.append(Glyph(char, left, top, left + SIZE, top + SIZE, top + SIZE))
    return upright_text(text_lines(glyphs))


@pytest.mark.parametrize("columns", [("结果维", "持"), ("尚未审", "结"), ("结果", "纠正")])
def test_columns_are_read_from_the_right_to_the_left(columns: tuple[str, ...]) -> None:
    assert upright(*columns) == "".join(columns)


@pytest.mark.parametrize("columns", [("结果维持",), ("果维", "结持"), ("果结", "持维")])
def test_what_makes_no_label_so_stays_as_it_stands(columns: tuple[str, ...]) -> None:
    assert upright(*columns) == ""
