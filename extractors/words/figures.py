"""What a table cell prints where a figure belongs: its value, or the mark in its place.

This reads; it does not convert. Units stay as printed (`unit`), and what is not a plain figure is
said (`mark`), never guessed.
"""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

DASHES = frozenset("-—–―‒−─_~～ー")
NUMERALS = frozenset("一二三四五六七八九十")
SLASHES = frozenset("/\\⁄∕")
UNITS = (
    "亿元|千万元|百万元|十万元|万元|千元|百元|元"
    "|件次|人次|件|条|项|个|次|份|宗|笔|起|篇|人|家|户|部|万"
)
NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
PLAIN = re.compile(
    rf"(?:[共计¥]|共计|合计|总计|人民币¥?)?(?P<sign>[+\-−‐–↑↓▲▼负]|增加?了?|减少?了?|新增|下降了?)?"
    rf"(?P<number>{NUMBER})(?P<unit>{UNITS})?(?P<whole>整|正|人民币)?"
)
NOTED = re.compile(rf"{PLAIN.pattern}[（(【\[](?P<note>.+)[)）】\]]")
# A note that is more than a note: a second figure with its sign, a unit, a further bracket.
SECOND_AMOUNT = re.compile(r"[（(【\[)）】\]%]|[万亿千百]|元|^增|^减")
# Thousands set apart by a blank or another mark than the comma: two figures may look so, too.
GROUPED = re.compile(r"[1-9]\d{0,2}(?P<mark>[ '’、])\d{3}(?:(?P=mark)\d{3})*(?:\.\d+)?")
# The begin of a figure that a narrow cell broke, or its end.
PART = re.compile(r"[1-9]\d{0,2}(?:,\d{3})*,\d{0,2}|(?:\d{1,3}(?:,\d{3})+|\d+)\.|[,.]\d+")
# No program prints a count with a zero before it; two cells run together do.
GLUED = re.compile(r"0\d+(?:\.\d+)?$")
CHANGES = re.compile(
    rf"(?:增加?|\+)(?P<more>{NUMBER})(?:{UNITS})?[、,，;；/]?"
    rf"(?:减少?|-)(?P<less>{NUMBER})(?:{UNITS})?"
)
INEXACT = re.compile(rf"(?:约|近|超过?|逾)?{NUMBER}(?:{UNITS})?(?:余|多|以上)?(?:{UNITS})?")
WORDS = frozenset(
    (
        "无",
        "没有",
        "不涉及",
        "未发生",
        "不适用",
        "零",
        "无此项",
        "暂无",
        "不收费",
        "未收费",
        "免收",
        "免费",
        # What an empty field of a form in Word shows.
        "单击此处输入文字",
        "点击此处输入文字",
        "单击或点击此处输入文字",
    )
)
SIGNS = (None, "+", "-", "−", "‐", "–")
MINUS = frozenset(("-", "−", "‐", "–", "减", "减少", "下降", "↓", "▼", "负"))
# Notes in brackets, and signs of notes behind a figure.
IN_BRACKETS = re.compile(r"(?<=.)[（(【\[][^（()）【】\[\]]*[)）】\]]")
NOTE_SIGNS = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳¹²³⁰⁴⁵⁶⁷⁸⁹❶❷❸❹❺❻❼❽❾❿"
STARRED = re.compile(rf"(?P<number>{NUMBER})[*＊※#]+")
# A figure dressed in signs that may be a minus or the author's.
DRESSED = re.compile(rf"[（(【\[]{NUMBER}[)）】\]]|[*＊#※]*{NUMBER}[*＊#※+?？]+|[*＊#※]+{NUMBER}")
CHINESE_NUMBER = re.compile(
    rf"(?:[零〇两一二三四五六七八九十百千]{{2,}}|[零〇两])(?P<unit>{UNITS})?"
)
# Letters that are typed for a nought.
NOUGHTS = frozenset("oOоОQ")
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
    where it is but how thousands are set apart (`is_grouped`), or (`by_sums`) a note's sign or a
    line break between digits."""

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
    bare = re.sub(r"\s+", "", folded)
    bare = bare.rstrip(STOPS) or bare
    if not bare:
        return Figure(None, "empty")
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
    if set(bare) <= SLASHES:
        return Figure(None, "slash")
    if set(bare) <= DASHES:
        return Figure(None, "dash")
    if bare in WORDS:
        return Figure(Decimal(0) if bare == "零" else None, "words")
    if GROUPED.fullmatch(folded):
        doubt = f"{text.strip()!r} may be one figure or several"
        return Figure(Decimal(re.sub(r"[^\d.]", "", bare)), "words", "", doubt, True)
    figure = _read_number(bare)
    if figure is not None and _is_cut(folded):
        # A narrow column breaks its figures; one below another they may also be two.
        is_broken = not figure.doubt and not _is_cut(folded.replace("\n", ""))
        doubt = f"white space inside the figure {text.strip()!r}"
        return Figure(
            figure.value if is_broken else None, "words", figure.unit, doubt, by_sums=is_broken
        )
    return figure


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
        return Figure(None, "words", doubt=f"{bare!r} may be two figures in one")
    if match := CHANGES.fullmatch(bare):
        return Figure(_decimal(match["more"]) - _decimal(match["less"]), "words")
    if match := PLAIN.fullmatch(bare):
        mark = "printed" if not match["unit"] and match["sign"] in SIGNS else "words"
        return Figure(_signed(match), mark, match["unit"] or "")
    if match := NOTED.fullmatch(bare):
        if SECOND_AMOUNT.search(match["note"]):
            return Figure(None, "words", doubt=f"two amounts or a unit in {bare!r}")
        return Figure(_signed(match), "words", match["unit"] or "")
    if INEXACT.fullmatch(bare):
        return Figure(None, "words", doubt=f"inexact figure {bare!r}")
    if match := STARRED.fullmatch(bare):
        doubt = f"a note sign stands in {bare!r}"
        return Figure(_decimal(match["number"]), "words", "", doubt, by_sums=True)
    if DRESSED.fullmatch(bare) or CHINESE_NUMBER.fullmatch(bare) or set(bare) <= NOUGHTS:
        return Figure(None, "words", doubt=f"no plain figure: {bare!r}")
    return None


def _is_cut(folded: str) -> bool:
    """True where white space stands between two digits: one figure or two, nobody can tell."""
    return re.search(r"\d\s+[\d.,]|[.,]\s+\d", folded) is not None


def _signed(match: re.Match[str]) -> Decimal:
    value = _decimal(match["number"])
    return -value if (match["sign"] or "").rstrip("了") in MINUS else value


def _decimal(number: str) -> Decimal:
    return Decimal(number.replace(",", ""))
