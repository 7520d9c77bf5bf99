"""Units as labels name them: of money, and of counts that are said to be in thousands."""

import re
from collections.abc import Iterable
from decimal import Decimal

from extractors.words.labels import folded

# Units of money as printed, in 10,000 CNY; the longest name first.
MONEY = {
    "千万元": Decimal(1000),
    "百万元": Decimal(100),
    "十万元": Decimal(10),
    "亿元": Decimal(10000),
    "万元": Decimal(1),
    "千元": Decimal("0.1"),
    "百元": Decimal("0.01"),
    "元": Decimal("0.0001"),
    "万": Decimal(1),
    "亿": Decimal(10000),
}
# Counts in tens or more of what is counted: 万件, or 万 where it is called the unit.
MANY = re.compile(
    r"(?<![第一二三四五六七八九十])[十百千万亿]+(?:件次|人次|件|条|项|个|次|份|宗|起|笔|篇|人|户|家|部)"
)
MANY_ALONE = re.compile(
    r"(?:单位[:：为是]*|[(（]以?|^以?)(?P<many>[百千万亿]+)(?=[)）,，、;；。计]|为单位|$)"
)
# A unit of money; letters or another country's name before it make it one that nobody knows.
YUAN = re.compile(r"(?P<latin>[A-Za-z]*)(?P<name>[十百千万亿美港欧日韩台澳]*元)")
CURRENCIES = ("", "RMB", "CNY")


def many_in(texts: Iterable[str]) -> str:
    """In what a count is by the first text that says so (万件), "" where none does."""
    for text in map(_plain, texts):
        if match := MANY.search(text):
            return match[0]
        if match := MANY_ALONE.search(text):
            return match["many"]
    return ""


def money_units(texts: Iterable[str]) -> list[str]:
    """The units of money that some texts name, those that nobody knows as they are printed."""
    found: set[str] = set()
    for text in map(_plain, texts):
        yuan = [
            match["name"] if match["latin"].upper() in CURRENCIES else match[0]
            for match in YUAN.finditer(text)
        ]
        found.update(yuan or [match["many"] for match in MANY_ALONE.finditer(text)])
    return sorted(found)


def _plain(text: str) -> str:
    return folded(text).replace("萬", "万").replace("億", "亿")
