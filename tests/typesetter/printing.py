"""How a house prints a figure, and what a careful reader may take from the print."""

from dataclasses import dataclass
from decimal import Decimal
from random import Random

from forms.model import Field
from tests.typesetter.styles import HouseStyle

FULL_WIDTH = str.maketrans("0123456789.,", "０１２３４５６７８９．，")
ORGANIZATIONS = ("business", "research", "public_interest", "legal_service", "other_org")
YUAN = Decimal(10000)
# What stands before and after an amount in yuan.
YUAN_STYLES = {
    "yuan_in_cell": ("", "元"),
    "yuan_in_header": ("", ""),
    "yuan_sign": ("￥", "元"),
    "yuan_whole": ("人民币", "元整"),
}


@dataclass(frozen=True)
class Printed:
    """The text of a cell, and the value that it states: None where it states none."""

    text: str
    value: Decimal | None


def printed(field: Field, value: Decimal, style: HouseStyle, rng: Random) -> Printed:
    if value == 0:
        return _zero(field, style)
    if field.is_money:
        return Printed(_digits(_money(value, style), style), value)
    text = _digits(_signed(field, value, style), style)
    return Printed(_with_words(field, value, text, style, rng), value)


def _zero(field: Field, style: HouseStyle) -> Printed:
    if _in_scope(field, style.zero_scope) and style.zero != "0":
        return Printed(style.zero, None)
    return Printed(_digits("0", style), Decimal(0))


def _in_scope(field: Field, scope: str) -> bool:
    return {
        "everywhere": True,
        "organizations": field.column.key in ORGANIZATIONS,
        "parts": field.table == "requests" and field.column.key != "total",
        "requests": field.table == "requests",
        "review": field.table == "review",
    }[scope]


def _money(value: Decimal, style: HouseStyle) -> str:
    if style.money in YUAN_STYLES:
        before, after = YUAN_STYLES[style.money]
        yuan = (value * YUAN).normalize()
        text = f"{yuan:,f}" if style.thousands else f"{yuan:f}"
        return before + text + after
    text = f"{value:,f}" if style.thousands else f"{value:f}"
    return text + ("万元" if style.money == "unit_in_cell" else "")


def _signed(field: Field, value: Decimal, style: HouseStyle) -> str:
    text = f"{abs(value):,f}" if style.thousands else f"{abs(value):f}"
    if not field.is_signed:
        return text
    more, less = {"minus": ("", "-"), "plus": ("+", "-"), "words": ("增", "减")}[style.changes]
    return (more if value > 0 else less) + text


def _digits(text: str, style: HouseStyle) -> str:
    return text.translate(FULL_WIDTH) if style.full_width else text


def _with_words(field: Field, value: Decimal, text: str, style: HouseStyle, rng: Random) -> str:
    if not style.words or field.table != "proactive_disclosure" or field.is_signed:
        return text
    if field.row.key == "normative" and value > 1:
        part = rng.randint(1, int(value))
        return f"{text}（其中修订{part}件）"
    return text + ("件" if field.unit == "documents" else "项" if field.unit == "items" else "")
