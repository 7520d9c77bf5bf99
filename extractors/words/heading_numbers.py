"""How lines are numbered: 一、 or 第一部分, 1. or 01, （一） or （1）, or by a sign whose number is
lost; and what decorates them."""

import re

NUMBER = re.compile(
    r"^(?:第?(?P<chinese>[一二三四五六七八九十]{1,3})(?:部分)?\s*(?:(?P<mark>[、.．,，:：])|\s|(?=[^\s、.．一二三四五六七八九十是方]))"
    r"|(?P<digit>\d{1,2}(?=\s*[、.．](?!\d))|0[1-9](?=\s*[/|｜]|\s+\D|[\u4e00-\u9fff])(?![年月日时分号]))[\s、.．/|｜]*"
    r"|(?P<lost>[、.．]))\s*"
)
BRACKETS = re.compile(
    r"^(?:[（(](?P<chinese>[一二三四五六七八九十]{1,3})[)）]|[（(]?(?P<digit>\d{1,2})[)）])\s*"
)
CHINESE = "一二三四五六七八九十"
DIGIT, IN_BRACKETS, PLAIN, NONE = "digit", "brackets", "chinese", ""
DIGIT_IN_BRACKETS, SIGN = "digit in brackets", "sign"
# The ways in which points of a text are numbered.
POINTS = (DIGIT, IN_BRACKETS, DIGIT_IN_BRACKETS)
# Signs that decorate a heading: bars, squares, stars, arrows, and those of symbol fonts.
SIGNS = r"▍▎▌▋▊▉█▐■□▪▫◼◾⬛◆◇♦♢⬥❖◈★☆✦✧✪➤➢➣➔►▶▷▸▹❯❱☞☛◉◎※√✔\ue000-\uf8ff\ufe0f🔶🔷🔸🔹📌"
DECORATION = re.compile(
    rf"(?:[{SIGNS}]\s*)+(?:0[1-9]\s*(?=[一二三四五六七八九十]{{1,3}}\s*[、.．]))?"
    r"|0[1-9]\s*(?=[一二三四五六七八九十]{1,3}\s*[、.．])|[【〖]\s*(?=[一二三四五六七八九十]{1,3}\s*[、.．])"
)
DECORATED_END = re.compile(rf"(?:\s*[{SIGNS}】〗])+$")


def decoration(text: str) -> int:
    """How far the signs reach that decorate a line."""
    match = DECORATION.match(text)
    return match.end() if match else 0


def undecorated(text: str) -> str:
    """A line without the signs that decorate it."""
    begin = decoration(text)
    return DECORATED_END.sub("", text[begin:]) if begin else text


def number_of(text: str) -> tuple[str, int | None]:
    """In which way a line is numbered, and its number: PLAIN (一、, also with a lost number, which
    is None), DIGIT (1.), IN_BRACKETS (（一）), DIGIT_IN_BRACKETS (（1）), SIGN, which has none, or
    NONE."""
    own = undecorated(text)
    if match := BRACKETS.match(own):
        digit = match["digit"]
        return (DIGIT_IN_BRACKETS, int(digit)) if digit else (IN_BRACKETS, _value(match["chinese"]))
    match = NUMBER.match(own)
    if match is None:
        return (NONE if own == text else SIGN), None
    if match["digit"]:
        return DIGIT, int(match["digit"])
    return PLAIN, _value(match["chinese"]) if match["chinese"] else None


def _value(chinese: str) -> int:
    """十二 as 12."""
    tens, ten, ones = chinese.rpartition("十")
    units = CHINESE.find(ones) + 1 if ones else 0
    return ((CHINESE.find(tens) + 1 if tens else 1) * 10 if ten else 0) + units
