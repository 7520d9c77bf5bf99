"""What a table cell prints where a figure belongs: its value, or the mark in its place.

This reads; it does not convert. Units stay as printed (`unit`), and what is not a plain figure is
said (`mark`), never guessed.
"""

import re
import unicodedata
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from extractors.words.changes import (
    BEHIND,
    PARTED,
    SIGN,
    UNCERTAIN,
    UNCHANGED,
    change_of,
    two_changes,
)

DASHES = frozenset("-—–―‒−─_~～ー")
NUMERALS = frozenset("一二三四五六七八九十")
SLASHES = frozenset("/\\⁄∕")
UNITS = (
    "亿元|千万元|百万元|十万元|万元|千元|百元|元"
    "|件次|人次|件|条|项|个|次|份|宗|笔|起|篇|人|家|户|部|万|亿"
)
# What stands before or behind an amount of money without a unit: its currency, no unit.
YEN = "¥"
NUMBER = r"(?:(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|\.\d+)"
PLAIN = re.compile(
    rf"(?:共|计|共计|合计|总计)?(?P<yen>人民币[:：]?¥?|¥)?(?P<sign>{SIGN})?"
    rf"(?P<number>{NUMBER})(?P<unit>{UNITS})?(?P<whole>整|正|人民币)?(?P<behind>{BEHIND})?"
)
NOTED = re.compile(rf"{PLAIN.pattern}(?P<open>[（(【\[])(?P<note>.+)[)）】\]]")
# The unit of an amount in brackets behind it.
MONEY_UNIT = re.compile(r"[十百千万亿]*元")
UNIT_SAID = re.compile(r"^单位[:：]?")
# A second figure in brackets, unless it is a footnote's number in square ones.
SECOND_FIGURE = re.compile(rf"[+\-−‐–]?(?:{NUMBER})(?:{UNITS})?")
FOOTNOTE = re.compile(r"\[\d{1,2}\]$")
# Of a figure a part is told behind it without brackets.
WITH_PART = re.compile(rf"{PLAIN.pattern}[,、;。]?其中[:：]?(?P<note>.{{1,40}})")
# A note that is more than a note: a second figure with its sign, a unit, a further bracket, or one
# in the place of the first.
SECOND_AMOUNT = re.compile(
    r"[（(【\[)）】\]%]|[万亿千百]|元|^增|^减|应[为是]|更正|勘误|订正|改为|实[为际]|误"
)
# Thousands set apart by a blank or another mark than the comma: two figures may look so, too.
GROUPED = re.compile(r"[1-9]\d{0,2}(?P<mark>[ '’、])\d{3}(?:(?P=mark)\d{3})*(?:\.\d+)?")
# The begin of a figure that a narrow cell broke, or its end.
PART = re.compile(r"[1-9]\d{0,2}(?:,\d{3})*,\d{0,2}|(?:\d{1,3}(?:,\d{3})+|\d+)\.|[,.]\d+")
# Few programs print a count with a zero before it; two cells run together do.
GLUED = re.compile(r"0\d+(?:\.\d+)?$")
CHANGES = two_changes(NUMBER, UNITS)
INEXACT = re.compile(rf"(?:约|近|超过?|逾)?{NUMBER}(?:{UNITS})?(?:余|多|以上)?(?:{UNITS})?")
WORDS = frozenset(
    (
        "无",
        "没有",
        "不涉及",
        "未发生",
        "不适用",
        "无此项",
        "暂无",
        "不收费",
        "未收费",
        "免收",
        "免费",
        # What a program prints for nothing.
        "null",
        "n/a",
        "na",
        # What an empty field of a form in Word shows.
        "单击此处输入文字",
        "点击此处输入文字",
        "单击或点击此处输入文字",
    )
)
# Stands in a figure that cannot be told, so that it is none.
UNTOLD = "\ufffd"
# Nought in words: 〇 is no letter but this one, as ○ is not.
NOUGHT = re.compile(rf"[零〇](?:{UNITS})?|±0")
SIGNS = (None, "+", "-", "−", "‐", "–")
# Traditional characters of units.
SIMPLIFIED = str.maketrans("萬億個條項無減較", "万亿个条项无减较")
# Notes in brackets, and signs of notes behind a figure.
IN_BRACKETS = re.compile(r"(?<=.)[（(【\[][^（()）【】\[\]]*[)）】\]]")
NOTE_SIGNS = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳¹²³⁰⁴⁵⁶⁷⁸⁹❶❷❸❹❺❻❼❽❾❿"
STARRED = re.compile(rf"(?P<number>{NUMBER})[*＊※#]+")
# A figure dressed in signs that may be a minus or the author's.
DRESSED = re.compile(
    rf"[（(【\[]{NUMBER}[)）】\]]|[*＊#※]*{NUMBER}[*＊#※+?？]+|[*＊#※]+{NUMBER}"
    rf"|[{UNCERTAIN}]{NUMBER}(?:{UNITS})?"
)
CHINESE_NUMBER = re.compile(
    rf"(?:[零〇两一二三四五六七八九十百千]{{2,}}|[零〇两])(?P<unit>{UNITS})?"
)
# Letters and circles that are set for a nought.
NOUGHTS = frozenset("oOоОQ○◯")
STOPS = "。;"
ASIDE = re.compile(r"[（(]?单位[:：].*|注[:：].*")
# Marks of format, such as that of the direction of writing, print nothing.
INVISIBLE = dict.fromkeys(
    code
    for code in (0xAD, *range(0x2000, 0x2070), 0xFEFF)
    if unicodedata.category(chr(code)) == "Cf"
)


@dataclass(frozen=True)
class Figure:
    """A printed figure. `value` is None where none is printed or none is certain; `mark` is
    "printed", "empty", "dash", "slash" or "words"; `unit` is the unit printed beside the number.
    `doubt` says why the value is not certain, "" where it is; sums that hold with it may clear that
    where it is but how thousands are set apart (`is_grouped`), or (`by_sums`) a note's sign, a
    line break between digits or a zero before them."""

    value: Decimal | None
    mark: str
    unit: str = ""
    doubt: str = ""
    is_grouped: bool = False
    by_sums: bool = False


@lru_cache(maxsize=16384)
def read_figure(text: str) -> Figure | None:
    """The figure that a cell prints, None where the text is no figure (a label, prose)."""
    folded = unicodedata.normalize("NFKC", text).translate(INVISIBLE).strip()
    bare = "".join(folded.split()).translate(SIMPLIFIED)
    bare = bare.rstrip(STOPS) or bare
    if marked := _mark_of(bare):
        return marked
    if noted := _without_signs(IN_BRACKETS.sub("", text)):
        figure = read_figure(noted)
        if figure is None:
            return None
        doubt = f"a note sign or numeral stands in {text.strip()!r}"
        is_note = set(text) & set(NOTE_SIGNS) == _signs(text)
        value = figure.value if is_note and not figure.doubt else None
        return Figure(value, "words", figure.unit, doubt, by_sums=value is not None)
    if bare in NUMERALS:
        return Figure(None, "words", doubt=f"{bare!r} may be a numeral or a stroke")
    if GROUPED.fullmatch(folded):
        doubt = f"{text.strip()!r} may be one figure or several"
        return Figure(Decimal(re.sub(r"[^\d.]", "", bare)), "words", "", doubt, True)
    figure = _read_number(bare)
    return _whole(figure, folded) if figure is not None else None


def _mark_of(bare: str) -> Figure | None:
    """What a text says that is no number: nothing, a mark, a word. None for others."""
    if not bare:
        return Figure(None, "empty")
    if NOUGHT.fullmatch(bare):
        return Figure(Decimal(0), "words")
    if set(bare) <= SLASHES:
        return Figure(None, "slash")
    if set(bare) <= DASHES:
        return Figure(None, "dash")
    if bare.casefold() in WORDS or UNCHANGED.fullmatch(bare):
        return Figure(None, "words")
    return None


def _whole(figure: Figure, folded: str) -> Figure:
    """The figure, or none for certain where white space parts it."""
    if PARTED.search(folded):
        return Figure(None, "words", doubt=f"a dash and a figure in {folded!r}")
    if not _is_cut(folded):
        return figure
    # A narrow column breaks its figures; one below another they may also be two.
    is_broken = not figure.doubt and not _is_cut(folded.replace("\n", ""))
    value = figure.value if is_broken else None
    doubt = f"white space inside the figure {folded!r}"
    return Figure(value, "words", figure.unit, doubt, by_sums=is_broken)


@lru_cache(maxsize=4096)
def is_part(text: str) -> bool:
    """Whether a text is a part of a figure, and none by itself: `1,6` of `1,692`, say."""
    folded = unicodedata.normalize("NFKC", text).strip()
    return PART.fullmatch(folded) is not None


def raised(text: str) -> str:
    """Text set above or below the line, a note's sign: in brackets, so that it joins no figure."""
    bare = text.strip()
    return text if not bare or bare[0] in "[［（(【" else f"[{text}]"


def _without_signs(text: str) -> str:
    """The text without circled figures, superscripts and the like; "" where it has none."""
    signs = _signs(text)
    rest = "".join(char for char in text if char not in signs)
    return rest or "-" if signs else ""


def _signs(text: str) -> set[str]:
    return {char for char in text if unicodedata.category(char) in ("No", "Nl")}


def _read_number(bare: str) -> Figure | None:
    if GLUED.match(bare):
        doubt = f"{bare!r} may be two figures in one"
        return Figure(_decimal(bare), "words", "", doubt, by_sums=True)
    if CHANGES.fullmatch(bare):
        return Figure(None, "words", doubt=f"two changes in {bare!r}")
    if match := PLAIN.fullmatch(bare):
        return _plain(match, bare, match["unit"] or "")
    if match := NOTED.fullmatch(bare):
        return _noted(match, bare)
    if match := WITH_PART.fullmatch(bare):
        if SECOND_AMOUNT.search(match["note"]) or _exceeds(match["note"], match["number"]):
            return Figure(None, "words", doubt=f"two amounts or a unit in {bare!r}")
        return replace(_plain(match, bare, match["unit"] or ""), mark="words")
    if INEXACT.fullmatch(bare):
        return Figure(None, "words", doubt=f"inexact figure {bare!r}")
    if match := STARRED.fullmatch(bare):
        doubt = f"a note sign stands in {bare!r}"
        return Figure(_decimal(match["number"]), "words", "", doubt, by_sums=True)
    if DRESSED.fullmatch(bare) or CHINESE_NUMBER.fullmatch(bare) or set(bare) <= NOUGHTS:
        return Figure(None, "words", doubt=f"no plain figure: {bare!r}")
    return None


def _plain(match: re.Match[str], bare: str, unit: str) -> Figure:
    """The figure of a number with its sign, currency and unit."""
    change = change_of(match["sign"], match["behind"])
    if not change:
        return Figure(None, "words", doubt=f"two signs in {bare!r}")
    if not unit and (match["yen"] or match["whole"] == "人民币"):
        unit = YEN
    is_bare = not unit and match["sign"] in SIGNS and not match["behind"]
    value = change * _decimal(match["number"]) + 0  # No nought has a sign.
    return Figure(value, "printed" if is_bare else "words", unit)


def _noted(match: re.Match[str], bare: str) -> Figure:
    """The figure of a number with something in brackets behind it: its unit, or a note."""
    note, unit = UNIT_SAID.sub("", match["note"]), match["unit"] or ""
    if MONEY_UNIT.fullmatch(note) and not unit:
        return replace(_plain(match, bare, note), mark="words")
    is_second = SECOND_FIGURE.fullmatch(note) and not FOOTNOTE.search(bare)
    is_part = "其中" in note and _exceeds(note, match["number"])
    if is_second or is_part or SECOND_AMOUNT.search(note):
        return Figure(None, "words", doubt=f"two amounts or a unit in {bare!r}")
    return replace(_plain(match, bare, unit), mark="words")


def _exceeds(note: str, number: str) -> bool:
    """Whether a note names a part that is more than the whole."""
    parts = re.findall(rf"({NUMBER})(?!年|\d)", note)
    return any(_decimal(part) > _decimal(number) for part in parts)


def _is_cut(folded: str) -> bool:
    """True where white space stands between two digits: one figure or two, nobody can tell."""
    return re.search(r"\d\s+[\d.,]|[.,]\s+\d", folded) is not None


def _decimal(number: str) -> Decimal:
    return Decimal(number.replace(",", ""))
