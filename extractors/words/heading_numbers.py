"""How lines are numbered: 一、 or 第一部分, 1., （一）, or by a sign whose number was lost."""

import re

NUMBER = re.compile(
    r"^(?:第?(?P<chinese>[一二三四五六七八九十]{1,3})(?:部分)?\s*(?:(?P<mark>[、.．,，:：])|\s|(?=[^\s、.．一二三四五六七八九十是方]))"
    r"|(?P<digit>\d{1,2})\s*[、.．](?!\d)|(?P<lost>[、.．]))\s*"
)
BRACKETS = re.compile(r"^[（(](?P<chinese>[一二三四五六七八九十]{1,3})[)）]\s*")
CHINESE = "一二三四五六七八九十"
DIGIT, IN_BRACKETS, PLAIN, NONE = "digit", "brackets", "chinese", ""


def number_of(text: str) -> tuple[str, int | None]:
    """In which way a line is numbered, and its number: PLAIN (一、, also with a lost number, which
    is None), DIGIT (1.), IN_BRACKETS (（一）) or NONE."""
    if match := BRACKETS.match(text):
        return IN_BRACKETS, _value(match["chinese"])
    match = NUMBER.match(text)
    if match is None:
        return NONE, None
    if match["digit"]:
        return DIGIT, int(match["digit"])
    return PLAIN, _value(match["chinese"]) if match["chinese"] else None


def _value(chinese: str) -> int:
    """十二 as 12."""
    tens, ten, ones = chinese.rpartition("十")
    units = CHINESE.find(ones) + 1 if ones else 0
    return ((CHINESE.find(tens) + 1 if tens else 1) * 10 if ten else 0) + units
