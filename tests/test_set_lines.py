"""Lines of text on a page, from glyphs alone."""

from dataclasses import replace

import pytest

from extractors.pdf.glyphs import Glyph
from extractors.pdf.set_lines import text_lines
from extractors.words.figures import read_figure


def glyphs(text: str, left: float, base: float, size: float, gap: float = 0.0) -> list[Glyph]:
    width = size / 2
    edges = [left + n * (width + gap) for n in range(len(text))]
    return [
        Glyph(char, edge, base - size, edge + width, base, base)
        for char, edge in zip(text, edges, strict=True)
    ]


def test_a_raised_note_sign_is_no_digit_of_its_figure() -> None:
    line = [*glyphs("12", 0, 100, 10), *glyphs("1", 10, 96, 6)]
    assert [found.text for found in text_lines(line)] == ["12[1]"]
    line = [*glyphs("12", 0, 100, 10), *glyphs("[1]", 10, 96, 6)]
    assert [found.text for found in text_lines(line)] == ["12[1]"]


def test_small_marks_on_the_line_belong_to_it() -> None:
    line = [*glyphs("12", 0, 100, 10), *glyphs(",", 10, 100, 2), *glyphs("345", 12, 100, 10)]
    assert [found.text for found in text_lines(line)] == ["12,345"]


def test_a_flat_character_with_no_box_but_its_inks_stands_close() -> None:
    """Some fonts' 一 is a point high and begins half a point behind its neighbour."""
    flat = Glyph("一", 10.5, 95.0, 19.5, 96.0, 100.0)
    assert [found.text for found in text_lines([*glyphs("第", 0, 100, 20), flat])] == ["第一"]


def test_lines_of_other_sizes_stay_apart() -> None:
    page = [*glyphs("标题", 0, 100, 20), *glyphs("正文", 0, 118, 8), *glyphs("下行", 0, 127, 8)]
    assert [found.text for found in text_lines(page)] == ["标题", "正文", "下行"]


def test_figures_close_together_are_columns() -> None:
    line = [*glyphs("1", 0, 100, 10), *glyphs("2", 14, 100, 10), *glyphs("3", 28, 100, 10)]
    assert [text for text, _ in text_lines(line)[0].pieces] == ["1", "2", "3"]


def test_a_sign_that_steps_up_behind_its_figure_is_a_note_though_hardly_smaller() -> None:
    line = [*glyphs("49", 0, 100, 10), *glyphs("1", 10, 96.4, 9)]
    assert [found.text for found in text_lines(line)] == ["49[1]"]


def test_a_fonts_own_superior_digit_is_a_note() -> None:
    line = [*glyphs("4", 0, 100, 10), replace(glyphs("1", 5, 100, 10)[0], is_superior=True)]
    assert [found.text for found in text_lines(line)] == ["4[1]"]


@pytest.mark.parametrize("base", [99.0, 101.0])
def test_a_far_smaller_digit_off_the_line_of_a_figure_is_a_note(base: float) -> None:
    line = [*glyphs("195", 0, 100, 10), *glyphs("12", 15, base, 6.5)]
    assert [found.text for found in text_lines(line)] == ["195[12]"]


@pytest.mark.parametrize("size", [4, 6, 7])
def test_a_far_smaller_digit_on_the_line_of_a_figure_may_be_its_last(size: float) -> None:
    (found,) = text_lines([*glyphs("19", 0, 100, 10), *glyphs("0", 10, 100, size)])
    assert read_figure(found.text) is None


def test_a_smaller_digit_within_a_figure_is_no_note_at_its_end() -> None:
    line = [*glyphs("1", 0, 100, 10), *glyphs("9", 5, 100, 6), *glyphs("5", 8, 100, 10)]
    (found,) = text_lines(line)
    assert read_figure(found.text) is None


def test_small_decimals_are_no_note() -> None:
    line = [*glyphs("12.", 0, 100, 10), *glyphs("50", 15, 100, 6)]
    assert [found.text for found in text_lines(line)] == ["12.50"]


def test_a_digit_of_another_font_that_seems_smaller_is_in_doubt() -> None:
    low = [replace(glyph, bottom=102.0) for glyph in glyphs("19", 0, 100, 10)]
    (found,) = text_lines([*low, *glyphs("5", 10, 100, 7)])
    assert read_figure(found.text) is None


def test_digits_printed_over_one_another_are_no_figure() -> None:
    (line,) = text_lines([*glyphs("55", 0, 100, 10), *glyphs("19", 1.5, 100, 10)])
    assert read_figure(line.text) is None


def test_a_blank_that_the_text_has_between_two_digits_parts_them_however_narrow() -> None:
    left, (first, second) = glyphs("30", 0, 100, 10), glyphs("60", 12, 100, 10)
    marked = replace(first, is_after_blank=True)
    assert [line.text for line in text_lines([*left, first, second])] == ["3060"]
    assert [line.text for line in text_lines([*left, marked, second])] == ["30 60"]


def test_a_blank_without_room_is_none() -> None:
    left, (first, second) = glyphs("30", 0, 100, 10), glyphs("60", 10, 100, 10)
    marked = replace(first, is_after_blank=True)
    assert [line.text for line in text_lines([*left, marked, second])] == ["3060"]


def test_digits_of_two_lines_that_run_into_one_another_are_no_figure() -> None:
    """A page's number may be printed into a cell of its last row."""
    (line,) = text_lines([*glyphs("2", 0, 102, 10), *glyphs("103", 2.6, 100, 10)])
    assert read_figure(line.text) is None
