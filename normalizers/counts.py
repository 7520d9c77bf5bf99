"""Numbers as prose writes them: 1,083 or 十二, amounts with their unit."""

from decimal import ROUND_HALF_UP, Decimal

NUMBER = r"(?P<number>\d[\d,]*|[零〇一二两三四五六七八九十百千]{1,7})"
AMOUNT = r"(?P<number>\d[\d,]*(?:\.\d+)?)(?P<unit>亿元|万元|元)"
DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
TENS = {"十": 10, "百": 100, "千": 1000}
SHIFTS = {"亿元": 4, "万元": 0, "元": -4}


def count_of(text: str) -> Decimal | None:
    """The count that digits or Chinese numerals write, None where they write none (一二)."""
    if text[0].isdigit():
        return Decimal(text.replace(",", ""))
    total = digit = 0
    before = ""
    for char in text:
        if char in TENS:
            total += (digit or (1 if char == "十" else 0)) * TENS[char]
            digit = 0
        elif DIGITS.get(before):
            return None
        else:
            digit = DIGITS[char]
        before = char
    return Decimal(total + digit)


def amount_of(text: str, unit: str) -> Decimal:
    """An amount of money in 万元, as exact as it is written."""
    return Decimal(text.replace(",", "")).scaleb(SHIFTS[unit])


def is_rounded(one: Decimal, other: Decimal) -> bool:
    """Whether either amount is the other, or what remains of that where it is rounded."""
    return _rounds_to(one, other) or _rounds_to(other, one)


def _rounds_to(exact: Decimal, rounded: Decimal) -> bool:
    return exact.quantize(rounded, rounding=ROUND_HALF_UP) == rounded
