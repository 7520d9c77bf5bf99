"""Automatic numbers of a DOCX: what shows nothing else shows its number."""

import pytest

from tests.word_documents import both, changed, shown, table, tc

NUMBERED = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="6"/></w:numPr></w:pPr>'
OFF = '<w:pPr><w:pStyle w:val="list"/><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr>'
STYLED = '<w:pPr><w:pStyle w:val="list"/></w:pPr>'
LIST = (
    '<w:style w:type="paragraph" w:styleId="base"><w:pPr><w:numPr><w:numId w:val="6"/></w:numPr>'
    '</w:pPr></w:style><w:style w:type="paragraph" w:styleId="list"><w:basedOn w:val="base"/>'
    "</w:style>"
)


def numbered() -> str:
    return f"<w:tc><w:tcPr/><w:p>{NUMBERED}</w:p></w:tc>"


def test_a_number_where_a_figure_belongs_is_not_blank() -> None:
    head = f"<w:tr>{tc('信息内容')}{tc('本年制发件数')}</w:tr>"
    data = table(head, f"<w:tr>{tc('行政规范性文件')}{numbered()}</w:tr>")
    assert [shown(data, again)[1][1] for again in (False, True)] == ["[编号]"] * 2


UNKNOWN = NUMBERED.replace('w:numId w:val="6"', 'w:numId w:val="99"')


@pytest.mark.parametrize(
    ("properties", "text"), [(STYLED, "[编号]"), (OFF, ""), ("", ""), (UNKNOWN, "")]
)
def test_the_style_of_a_paragraph_may_number_it(properties: str, text: str) -> None:
    figure = f"<w:tc><w:tcPr/><w:p>{properties}</w:p></w:tc>"
    assert both(with_styles(table(f"<w:tr>{tc('行政处罚')}{figure}</w:tr>"))) == text


def with_styles(data: bytes) -> bytes:
    end = b"</w:styles>"
    return changed(data, lambda name, part: (name, part.replace(end, LIST.encode() + end)))


@pytest.mark.parametrize("again", [False, True])
@pytest.mark.parametrize("head", ["序号", "", None])
def test_numbers_that_count_the_rows_are_blank(head: str | None, again: bool) -> None:
    rows = [f"<w:tr>{numbered()}{tc(label)}{tc('1')}</w:tr>" for label in ("行政许可", "行政处罚")]
    top = [] if head is None else [f"<w:tr>{tc(head)}{tc('信息内容')}{tc('数量')}</w:tr>"]
    assert [row[0] for row in shown(table(*top, *rows), again)[-2:]] == ["", ""]


def test_one_number_in_the_first_column_is_none_of_a_series() -> None:
    data = table(
        f"<w:tr>{tc('结果维持')}{tc('总计')}</w:tr>", f"<w:tr>{numbered()}{tc('1')}</w:tr>"
    )
    assert shown(data)[1][0] == "[编号]"
