"""Sets a sheet as a web page, as a content system or a word processor would write it."""

import html
from collections.abc import Iterator
from random import Random

from tests.typesetter.board import Board, Span
from tests.typesetter.sheet import Line, Sheet
from tests.typesetter.styles import HouseStyle

CHARSETS = {"utf-8-bom": "utf-8-sig", "utf-8": "utf-8", "utf-8-undeclared": "utf-8"}
DECLARED = {
    "utf-8": "utf-8",
    "utf-8-bom": "utf-8",
    "gbk": "gb2312",
    "gbk_as_utf8": "utf-8",
}
# A figure that the clerk struck out instead of deleting it.
STRUCK = '<span style="text-decoration: line-through">9</span>'
EMPTY = {"plain": "", "word": "<p class=MsoNormal><span lang=EN-US><o:p>&nbsp;</o:p></span></p>"}


def set_html(sheet: Sheet, style: HouseStyle, rng: Random) -> bytes:
    body = "\n".join(_block(block, style, rng) for block in sheet.blocks)
    if style.layout_table:
        body = (
            '<table width="1000" border="0"><tr><td width="200">栏目导航</td>'
            f"<td>{body}</td></tr></table>"
        )
    if style.markup == "ucap":
        body = f"<div class='con'><ucapcontent>{body}</ucapcontent></div>"
    charset = DECLARED.get(style.charset)
    meta = f'<meta http-equiv="Content-Type" content="text/html; charset={charset}">'
    page = (
        f"<html><head>{meta if charset else ''}<title>{html.escape(sheet.name)}</title></head>\n"
        f"<body>{body}</body></html>"
    )
    return page.encode(CHARSETS.get(style.charset, "gb18030"))


def _block(block: Line | Board, style: HouseStyle, rng: Random) -> str:
    if isinstance(block, Board):
        return _table(block, style, rng)
    if block.role == "title":
        return f"<h1>{html.escape(block.text)}</h1>"
    if block.role == "furniture":
        return f'<div class="nav"><a href="#">{html.escape(block.text)}</a></div>'
    return f"<p>{_text(block.text, style, rng)}</p>"


def _table(table: Board, style: HouseStyle, rng: Random) -> str:
    lines: list[list[str]] = [[] for _ in table.rows]
    for span in _declared(table, style):
        lines[span.row].append(_cell(span, style, rng))
    rows = "\n".join(f"<tr>{''.join(cells)}</tr>" for cells in lines)
    return f'<table border="1" style="border-collapse:collapse"><tbody>\n{rows}\n</tbody></table>'


def _declared(table: Board, style: HouseStyle) -> Iterator[Span]:
    """The cells with the spans that the house declares, rightly or wrongly."""
    tallest = max((span.height for span in table.spans()), default=1)
    for span in table.spans():
        height, width = span.height, span.width
        if style.spans == "flat_lost":
            height = width = 1
        elif style.spans == "rows_lost":
            height = 1
        elif height == tallest and height > 10:
            height += {"rowspan_short": -2, "rowspan_long": 1}.get(style.spans, 0)
        yield Span(span.box, span.row, span.column, height, width)


def _cell(span: Span, style: HouseStyle, rng: Random) -> str:
    rows = f' rowspan="{span.height}"' if span.height > 1 else ""
    columns = f' colspan="{span.width}"' if span.width > 1 else ""
    struck = STRUCK if style.struck and span.box.text.strip("0").isdigit() else ""
    return f"<td{rows}{columns}>{struck}{_content(span.box.text, style, rng)}</td>"


def _content(text: str, style: HouseStyle, rng: Random) -> str:
    if not text:
        return EMPTY.get(style.markup, rng.choice(("", "&nbsp;")))
    if style.markup == "word":
        lines = "<br>".join(_runs(line, rng) for line in text.split("\n"))
        return f"<p class=MsoNormal align=center>{lines}</p>"
    if style.markup == "paragraphs":
        return "".join(f"<p>{html.escape(line)}</p>" for line in text.split("\n"))
    return "<br/>".join(html.escape(line) for line in text.split("\n"))


def _runs(text: str, rng: Random) -> str:
    """A label cut into spans between any two characters; figures stay whole."""
    if text.isascii():
        return f"<span lang=EN-US style='font-size:9.0pt'>{html.escape(text)}</span>"
    pieces, start = [], 0
    while start < len(text):
        end = start + rng.randint(1, 6)
        pieces.append(text[start:end])
        start = end
    return "".join(
        f"<span style='font-family:仿宋'>{html.escape(piece)}</span>" for piece in pieces
    )


def _text(text: str, style: HouseStyle, rng: Random) -> str:
    return _runs(text, rng) if style.markup == "word" else html.escape(text)
