"""The sections of a report by their headings, also where numbering is lost, restarted or run into
the text."""

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from extractors.document import Block, Document, Grid, Paragraph
from extractors.headings import DOTS, Heading, bare, heading_of, is_cut_heading, is_heading_alone
from extractors.reading import SectionReading

BARE_NUMBER = re.compile(r"^第?[一二三四五六七八九十]{1,3}(?:部分)?\s*[、.．]?$")
INLINE = re.compile(r"(?<=[。；;）)\s])(?=[一二三四五六]、\s*[^\s、]{2,})")
END = re.compile(
    r"^(?:上一篇|下一篇|上一条|下一条|相关(?:链接|文章|信息|阅读)|版权所有|主办(?:单位)?[:：]|承办(?:单位)?[:：]|"
    r"网站标识码|.{0,6}ICP备|【?打印|\[?关闭|扫一扫|分享到|附件[:：\d]|网站地图|责任编辑|Copyright)"
)
LEAST_CHINESE, LEAST_LISTED = 3, 4


def find_sections(document: Document) -> tuple[SectionReading, ...]:
    """The sections in the order of the document, those printed twice twice. Text before the first
    heading, a table of contents and page furniture after the last section belong to none."""
    pieces = list(_pieces(document.blocks))
    chinese = sum(found is not None and found.is_chinese for found, _ in pieces)
    sections: list[SectionReading] = []
    heading: Heading | None = None
    text: list[str] = []
    for found, rest in pieces:
        if found is not None and (found.is_chinese or chinese < LEAST_CHINESE):
            if heading is not None:
                sections.append(_section(heading, text))
            heading, text = found, []
        elif found is not None:
            text.append(found.text)
        if rest and heading is not None:
            text.append(rest)
    if heading is not None:
        sections.append(_section(heading, _without_furniture(text)))
    return tuple(_without_contents(sections))


def _without_contents(sections: Sequence[SectionReading]) -> Sequence[SectionReading]:
    """The sections without those that a table of contents names: before the first comes again,
    headings with no text of their own, all of which come again below."""
    titles = [bare(DOTS.sub("", section.heading)) for section in sections]
    below = next((n for n, title in enumerate(titles) if n and title == titles[0]), 0)
    listed, later = sections[:below], sections[below:]
    said = {*titles[below:], *_said(later)}
    is_listed = set(titles[:below]) <= said and _said(listed[:-1]) <= said
    return later if below >= LEAST_CHINESE and is_listed else sections


def _said(sections: Sequence[SectionReading]) -> set[str]:
    """The lines of sections' texts, without page numbers."""
    lines = (line for section in sections for line in section.text.split("\n"))
    return {bare(DOTS.sub("", line)) for line in lines if line}


def _section(heading: Heading, text: Sequence[str]) -> SectionReading:
    return SectionReading(heading.text, heading.kind, "\n".join(text))


def _without_furniture(text: Sequence[str]) -> list[str]:
    for index, line in enumerate(text):
        if END.match(line):
            return list(text[:index])
    return list(text)


def _pieces(blocks: Sequence[Block]) -> Iterator[tuple[Heading | None, str]]:
    """Headings and the texts between them. A number alone on a line is joined to the next one, and
    so is the beginning of a heading."""
    pending = ""
    for block, following in zip_longest(blocks, blocks[1:]):
        if isinstance(block, Grid):
            yield from _grid_pieces(block)
            continue
        text = pending + block.text.strip()
        behind = following.text.strip() if isinstance(following, Paragraph) else ""
        is_cut = bool(behind) and is_cut_heading(text, behind)
        pending = text if is_cut or BARE_NUMBER.match(text) else ""
        if block.is_link:
            yield None, text
        elif not pending:
            yield from _parts(text)


def _parts(text: str) -> Iterator[tuple[Heading | None, str]]:
    """The headings that run into a paragraph, with what stands behind them. Several without any
    text list what the report holds; one of unknown words amid a paragraph is a point of its."""
    parts = [part.strip() for part in INLINE.split(text)]
    headings = [heading_of(part) for part in parts]
    if len(parts) >= LEAST_LISTED and not any(h and h.rest for h in headings):
        yield None, text
        return
    for number, (part, heading) in enumerate(zip(parts, headings, strict=True)):
        is_point = number > 0 and heading is not None and not heading.is_known
        yield (heading, heading.rest) if heading and not is_point else (None, part)


def _grid_pieces(grid: Grid) -> Iterator[tuple[Heading | None, str]]:
    """The rows of a table as lines of text; a row that holds nothing but a section's heading is
    one: all tables of the report may stand in one frame."""
    rows: list[str] = []
    for row in range(grid.height):
        texts = [" ".join(cell.text.split()) for cell in grid.row(row) if cell.row == row]
        said = {text for text in texts if text}
        alone = said.pop() if len(said) == 1 else ""
        found = heading_of(alone) if is_heading_alone(alone) else None
        if found is None:
            rows.append("\t".join(texts))
            continue
        yield None, _lines(rows)
        yield found, found.rest
        rows = []
    yield None, _lines(rows)


def _lines(rows: Sequence[str]) -> str:
    return "\n".join(row for row in rows if row.strip())
