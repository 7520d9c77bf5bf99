"""Headings of sections: known by their wording, by its keywords or by their number."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from extractors.words.heading_kinds import kind_by_number, kind_by_words, whole_at_start
from extractors.words.heading_numbers import BRACKETS, NUMBER, undecorated
from extractors.words.heading_wordings import (
    SHORTEST_FUZZY,
    bare,
    by_length,
    kind_nearly,
    kind_worded,
    length_of,
    row_labels,
)

# What a table of contents sets behind a heading: dots and the number of its page.
DOTS = re.compile(r"(?:[.·•…．。_]{3,}|…+|(?<=\s))\s*(?:[-—(（]?\s*\d{1,3}\s*[-—)）]?)?\s*$")
# Figures at the end of a row that is typed without a table.
FIGURES = re.compile(r"(?:\s+(?:[-+]?\d[\d.,]*|[-—–/]))+\s*$")
LEAST_FIGURES = 3
SENTENCE = re.compile(r"[。；;！!？?]")
# Counts points of the text: 第一，…. A heading has 第一部分.
ORDINAL = re.compile(r"第[一二三四五六七八九十]+\s*[，,：:]")
PART = re.compile(r"第.{1,3}部分")
# The end of what a sentence quotes, whose beginning stands further up; typists write ”放管服”, too.
UNOPENED = re.compile(r"[^“”『』「」《》]*[”』」》]")
PAIRED = re.compile(r"”[^“”]*”")
# Behind a heading that is quoted its quote closes, at once or behind the next heading.
CLOSING = re.compile(
    r"[。；;，,、]?(?:第?[一二三四五六七八九十](?:部分)?[、.．\s][^“”『』「」《》]*)?[”』」》]"
)
# What stands behind a heading in its line: 六、其他需要报告的事项：无.
FOLLOWED = re.compile(r"^[^（(]*[：:\s]\S")
# Old reports have headings of two clauses: 强化组织领导，完善工作机制.
PARALLEL = re.compile(r"[\u4e00-\u9fff]{4,10}[，,][\u4e00-\u9fff]{4,10}")
WORDING, NEARLY, WORDS, BY_NUMBER = "wording", "nearly", "words", "number"
LONGEST_HEADING = 45
LONGEST_PLAIN = 24
# So long a wording is no label of a table.
SHORTEST_ALONE = 8
# A wording so long is a heading, whatever follows it; a shorter one where it ends.
SHORTEST_RUN_IN = 8
HEADING_END = re.compile(r"^[^，,。；;]*(?:情况|事项|措施|问题|概述|概况|打算|建议)$")
JOINS = re.compile(r"^[和及与、]")
ENDING = ("", "。", "：", ":", " ", "\u3000", "、", "（", "(")
UNMARKED = ("。", "：", ":", " ", "\u3000")
# How the text behind a heading begins where no sign parts the two.
BEGINS = re.compile(
    r"\d{4}年|本(?:年|机关|单位|部门|级|局|委|厅|办|院|镇|乡|街道|县|市|区|省|报告)|我(?:[局委厅办院镇乡县市区省]|街道|单位)"
    r"|今年|全年|截[至止]|一是|第一[，,是]|[（(][一1][)）]|1[.、．]|存在的?(?:主要)?问题"
)
# Such as begins a sentence, but may stand within a heading, too.
OPENS = re.compile(r"按照|根据|依据|对照|围绕|坚持|认真|严格|积极|[二三]是")
# A heading of an agency's own with text behind it.
OWN = re.compile(
    r"(?P<head>[^，,。；;：:\s]{2,24}?(?:情况|事项|措施|问题|概述|概况|打算|建议))"
    rf"(?:(?P<sign>[。：:\s])\s*(?=\S)|(?=(?:{BEGINS.pattern}).*[。；;]))"
)


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
        own = undecorated(self.text)
        number = BRACKETS.match(own) or NUMBER.match(own)
        return bare(without_page(own[number.end() :] if number else own))

    @property
    def is_chinese(self) -> bool:
        """Numbered 一、二、… or by a number that was lost. Where a report numbers so, 1. and
        bare wordings are no headings of sections."""
        return re.match(r"第?[一二三四五六七八九十]|[、.．]", undecorated(self.text)) is not None


@lru_cache(maxsize=16384)
def heading_of(text: str) -> Heading | None:
    """The heading that a paragraph is or begins with, None for running text and what a sentence
    quotes. （一） numbers one only before a form's wording; signs that decorate one are its own."""
    own = undecorated(text)
    heading = _heading_of(own)
    if heading is not None and _ends_quote(own, heading):
        return None
    if heading is None or own == text:
        return heading
    if heading.rest:
        text = text[: text.index(heading.text) + len(heading.text)]
    return replace(heading, text=text) if heading.is_known or heading.is_chinese else None


def _ends_quote(text: str, heading: Heading) -> bool:
    """Whether the text's heading is the end of what a sentence quotes. The text behind it may quote
    as it will."""
    behind = CLOSING.match(text, len(heading.text))
    alone = heading.text + (behind[0] if behind else "")
    return UNOPENED.match(PAIRED.sub("", alone)) is not None


def _heading_of(text: str) -> Heading | None:
    if match := BRACKETS.match(text):
        title, blank, rest = text[match.end() :].partition(" ")
        if kind := kind_worded(title + rest):
            return Heading(text, kind)
        kind = kind_worded(title) if blank else None
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
    if kind := kind_worded(text):
        return Heading(text, kind)
    title, _, rest = text.partition(" ")
    kind = kind_worded(title) if len(title) >= SHORTEST_FUZZY else None
    if kind and SENTENCE.search(rest):
        return Heading(title, kind, rest)
    kind = kind_nearly(text) if len(text) <= LONGEST_PLAIN else None
    is_one = kind is not None and not SENTENCE.search(text[:-1])
    return Heading(text, kind, told_by=NEARLY) if kind and is_one else None


def _is_row(text: str) -> bool:
    """Whether a line is a row of a table: its numbered label, or any with figures behind it."""
    label = FIGURES.sub("", text)
    figures = len(text[len(label) :].split())
    labels = (label, text.partition(" ")[0])
    return figures >= LEAST_FIGURES or any(bare(each) in row_labels() for each in labels)


def _numbered(text: str, number: re.Match[str]) -> Heading | None:
    """A known heading behind its number, alone in its line or with running text behind it."""
    title = without_page(text[number.end() :]).rstrip("、：:。. ")
    if kind := kind_worded(title):
        return Heading(text, kind)
    run_in = _run_in(text, number)
    if run_in is not None and (
        FOLLOWED.search(title) or SENTENCE.search(text) or BEGINS.match(run_in.rest)
    ):
        return run_in
    kind = kind_nearly(title) if len(title) <= LONGEST_HEADING else None
    return Heading(text, kind, told_by=NEARLY) if kind else run_in


def _followed(text: str, number: re.Match[str]) -> Heading | None:
    """A short heading that a keyword tells, with text behind a sign, or that begins as sentences
    do."""
    own = OWN.match(text, number.end()) if number["chinese"] and number["mark"] else None
    kind = kind_by_words(own["head"]) if own else None
    if own is None or kind is None:
        return None
    if own["sign"] == " " and len(own["head"]) > LONGEST_PLAIN // 2:
        return None
    return Heading(text[: own.end("head")], kind, text[own.end() :], WORDS)


def _unknown(text: str, number: re.Match[str]) -> Heading | None:
    """A heading of an agency's own words."""
    body = text[number.end() :]
    is_short = len(body) <= LONGEST_HEADING and not SENTENCE.search(body[:-1])
    is_plain = not re.search(r"[，,]", body) or PARALLEL.fullmatch(body) is not None
    is_numbered = number["chinese"] and (number["mark"] or PART.match(text))
    if is_numbered and is_short and is_plain:
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
    for wording, kind in by_length():
        if length := length_of(wording, body):
            end = number.end() + length
            rest = text[end:].lstrip("。：:、. ")
            following = text[end : end + 1]
            if not (number["mark"] or number["lost"] or following in UNMARKED):
                continue
            is_long = len(wording) >= SHORTEST_RUN_IN and not rest.startswith("的")
            if is_long or following in ENDING or _begins_text(rest):
                return Heading(text[:end], kind, rest)
    found = whole_at_start(body) if number["mark"] or number["lost"] else None
    if found is None:
        return None
    length, kind = found
    rest = body[length:].lstrip("。：:、. ")
    is_end = body[length : length + 1] in ENDING or _begins_text(rest)
    return Heading(text[: number.end() + length], kind, rest) if is_end else None


def _begins_text(rest: str) -> bool:
    """Whether what stands behind a heading's wording begins a sentence, and is not more of it."""
    is_sentence = OPENS.match(rest) is not None and SENTENCE.search(rest) is not None
    return rest.startswith("本") or BEGINS.match(rest) is not None or is_sentence


def is_heading_alone(text: str) -> bool:
    """Whether a line is the whole wording of a section's heading, with its number or without."""
    number = NUMBER.match(text)
    wording = bare(text[number.end() :] if number else text)
    return len(wording) >= SHORTEST_ALONE and kind_worded(wording) is not None


def is_cut_heading(text: str, following: str) -> bool:
    """Whether two lines make the wording of a section's heading, with its number, that none does
    alone."""
    number = NUMBER.match(text)
    if number is None or not number["chinese"]:
        return False
    own, whole = text[number.end() :], text[number.end() :] + without_page(following)
    if kind_worded(own):
        return False
    is_joined = JOINS.match(following) and HEADING_END.match(whole) and len(whole) <= LONGEST_PLAIN
    return kind_worded(whole) is not None or bool(is_joined and kind_by_words(whole))


def without_page(text: str) -> str:
    """A line of a table of contents without the dots and the page behind it."""
    return DOTS.sub("", text)
