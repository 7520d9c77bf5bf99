"""What a label means: printed text against the wordings of the statutory forms.

White space, punctuation, full-width and traditional variants don't count. Misprints are met with
fuzzy matching, but only where one label is clearly nearer than every other.
"""

import re
import tomllib
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import islice
from pathlib import Path

from rapidfuzz import fuzz, process

from extractors.words.figures import INVISIBLE, UNITS
from forms.loader import load_forms
from forms.model import Form, Label

ENUMERATOR = re.compile(
    r"^(?:第?[（(〔【\[]?(?P<chinese>[一二三四五六七八九十])[)）〕】\]、.．:：]+|[（(]?(?P<digit>\d{1,2})(?:[)）、.．:：]+|,(?!\d)|(?=[^\d.,]{2})))"
)
DROPPED = re.compile(r"[\s、，。：:；;“”\"'‘’()（）【】〔〕\[\]《》·.．,\-—_/]+")
UNIT = re.compile(rf"[（(]?(?:计量)?单位[:：]?[^（()）]*(?:[)）]|$)|(?<=.)[（(](?:{UNITS})[)）]")
# Words in Latin letters; a label has none.
TRANSLATED = re.compile(r"[(（]?[A-Za-z][A-Za-z ,.;:'’/&()\-]{2,}[)）]?")
# A note's sign behind a label: 规章[1], 规章①.
NOTE = re.compile(r"(?<=[\u4e00-\u9fff）)])\s*(?:[\[【〔]\d{1,2}[\]】〕]|[①-⑳*＊※†‡]+)\s*$")
BRACKETED = re.compile(r"(?<=.)[（(][^（()）]*[)）]?(?=$|[^、])")
OTHER_YEAR = re.compile(r"上年|去年|往年|累计|历年|同比")
EXACT, STRIPPED, PREFIX = 100.0, 99.0, 92.0
LEAST, MARGIN = 76.0, 8.0
# By how much another number tells against a label that is not the form's to the letter.
OTHER_NUMBER = 15.0
SAME_NUMBER = 4.0
SHORTEST_FUZZY = 4
PIECE = re.compile(r"[\u4e00-\u9fff]+")
# With its number a label may be cut shorter: （一）予公开.
SHORTEST_NUMBERED = 3


@dataclass(frozen=True)
class Match:
    """A form label that a printed text stands for, and how near it is (0 to 100)."""

    table: str
    key: str
    score: float

    @property
    def is_whole(self) -> bool:
        """Whether the text is the label to the letter, an enumerator aside."""
        return self.score >= STRIPPED


@dataclass(frozen=True)
class _Wording:
    table: str
    key: str
    enumerator: str
    text: str
    other_year: frozenset[str]
    numbers: frozenset[str]


@dataclass(frozen=True)
class _Wordings:
    """Wordings, their texts, where each text stands among them, and the texts in order."""

    wordings: Sequence[_Wording]
    texts: Sequence[str]
    numbers: Mapping[str, Sequence[int]]
    ordered: Sequence[str]


@lru_cache(maxsize=16384)
def folded(text: str) -> str:
    """NFKC without white space and invisible characters, traditional characters simplified."""
    plain = unicodedata.normalize("NFKC", text).translate(INVISIBLE)
    return "".join(plain.split()).translate(_simplified())


@cache
def _simplified() -> dict[int, int]:
    path = Path(__file__).with_name("traditional.toml")
    pairs = tomllib.loads(path.read_text(encoding="utf-8"))
    return str.maketrans(pairs["traditional"], pairs["simplified"])


@lru_cache(maxsize=16384)
def split_enumerator(text: str) -> tuple[str, str]:
    """("三", "其他") for "（三）其他"; ("", text) where there is none. Punctuation and a unit in
    brackets are dropped."""
    bare = UNIT.sub("", folded(NOTE.sub("", text)))
    match = ENUMERATOR.match(bare)
    if match is None:
        return "", DROPPED.sub("", bare)
    return match["chinese"] or match["digit"], DROPPED.sub("", bare[match.end() :])


class Vocabulary:
    """The wordings of one kind of label (rows, columns, ...) over the forms given."""

    def __init__(self, entries: Iterable[tuple[str, str, str]]) -> None:
        """`entries`: (table id, key, wording)."""
        distinct = list(dict.fromkeys(entries))
        numbers: dict[tuple[str, str], set[str]] = {}
        for table, key, wording in distinct:
            numbers.setdefault((table, key), set()).add(split_enumerator(wording)[0])
        self._wordings = [
            _Wording(
                table,
                key,
                *split_enumerator(wording),
                _other_year(wording),
                frozenset(numbers[table, key] - {""}),
            )
            for table, key, wording in distinct
        ]
        self.nearest = lru_cache(maxsize=8192)(self._nearest)
        self.match = lru_cache(maxsize=8192)(self._match)
        self._of = cache(self._wordings_of)

    def _match(self, text: str, table: str = "") -> Match | None:
        """The label that a text stands for, None where none is near or two are equally near.
        `table` limits the search to one table."""
        nearest = self.nearest(text, table)
        return nearest[0] if len(nearest) == 1 else None

    def _nearest(self, text: str, table: str = "") -> tuple[Match, ...]:
        """The labels that a text may stand for, none clearly nearer than another. One that makes
        none may be set upright, or stand beside its translation."""
        found = self._near(text, table)
        if not found and "\n" in text and (turned := _upright(text)):
            found = self._near(turned, table)
        if not found and TRANSLATED.search(text):
            found = self._near(TRANSLATED.sub("", text), table)
        return found

    def _near(self, text: str, table: str) -> tuple[Match, ...]:
        enumerator, bare = split_enumerator(text)
        if not bare or len(bare) > 80:
            return ()
        _, bracketless = split_enumerator(BRACKETED.sub("", folded(NOTE.sub("", text))))
        best: dict[tuple[str, str], float] = {}
        for wording in self._likely(bare, bracketless, table, _other_year(text)):
            score = _score(enumerator, bare, bracketless, wording)
            if score >= LEAST:
                place = (wording.table, wording.key)
                best[place] = max(score, best.get(place, 0.0))
        ranked = sorted(best.items(), key=lambda item: -item[1])
        least = ranked[0][1] - _margin(ranked[0][1]) if ranked else 0.0
        return tuple(
            Match(found_table, key, score)
            for number, ((found_table, key), score) in enumerate(ranked)
            if number == 0 or score > least
        )

    def _likely(
        self, bare: str, bracketless: str, table: str, other_year: frozenset[str]
    ) -> list[_Wording]:
        """The wordings that may score enough, in their order: most are told at once not to."""
        own = self._of(table, other_year)
        near = process.extract(
            bare, own.texts, scorer=fuzz.ratio, score_cutoff=LEAST - SAME_NUMBER, limit=None
        )
        found = {number for _, _, number in near}
        found.update(own.numbers.get(bracketless, ()))
        first = bisect_left(own.ordered, bare)
        for text in islice(own.ordered, first, None):
            if not text.startswith(bare):
                break
            found.update(own.numbers[text])
        return [own.wordings[number] for number in sorted(found)]

    def _wordings_of(self, table: str, other_year: frozenset[str]) -> _Wordings:
        """The wordings of a table ("" for all) that mean a span of time."""
        own = [w for w in self._wordings if table in ("", w.table) and w.other_year == other_year]
        numbers: dict[str, list[int]] = {}
        for number, wording in enumerate(own):
            numbers.setdefault(wording.text, []).append(number)
        return _Wordings(own, [wording.text for wording in own], numbers, sorted(numbers))


def _upright(text: str) -> str:
    """The text of lines that are columns read from right to left; "" where they can't be."""
    lines = [line for part in text.split("\n") if (line := folded(part))]
    width = len(lines[0]) if lines else 0
    if len(lines) < 2 or width < 2 or any(len(line) != width for line in lines):
        return ""
    return "".join(line[column] for column in reversed(range(width)) for line in lines)


def _margin(score: float) -> float:
    return 0.5 if score >= STRIPPED else MARGIN


def _other_year(text: str) -> frozenset[str]:
    """Words by which a label means another span of time than the form's."""
    return frozenset(OTHER_YEAR.findall(folded(text).replace("上一年", "上年")))


def _score(enumerator: str, bare: str, bracketless: str, wording: _Wording) -> float:
    same_number = bool(enumerator) and enumerator == wording.enumerator
    if bare == wording.text:
        if len(bare) <= 2 and wording.enumerator and enumerator and not same_number:
            return 0.0
        return EXACT if enumerator == wording.enumerator else STRIPPED
    if bracketless == wording.text and enumerator == wording.enumerator:
        return PREFIX + 2
    shorter = min(len(bare), len(wording.text))
    if shorter < (SHORTEST_NUMBERED if same_number else SHORTEST_FUZZY):
        return 0.0
    if bracketless == wording.text or wording.text.startswith(bare):
        return PREFIX + (2 if same_number else 0)
    score = fuzz.ratio(bare, wording.text)
    is_other_number = bool(enumerator and wording.numbers) and enumerator not in wording.numbers
    return min(
        score + (SAME_NUMBER if same_number else -OTHER_NUMBER * is_other_number), PREFIX - 1
    )


@cache
def rows() -> Vocabulary:
    """Row labels of all forms."""
    return Vocabulary(
        (table.id, row.key, wording)
        for form in load_forms()
        for table in form.tables
        for row in table.rows
        for wording in (*row.wordings, *_with_parent(row))
    )


def _with_parent(label: Label) -> tuple[str, ...]:
    """A label together with the one that spans it: 行政诉讼（复议后起诉）."""
    return (f"{label.under[-1]}{label.label}",) if label.under else ()


@cache
def columns() -> Vocabulary:
    """Column labels of all forms."""
    return Vocabulary(
        (table.id, column.key, wording)
        for form in load_forms()
        for table in form.tables
        for column in table.columns
        for wording in (*column.wordings, *_with_parent(column))
    )


@lru_cache(maxsize=4096)
def piece_of(text: str, table_id: str) -> str | None:
    """The column of a table whose label a short text is a piece of, and no other's: what a cell
    that is too low shows of a label set upright (科研, 结果纠). None where none or several are."""
    piece = DROPPED.sub("", folded(text))
    if not 0 < len(piece) < SHORTEST_FUZZY or not PIECE.fullmatch(piece):
        return None
    keys = {
        column.key
        for form in load_forms()
        if (table := form.table(table_id))
        for column in table.columns
        if any(piece in folded(wording) for wording in column.wordings)
    }
    return keys.pop() if len(keys) == 1 else None


@cache
def furniture() -> Vocabulary:
    """Texts of a table that name no row or column: blocks, spanning labels, corners."""
    return Vocabulary(_furniture(load_forms()))


def _furniture(forms: tuple[Form, ...]) -> Iterable[tuple[str, str, str]]:
    for form in forms:
        for table in form.tables:
            for text in table.furniture:
                yield table.id, text, text
            for block in table.blocks:
                if block.label:
                    yield table.id, block.label, block.label
                for label in (*block.rows, *block.columns):
                    for text in label.under:
                        yield table.id, text, text


def is_of_form(text: str) -> bool:
    """Whether a text may be a label of the form: of a row, of a column, or one that spans some."""
    return any(vocabulary.nearest(text) for vocabulary in (rows(), columns(), furniture()))


@lru_cache(maxsize=4096)
def begins_group(text: str) -> bool:
    """Whether a text is the begin of a numbered label that spans others, as a narrow column cuts
    it: （四）无法 of （四）无法提供."""
    number, begun = split_enumerator(text)
    groups = (split_enumerator(whole) for _, _, whole in _furniture(load_forms()))
    return bool(number and begun) and any(
        number == own and name.startswith(begun) for own, name in groups
    )


@cache
def review_parents() -> frozenset[str]:
    """Labels of table 4 that span groups (行政诉讼)."""
    return frozenset(
        text
        for form in load_forms()
        for table in form.tables
        if table.layout == "across"
        for row in table.rows
        for text in row.under
    )
