"""Characters that Word's Insert > Symbol sets are printed like any other."""

import docx
import pytest
from docx.oxml import parse_xml

from extractors.words.figures import read_figure
from normalizers.judge import judge
from tests.word_documents import NAMES, both, cell, run, saved


def symbol(font: str, char: str) -> str:
    return f'<w:r><w:sym w:font="{font}" w:char="{char}"/></w:r>'


@pytest.mark.parametrize(
    ("font", "char", "text"),
    [
        ("Symbol", "F02D", "−16"),
        ("Symbol", "002D", "−16"),
        ("Symbol", "F02B", "+16"),
        ("Symbol", "F031", "116"),
        ("Times New Roman", "2212", "−16"),
        ("Wingdings", "F081", "①16"),
    ],
)
def test_a_symbol_is_the_character_that_it_shows(font: str, char: str, text: str) -> None:
    assert both(cell(symbol(font, char) + run("16"))) == text


def test_a_decimal_point_may_be_a_symbol() -> None:
    assert both(cell(run("12") + symbol("Symbol", "F02E") + run("34"))) == "12.34"


@pytest.mark.parametrize(
    ("font", "char"), [("Symbol", "F061"), ("Wingdings", "F0FC"), ("仿宋", "F02D"), ("宋体", "?")]
)
def test_a_symbol_that_nobody_can_name_leaves_no_figure(font: str, char: str) -> None:
    for runs in (symbol(font, char) + run("16"), run("16") + symbol(font, char)):
        text = both(cell(runs))
        assert text not in ("", "16")
        assert read_figure(text) is None


def test_a_symbol_before_a_label_is_its_bullet() -> None:
    assert both(cell(symbol("Wingdings", "F0D8") + run("规章"))) == "规章"


def test_a_symbol_before_a_heading_is_its_bullet() -> None:
    package = docx.Document()
    runs = symbol("Wingdings", "F06C") + run("一、总体情况")
    package.element.body.insert(0, parse_xml(f"<w:p {NAMES}>{runs}</w:p>"))
    package.add_paragraph("主动公开信息12条。")
    assert [section.heading for section in judge(saved(package)).sections][:1] == ["一、总体情况"]
