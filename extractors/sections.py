"""The sections of a report by their headings, also where numbering is lost, restarted or run into
the text."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from rapidfuzz import fuzz, process

from extractors.document import Block, Document, Grid
from extractors.labels import DROPPED, folded
from extractors.reading import SectionReading
from forms.loader import load_forms

NUMBER = re.compile(
    r"^(?:第?(?P<chinese>[一二三四五六七八九十]{1,3})(?:部分)?\s*(?:(?P<mark>[、.．,，:：])|\s|(?=[^\s、.．一二三四五六七八九十是方]))"
    r"|(?P<digit>\d{1,2})\s*[、.．](?!\d)|(?P<lost>[、.．]))\s*"
)
# A section only where the exact wording follows, and the report numbers none with 一、.
IN_BRACKETS = re.compile(r"^[（(][一二三四五六][)）]\s*")
BARE_NUMBER = re.compile(r"^第?[一二三四五六七八九十]{1,3}(?:部分)?\s*[、.．]?$")
INLINE = re.compile(r"(?<=[。；;）)\s])(?=[一二三四五六]、\s*[^\s、]{2,})")
DOTS = re.compile(r"[.·…．。]{3,}\s*\d*\s*$|\s+\d{1,3}$")
SENTENCE = re.compile(r"[。；;！!？?]")
END = re.compile(
    r"^(?:上一篇|下一篇|上一条|下一条|相关(?:链接|文章|信息|阅读)|版权所有|主办(?:单位)?[:：]|承办(?:单位)?[:：]|"
    r"网站标识码|.{0,6}ICP备|【?打印|\[?关闭|扫一扫|分享到|附件[:：\d]|网站地图|责任编辑|Copyright)"
)
LONGEST_HEADING = 45
LONGEST_PLAIN = 24
LEAST_CHINESE = 3
NEAR = 84.0
SHORTEST_FUZZY = 4
# So long a wording is no label of a table.
SHORTEST_ALONE = 8
# A wording so long is a heading, whatever follows it; a shorter one where it ends.
SHORTEST_RUN_IN = 8
HEADING_END = re.compile(r"^[^，,。；;]*(?:情况|事项|措施|问题|概述|概况|打算|建议)$")
ENDING = ("", "。", "：", ":", " ", "\u3000", "、", "（", "(")
UNMARKED = ("。", "：", ":", " ", "\u3000")
KEYWORDS = (
    ("review", r"复议|诉讼"),
    ("problems", r"问题|改进|整改|打算|下步|下一步"),
    ("requests", r"依申请|(?:收到|受理|处理).*申请"),
    ("proactive_disclosure", r"主动公开|主要公开"),
    ("other_matters", r"其他.*(?:事项|情况)|需要报告|收费|减免|统计表"),
    ("overview", r"总体|概述|概况|基本|工作开展|主要任务|引言"),
)


@dataclass(frozen=True)
class Heading:
    """A heading as printed, its kind, and what follows it in the same paragraph."""

    text: str
    kind: str
    rest: str = ""

    @property
    def is_chinese(self) -> bool:
        """Numbered 一、二、… or by a number that was lost. Where a report numbers so, 1. and
        bare wordings are no headings of sections."""
        return re.match(r"第?[一二三四五六七八九十]|[、.．]", self.text) is not None


def find_sections(document: Document) -> tuple[SectionReading, ...]:
    """The sections in the order of the document, those printed twice twice. Text before the first
    heading and page furniture after the last section belong to none."""
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
    return tuple(sections)


def _section(heading: Heading, text: Sequence[str]) -> SectionReading:
    return SectionReading(heading.text, heading.kind, "\n".join(text))


def _without_furniture(text: Sequence[str]) -> list[str]:
    for index, line in enumerate(text):
        if END.match(line):
            return list(text[:index])
    return list(text)


def _pieces(blocks: Sequence[Block]) -> Iterator[tuple[Heading | None, str]]:
    """Headings and the texts between them. A number alone on a line is joined to the next one."""
    pending = ""
    for block in blocks:
        if isinstance(block, Grid):
            yield from _grid_pieces(block)
            continue
        text = block.text.strip()
        if BARE_NUMBER.match(text):
            pending = text
            continue
        for part in INLINE.split(pending + text):
            found = heading_of(part.strip())
            yield (found, found.rest) if found else (None, part.strip())
        pending = ""


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


@lru_cache(maxsize=16384)
def heading_of(text: str) -> Heading | None:
    """The heading that a paragraph is or begins with, None for running text."""
    if match := IN_BRACKETS.match(text):
        title, blank, rest = text[match.end() :].partition(" ")
        if kind := _wordings().get(bare(title + rest)):
            return Heading(text, kind)
        kind = _wordings().get(bare(title)) if blank else None
        return Heading(text.removesuffix(blank + rest), kind, rest) if kind else None
    if not text or text.startswith(("（", "(", "《", "“", "●")):
        return None
    match = NUMBER.match(text)
    if match is None:
        kind = _known(text) if len(text) <= LONGEST_PLAIN else _wordings().get(bare(text))
        return Heading(text, kind) if kind and not SENTENCE.search(text[:-1]) else None
    body = text[match.end() :]
    title = DOTS.sub("", body).rstrip("、：:。. ")
    kind = _known(title) if len(title) <= LONGEST_HEADING else None
    if kind:
        return Heading(text, kind)
    run_in = _run_in(text, match)
    if run_in is not None:
        return run_in
    head, _, rest = body.partition(" ")
    if match["chinese"] and match["mark"] and rest and len(head) <= LONGEST_PLAIN // 2:
        kind = _by_keyword(head) if HEADING_END.search(head) else None
        if kind:
            return Heading(text.removesuffix(rest).rstrip(), kind, rest)
    is_short = len(body) <= LONGEST_HEADING and not SENTENCE.search(body[:-1])
    if match["chinese"] and match["mark"] and is_short and not re.search(r"[，,]", body):
        return Heading(text, _by_keyword(title) or _by_number(match["chinese"]))
    return None


def _run_in(text: str, number: re.Match[str]) -> Heading | None:
    """A known heading with running text behind it: 一、总体情况  2020年，全国海关…… Where its mark
    is lost, a blank or a full stop must end it."""
    if number["digit"]:
        return None
    body = text[number.end() :]
    for wording, kind in _by_length():
        if body.startswith(wording):
            end = number.end() + len(wording)
            rest = text[end:].lstrip("。：:、. ")
            following = text[end : end + 1]
            if not (number["mark"] or number["lost"] or following in UNMARKED):
                continue
            is_long = len(wording) >= SHORTEST_RUN_IN and not rest.startswith("的")
            if is_long or following in ENDING or re.match(r"\d{4}年|本", rest):
                return Heading(text[:end], kind, rest)
    return None


@cache
def _wordings() -> dict[str, str]:
    """{bare wording: kind} of every section heading of every form."""
    return {bare(wording): kind for wording, kind in _by_length()}


@cache
def _by_length() -> tuple[tuple[str, str], ...]:
    """(wording, kind) of every section heading of every form, the longest first."""
    pairs = dict.fromkeys(
        (wording, section.kind)
        for form in load_forms()
        for section in form.sections
        for wording in (section.label, *section.variants)
    )
    return tuple(sorted(pairs, key=lambda pair: -len(pair[0])))


def is_heading_alone(text: str) -> bool:
    """Whether a line is the whole wording of a section's heading, with its number or without."""
    number = NUMBER.match(text)
    wording = bare(text[number.end() :] if number else text)
    return len(wording) >= SHORTEST_ALONE and wording in _wordings()


def bare(text: str) -> str:
    """Text for comparison: folded, without punctuation."""
    return DROPPED.sub("", folded(text))


def _known(title: str) -> str | None:
    """The kind of a heading whose wording is known or nearly so."""
    text = bare(title)
    if len(text) < 2:
        return None
    wordings = _wordings()
    if text in wordings or len(text) <= SHORTEST_FUZZY:
        return wordings.get(text)
    found = process.extractOne(text, wordings.keys(), scorer=fuzz.ratio, score_cutoff=NEAR)
    return wordings[found[0]] if found else None


def _by_keyword(title: str) -> str | None:
    return next((kind for kind, pattern in KEYWORDS if re.search(pattern, title)), None)


def _by_number(number: str) -> str:
    form = load_forms()[-1]
    return next((s.kind for s in form.sections if s.number == number), "other_matters")
