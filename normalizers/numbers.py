"""Printed figures to the codebook's units. What is converted is reported; what is not certain is
left empty and reported."""

import re
from collections.abc import Iterable
from decimal import Decimal
from functools import cache

from extractors.reading import CellReading, Problem, Severity
from extractors.words.labels import folded
from forms.codebook import codebook
from forms.loader import load_forms
from normalizers.model import Cell

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
}
# Counts in tens or more of what is counted.
MANY = re.compile(r"(?:十|百|千|万|亿)+(?:件次|人次|件|条|项|个|次|份|宗|起)")
# A plain figure with a note that calls it a decrease.
LESSENED = re.compile(r"^\d[\d,.]*\D{0,2}\((?:.*[减降撤废]|.*取消|.*下放|-).*\)$")
UNIT = re.compile("|".join(name for name in MONEY if name != "万"))


def numbers(readings: Iterable[CellReading]) -> tuple[tuple[Cell, ...], tuple[Problem, ...]]:
    """Cells with their values in the codebook's units, and the problems met."""
    cells: list[Cell] = []
    problems: list[Problem] = []
    for reading in readings:
        value, problem = _converted(reading)
        if problem is not None:
            problems.append(problem)
        cells.append(
            Cell(
                reading.column,
                reading.raw,
                value,
                reading.figure.mark,
                reading.place,
                reading.label,
                reading.sureness,
            )
        )
    return tuple(cells), tuple(problems)


def _converted(reading: CellReading) -> tuple[Decimal | None, Problem | None]:
    value, unit = reading.figure.value, reading.figure.unit
    if value is None:
        return None, None
    if reading.column in money_columns():
        return _money(reading, value, unit)
    columns = (reading.column,)
    texts = (reading.header, reading.label, reading.unit)
    if named := next((match[0] for text in texts if (match := MANY.search(folded(text)))), ""):
        text = f"{reading.column}: {reading.raw!r} is said to be in {named}"
        return None, Problem("unit", Severity.ERROR, text, columns, is_ours=True)
    if reading.column in signed_columns() and LESSENED.search(folded(reading.raw)):
        text = f"{reading.column}: {reading.raw!r} may be a decrease"
        return None, Problem("figure", Severity.ERROR, text, columns, is_ours=True)
    if unit in MONEY or value != value.to_integral_value():
        text = f"{reading.column}: {reading.raw!r} is no count"
        return None, Problem("figure", Severity.ERROR, text, columns, is_ours=True)
    if value < 0 and reading.column not in signed_columns():
        text = f"{reading.column}: a count can't be negative: {reading.raw!r}"
        return value, Problem("figure", Severity.ERROR, text, columns)
    return value, None


def _money(
    reading: CellReading, value: Decimal, unit: str
) -> tuple[Decimal | None, Problem | None]:
    """Money in 10,000 CNY. The unit beside the figure counts before those of its labels; labels
    that name two different units leave the amount in doubt."""
    columns = (reading.column,)
    texts = (reading.header, reading.label, reading.unit)
    named = sorted(
        {name for text in texts for name in UNIT.findall(folded(text).replace("萬", "万"))}
    )
    if not unit and len(named) > 1:
        text = f"{reading.column}: the labels of {reading.raw!r} name two units: {', '.join(named)}"
        return None, Problem("unit", Severity.ERROR, text, columns, is_ours=True)
    unit = unit or (named[0] if named else "")
    if not unit and value >= 0:
        text = f"{reading.column}: nothing names the unit of {reading.raw!r}; taken for 万元"
        return value, Problem("unit", Severity.WARNING, text, columns) if value else None
    factor = MONEY.get(unit)
    if factor is None:
        text = f"{reading.column}: {reading.raw!r} is no amount of money"
        return None, Problem("figure", Severity.ERROR, text, columns, is_ours=True)
    amount = value * factor
    if amount < 0:
        text = f"{reading.column}: an amount can't be negative: {reading.raw!r}"
        return amount, Problem("figure", Severity.ERROR, text, columns)
    if factor == 1:
        return amount, None
    amount = amount.normalize()
    text = f"{reading.column} is printed in {unit} ({reading.raw!r}); converted to {amount:f} 万元"
    return amount, Problem("unit", Severity.WARNING, text, columns)


@cache
def money_columns() -> frozenset[str]:
    """Columns in 10,000 CNY."""
    return frozenset(entry.column for entry in codebook() if entry.is_money)


@cache
def signed_columns() -> frozenset[str]:
    """Columns that may be negative (changes)."""
    return frozenset(f.name for form in load_forms() for f in form.fields if f.is_signed)
