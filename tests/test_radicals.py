"""Radicals that a PDF's font leaves in copied text are the characters that they look like."""

import re

import docx
import pytest

from extractors.media import read_document
from normalizers.judge import judge
from tests.test_reading_deviations import page, plain
from tests.word_documents import saved

PAGE = (
    "<title>泸县⼈⺠政府</title><p>⼀、总体情况</p><p>各部⻔的意⻅。</p>"
    "<p>⼆、主动公开政府信息情况</p><table><tr><td>⾏政处罚</td><td>⻓12</td></tr></table>"
)


def test_a_page_with_radicals_is_read_as_its_characters() -> None:
    document = read_document(PAGE.encode())
    assert document.hints == (("title", "泸县人民政府"),)
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert texts == ["一、总体情况", "各部门的意见。", "二、主动公开政府信息情况"]
    assert [cell.text for cell in document.grids[0].cells] == ["行政处罚", "长12"]


def test_headings_with_radicals_are_headings_in_a_docx() -> None:
    package = docx.Document()
    for heading in (
        "⼀、总体情况",
        "⼆、主动公开政府信息情况",
        "三、收到和处理政府信息公开申请情况",
        "四、政府信息公开⾏政复议、⾏政诉讼情况",
        "五、存在的主要问题及改进情况",
    ):
        package.add_paragraph(heading)
        package.add_paragraph("认真贯彻落实。")
    kinds = [section.kind for section in judge(saved(package)).sections]
    assert kinds == ["overview", "proactive_disclosure", "requests", "review", "problems"]


def test_other_signs_that_look_like_characters_stay_as_they_are() -> None:
    document = read_document("<p>⼀、总体情况①²：１２㎡</p>".encode())
    assert document.paragraphs[0].text == "一、总体情况①²：１２㎡"


@pytest.mark.parametrize("sign", ["\u200b", "\ufeff", "\u200d", "\u2060", " \u200b "])
def test_a_cell_of_signs_without_width_is_blank(sign: str) -> None:
    document = read_document(f"<table><tr><td>规章</td><td>{sign}</td></tr></table>".encode())
    assert [cell.text for cell in document.grids[0].cells] == ["规章", ""]


@pytest.mark.parametrize("sign", ["\u200b", "\ufeff"])
def test_a_row_of_such_cells_is_a_row_of_blanks(sign: str) -> None:
    text = re.sub(r"(<td[^>]*>)0</td>", rf"\g<1>{sign}</td>", page())
    values = judge(text.encode()).values
    assert values == {name: value or None for name, value in plain().truth.items()}
