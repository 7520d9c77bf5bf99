"""Printed figures to the codebook's units. What is converted is reported; what is not certain is
left empty and reported."""

import re
from collections.abc import Iterable
from decimal import Decimal
from functools import cache

from extractors.reading import CellReading, Problem, Severity
from extractors.words.changes import UNCHANGED
from extractors.words.figures import YEN
from extractors.words.labels import folded
from forms.codebook import codebook
from forms.loader import load_forms
from normalizers.model import Cell
from normalizers.units import MONEY, many_in, money_units

# What is said behind a plain figure that may turn it into a decrease.
LESSENED = re.compile(r"^\d.*?(?:[减降撤废]|取消|下放|\(-)")
# A part that goes the other way: whether the figure holds it is not said.
PART_LESS = re.compile(r"其中.*?(?:[减降撤废]|取消|下放)")
PART_MORE = re.compile(r"其中.*?增")


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
        return None, _unchanged(reading)
    if reading.column in money_columns():
        return _money(reading, value, unit)
    columns = (reading.column,)
    named = many_in((reading.header, reading.label, reading.unit)) if value else ""
    if named:
        text = f"{reading.column}: {reading.raw!r} is said to be in {named}"
        return None, Problem("unit", Severity.ERROR, text, columns, is_ours=True)
    if reading.column in signed_columns():
        if _may_turn(value, folded(reading.raw)):
            text = f"{reading.column}: {reading.raw!r} may be a change the other way"
            return None, Problem("figure", Severity.ERROR, text, columns, is_ours=True)
    elif value < 0:
        text = f"{reading.column}: a count can't be negative: {reading.raw!r}"
        if reading.figure.mark == "printed":
            return value, Problem("figure", Severity.ERROR, text, columns)
        return None, Problem("figure", Severity.ERROR, text, columns, is_ours=True)
    is_money = unit in MONEY or unit == YEN
    if is_money and not value:
        text = f"{reading.column}: {reading.raw!r} is no count but a nought"
        return value, Problem("unit", Severity.WARNING, text, columns)
    if is_money or value != value.to_integral_value():
        text = f"{reading.column}: {reading.raw!r} is no count"
        return None, Problem("figure", Severity.ERROR, text, columns, is_ours=True)
    return value, None


def _unchanged(reading: CellReading) -> Problem | None:
    """A count that is called the same as another, which stands elsewhere."""
    is_change = reading.column in signed_columns()
    if is_change or not UNCHANGED.fullmatch(folded(reading.raw).rstrip("。")):
        return None
    text = f"{reading.column}: {reading.raw!r} is no count"
    return Problem("figure", Severity.ERROR, text, (reading.column,), is_ours=True)


def _may_turn(value: Decimal, raw: str) -> bool:
    """Whether a note behind a change may call it one the other way."""
    if value < 0:
        return PART_MORE.search(raw) is not None
    return bool(value) and any(p.search(raw) for p in (LESSENED, PART_LESS))


def _money(
    reading: CellReading, value: Decimal, unit: str
) -> tuple[Decimal | None, Problem | None]:
    """Money in 10,000 CNY. The unit beside the figure counts before those of its labels; labels
    that name two different units, or one that nobody knows, leave the amount in doubt. The sign ¥
    tells the currency: an amount with it in a column of 万元 may be either's; where no label names
    a unit, it is in 元."""
    columns = (reading.column,)
    named = money_units((reading.header, reading.label, reading.unit))
    is_told = bool(unit) and unit != YEN
    doubt = ""
    if not is_told and len({MONEY.get(name) for name in named}) > 1:
        doubt = f"the labels of {reading.raw!r} name two units: {', '.join(named)}"
    elif not is_told and any(name not in MONEY for name in named):
        doubt = f"the unit of {reading.raw!r}, {named[0]!r}, is not known"
    elif value and unit == YEN and named and named[0] != "元":
        doubt = f"{reading.raw!r} has the sign of 元 in a column of {named[0]}"
    if doubt:
        text = f"{reading.column}: {doubt}"
        return None, Problem("unit", Severity.ERROR, text, columns, is_ours=True)
    unit = unit if is_told else named[0] if named else "元" if unit == YEN else ""
    if not unit and value >= 0:
        text = f"{reading.column}: nothing names the unit of {reading.raw!r}; taken for 万元"
        return value, Problem("unit", Severity.WARNING, text, columns) if value else None
    factor = MONEY.get(unit)
    if factor is None and not value:
        text = f"{reading.column}: {reading.raw!r} is nought, whatever its unit"
        return value, Problem("unit", Severity.WARNING, text, columns)
    if factor is None:
        text = f"{reading.column}: {reading.raw!r} is no amount of money"
        return None, Problem("figure", Severity.ERROR, text, columns, is_ours=True)
    amount = value * factor
    if amount < 0:
        text = f"{reading.column}: an amount can't be negative: {reading.raw!r}"
        return amount, Problem("figure", Severity.ERROR, text, columns)
    if factor == 1 or not amount:
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
