"""Headings of sections: known by their wording, by its keywords or by their number."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from rapidfuzz import fuzz, process

from extractors.labels import DROPPED, folded
from forms.loader import load_forms

NUMBER = re.compile(
    r"^(?:第?(?P<chinese>[一二三四五六七八九十]{1,3})(?:部分)?\s*(?:(?P<mark>[、.．,，:：])|\s|(?=[^\s、.．一二三四五六七八九十是方]))"
    r"|(?P<digit>\d{1,2})\s*[、.．](?!\d)|(?P<lost>[、.．]))\s*"
)
# A section only where the exact wording follows, and the report numbers none with 一、.
IN_BRACKETS = re.compile(r"^[（(][一二三四五六][)）]\s*")
DOTS = re.compile(r"[.·…．。]{3,}\s*\d*\s*$|\s+\d{1,3}$")
SENTENCE = re.compile(r"[。；;！!？?]")
# Counts points of the text: 第一，…. A heading has 第一部分.
ORDINAL = re.compile(r"第[一二三四五六七八九十]+\s*[，,：:]")
# What stands behind a heading in its line: 六、其他需要报告的事项：无.
FOLLOWED = re.compile(r"^[^（(]*[：:\s]\S")
# Old reports have headings of two clauses: 强化组织领导，完善工作机制.
PARALLEL = re.compile(r"[\u4e00-\u9fff]{4,10}[，,][\u4e00-\u9fff]{4,10}")
LONGEST_HEADING = 45
LONGEST_PLAIN = 24
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
    """A heading as printed, its kind, and what follows it in the same paragraph; whether its words
    are known, or its number alone tells."""

    text: str
    kind: str
    rest: str = ""
    is_known: bool = True

    @property
    def is_chinese(self) -> bool:
        """Numbered 一、二、… or by a number that was lost. Where a report numbers so, 1. and
        bare wordings are no headings of sections."""
        return re.match(r"第?[一二三四五六七八九十]|[、.．]", self.text) is not None


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
    if ORDINAL.match(text) or bare(text) in _row_labels():
        return None
    return _numbered(text, match) or _followed(text, match) or _unknown(text, match)


def _numbered(text: str, number: re.Match[str]) -> Heading | None:
    """A known heading behind its number, alone in its line or with running text behind it."""
    title = DOTS.sub("", text[number.end() :]).rstrip("、：:。. ")
    if kind := _wordings().get(bare(title)):
        return Heading(text, kind)
    run_in = _run_in(text, number)
    if run_in is not None and (FOLLOWED.search(title) or SENTENCE.search(text)):
        return run_in
    kind = _known(title) if len(title) <= LONGEST_HEADING else None
    return Heading(text, kind) if kind else run_in


def _followed(text: str, number: re.Match[str]) -> Heading | None:
    """A short heading that a keyword tells, with text behind a blank or a colon."""
    head, _, rest = text[number.end() :].replace("：", " ", 1).partition(" ")
    if not (number["chinese"] and number["mark"] and rest and len(head) <= LONGEST_PLAIN // 2):
        return None
    kind = _by_keyword(head) if HEADING_END.search(head) else None
    return Heading(text.removesuffix(rest).rstrip("： "), kind, rest) if kind else None


def _unknown(text: str, number: re.Match[str]) -> Heading | None:
    """A heading of an agency's own words."""
    body = text[number.end() :]
    is_short = len(body) <= LONGEST_HEADING and not SENTENCE.search(body[:-1])
    is_plain = not re.search(r"[，,]", body) or PARALLEL.fullmatch(body) is not None
    if number["chinese"] and number["mark"] and is_short and is_plain:
        title = DOTS.sub("", body).rstrip("、：:。. ")
        kind = _by_keyword(title) or _by_number(number["chinese"])
        return Heading(text, kind, is_known=False)
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
def _row_labels() -> frozenset[str]:
    """The labels of rows that are numbered as headings are: 一、本年新收政府信息公开申请数量."""
    return frozenset(
        bare(wording)
        for form in load_forms()
        for table in form.tables
        for wording in (
            *(w for row in table.rows for w in row.wordings),
            *(text for block in table.blocks for row in block.rows for text in row.under),
        )
        if NUMBER.match(wording)
    )


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


def is_cut_heading(text: str, following: str) -> bool:
    """Whether two lines make the wording of a section's heading, with its number, that none does
    alone."""
    number = NUMBER.match(text)
    if number is None or not number["chinese"]:
        return False
    own, whole = bare(text[number.end() :]), bare(text[number.end() :] + following)
    return own not in _wordings() and whole in _wordings()


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
