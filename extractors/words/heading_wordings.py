"""The wordings of the forms' headings, and what is near them."""

from functools import cache

from rapidfuzz import fuzz, process

from extractors.words.heading_kinds import kind_of_whole
from extractors.words.heading_numbers import NUMBER
from extractors.words.labels import DROPPED, folded
from forms.loader import load_forms

LEAST_LIKE = 84.0
SHORTEST_FUZZY = 4


def bare(text: str) -> str:
    """Text for comparison: folded, without punctuation."""
    return DROPPED.sub("", folded(text))


def kind_worded(text: str) -> str | None:
    """The kind of a heading that is one of a form's, to the letter or as agencies word it."""
    own = bare(text)
    return _wordings().get(own) or kind_of_whole(own)


def kind_nearly(title: str) -> str | None:
    """The kind of a heading whose wording is known or nearly so."""
    text = bare(title)
    if len(text) < 2:
        return None
    wordings = _wordings()
    kind = kind_worded(text)
    if kind or len(text) <= SHORTEST_FUZZY:
        return kind
    found = process.extractOne(text, wordings.keys(), scorer=fuzz.ratio, score_cutoff=LEAST_LIKE)
    return wordings[found[0]] if found else None


def length_of(wording: str, body: str) -> int:
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
    return {bare(wording): kind for wording, kind in by_length()}


@cache
def row_labels() -> frozenset[str]:
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
def by_length() -> tuple[tuple[str, str], ...]:
    """(wording, kind) of every section heading of every form, the longest first."""
    pairs = dict.fromkeys(
        (wording, section.kind)
        for form in load_forms()
        for section in form.sections
        for wording in (section.label, *section.variants)
    )
    return tuple(sorted(pairs, key=lambda pair: -len(pair[0])))
