"""Headings of sections: known by their wording, by its keywords or by their number."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from rapidfuzz import fuzz, process

from extractors.words.heading_kinds import kind_by_number, kind_by_words
from extractors.words.heading_numbers import BRACKETS, NUMBER
from extractors.words.labels import DROPPED, folded
from forms.loader import load_forms

# What a table of contents sets behind a heading: dots and the number of its page.
DOTS = re.compile(r"(?:[.·•…．。_]{3,}|…+|(?<=\s))\s*(?:[-—(（]?\s*\d{1,3}\s*[-—)）]?)?\s*$")
# Figures at the end of a row that is typed without a table.
FIGURES = re.compile(r"(?:\s+(?:[-+]?\d[\d.,]*|[-—–/]))+\s*$")
LEAST_FIGURES = 3
SENTENCE = re.compile(r"[。；;！!？?]")
# Counts points of the text: 第一，…. A heading has 第一部分.
ORDINAL = re.compile(r"第[一二三四五六七八九十]+\s*[，,：:]")
# What stands behind a heading in its line: 六、其他需要报告的事项：无.
FOLLOWED = re.compile(r"^[^（(]*[：:\s]\S")
# Old reports have headings of two clauses: 强化组织领导，完善工作机制.
PARALLEL = re.compile(r"[\u4e00-\u9fff]{4,10}[，,][\u4e00-\u9fff]{4,10}")
WORDING, NEARLY, WORDS, BY_NUMBER = "wording", "nearly", "words", "number"
LONGEST_HEADING = 45
LONGEST_PLAIN = 24
LEAST_LIKE = 84.0
SHORTEST_FUZZY = 4
# So long a wording is no label of a table.
SHORTEST_ALONE = 8
# A wording so long is a heading, whatever follows it; a shorter one where it ends.
SHORTEST_RUN_IN = 8
HEADING_END = re.compile(r"^[^，,。；;]*(?:情况|事项|措施|问题|概述|概况|打算|建议)$")
ENDING = ("", "。", "：", ":", " ", "\u3000", "、", "（", "(")
UNMARKED = ("。", "：", ":", " ", "\u3000")


@dataclass(frozen=True)
class Heading:
    """A heading as printed, its kind, and what follows it in the same paragraph; what tells the
    kind: a form's wording, one near it, its words or its number."""

    text: str
    kind: str
    rest: str = ""
    told_by: str = WORDING

    @property
    def is_known(self) -> bool:
        """Whether it is a form's heading, not one of an agency's own."""
        return self.told_by in (WORDING, NEARLY)

    @property
    def title(self) -> str:
        """What it says, for comparison: without its number, and the page that contents name."""
        number = BRACKETS.match(self.text) or NUMBER.match(self.text)
        return bare(without_page(self.text[number.end() :] if number else self.text))

    @property
    def is_chinese(self) -> bool:
        """Numbered 一、二、… or by a number that was lost. Where a report numbers so, 1. and
        bare wordings are no headings of sections."""
        return re.match(r"第?[一二三四五六七八九十]|[、.．]", self.text) is not None


@lru_cache(maxsize=16384)
def heading_of(text: str) -> Heading | None:
    """The heading that a paragraph is or begins with, None for running text. （一） numbers
    one only before a form's wording."""
    if match := BRACKETS.match(text):
        title, blank, rest = text[match.end() :].partition(" ")
        if kind := _wordings().get(bare(title + rest)):
            return Heading(text, kind)
        kind = _wordings().get(bare(title)) if blank else None
        return Heading(text.removesuffix(blank + rest), kind, rest) if kind else None
    if not text or text.startswith(("（", "(", "《", "“", "●")):
        return None
    match = NUMBER.match(text)
    if match is None:
        return _plain(text)
    if ORDINAL.match(text) or _is_row(text):
        return None
    return _numbered(text, match) or _followed(text, match) or _unknown(text, match)


def _plain(text: str) -> Heading | None:
    """A known heading without a number, alone in its line or with sentences behind a blank."""
    if kind := _wordings().get(bare(text)):
        return Heading(text, kind)
    title, _, rest = text.partition(" ")
    kind = _wordings().get(bare(title)) if len(title) >= SHORTEST_FUZZY else None
    if kind and SENTENCE.search(rest):
        return Heading(title, kind, rest)
    kind = _known(text) if len(text) <= LONGEST_PLAIN else None
    is_one = kind is not None and not SENTENCE.search(text[:-1])
    return Heading(text, kind, told_by=NEARLY) if kind and is_one else None


def _is_row(text: str) -> bool:
    """Whether a line is a row of a table: its numbered label, or any with figures behind it."""
    label = FIGURES.sub("", text)
    figures = len(text[len(label) :].split())
    labels = (label, text.partition(" ")[0])
    return figures >= LEAST_FIGURES or any(bare(each) in _row_labels() for each in labels)


def _numbered(text: str, number: re.Match[str]) -> Heading | None:
    """A known heading behind its number, alone in its line or with running text behind it."""
    title = without_page(text[number.end() :]).rstrip("、：:。. ")
    if kind := _wordings().get(bare(title)):
        return Heading(text, kind)
    run_in = _run_in(text, number)
    if run_in is not None and (FOLLOWED.search(title) or SENTENCE.search(text)):
        return run_in
    kind = _known(title) if len(title) <= LONGEST_HEADING else None
    return Heading(text, kind, told_by=NEARLY) if kind else run_in


def _followed(text: str, number: re.Match[str]) -> Heading | None:
    """A short heading that a keyword tells, with text behind a blank or a colon."""
    head, _, rest = text[number.end() :].replace("：", " ", 1).partition(" ")
    if not (number["chinese"] and number["mark"] and rest and len(head) <= LONGEST_PLAIN // 2):
        return None
    kind = kind_by_words(head) if HEADING_END.search(head) else None
    return Heading(text.removesuffix(rest).rstrip("： "), kind, rest, WORDS) if kind else None


def _unknown(text: str, number: re.Match[str]) -> Heading | None:
    """A heading of an agency's own words."""
    body = text[number.end() :]
    is_short = len(body) <= LONGEST_HEADING and not SENTENCE.search(body[:-1])
    is_plain = not re.search(r"[，,]", body) or PARALLEL.fullmatch(body) is not None
    if number["chinese"] and number["mark"] and is_short and is_plain:
        kind = kind_by_words(without_page(body))
        told_by = WORDS if kind else BY_NUMBER
        return Heading(text, kind or kind_by_number(number["chinese"]), told_by=told_by)
    return None


def _run_in(text: str, number: re.Match[str]) -> Heading | None:
    """A known heading with running text behind it: 一、总体情况  2020年，全国海关…… Where its mark
    is lost, a blank or a full stop must end it."""
    if number["digit"]:
        return None
    body = text[number.end() :]
    for wording, kind in _by_length():
        if length := _length_of(wording, body):
            end = number.end() + length
            rest = text[end:].lstrip("。：:、. ")
            following = text[end : end + 1]
            if not (number["mark"] or number["lost"] or following in UNMARKED):
                continue
            is_long = len(wording) >= SHORTEST_RUN_IN and not rest.startswith("的")
            if is_long or following in ENDING or re.match(r"\d{4}年|本", rest):
                return Heading(text[:end], kind, rest)
    return None


def _length_of(wording: str, body: str) -> int:
    """How far a wording reaches into the text that begins with it, blanks within it left out of
    account; 0 where the text does not."""
    if body[:1] != wording[0]:
        return 0
    position = 0
    for sign in wording:
        while body[position : position + 1].isspace():
            position += 1
        if body[position : position + 1] != sign:
            return 0
        position += 1
    return position


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
    own = bare(text[number.end() :])
    whole = bare(text[number.end() :] + without_page(following))
    return own not in _wordings() and whole in _wordings()


def without_page(text: str) -> str:
    """A line of a table of contents without the dots and the page behind it."""
    return DOTS.sub("", text)


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
    found = process.extractOne(text, wordings.keys(), scorer=fuzz.ratio, score_cutoff=LEAST_LIKE)
    return wordings[found[0]] if found else None
