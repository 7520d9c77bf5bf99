"""Printed figures to the codebook's units. What is converted is reported; what is not certain is
left empty and reported."""

import re
from collections.abc import Iterable
from decimal import Decimal
from functools import cache

from extractors.reading import CellReading, Problem, Severity
from forms.codebook import codebook
from forms.loader import load_forms
from normalizers.model import Cell

# Units of money printed in a cell, in 10,000 CNY.
MONEY = {
    "元": Decimal("0.0001"),
    "千元": Decimal("0.1"),
    "万元": Decimal(1),
    "万": Decimal(1),
    "亿元": Decimal(10000),
}
IN_HEADER = re.compile(r"(?<![万亿千])元[）)\]]?$|单位[:：]?元|（元）|\(元\)")


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
    """Money in 10,000 CNY. The unit beside the figure counts before the one in the header."""
    if not unit and IN_HEADER.search(re.sub(r"\s+", "", reading.header)):
        unit = "元"
    if not unit and value and not any(name in reading.header for name in MONEY):
        text = f"{reading.column}: nothing names the unit of {reading.raw!r}; taken for 万元"
        return value, Problem("unit", Severity.WARNING, text, (reading.column,))
    factor = MONEY.get(unit or "万元")
    if factor is None:
        text = f"{reading.column}: {reading.raw!r} is no amount of money"
        return None, Problem("figure", Severity.ERROR, text, (reading.column,), is_ours=True)
    amount = value * factor
    if factor == 1:
        return amount, None
    amount = amount.normalize()
    text = f"{reading.column} is printed in {unit} ({reading.raw!r}); converted to {amount:f} 万元"
    return amount, Problem("unit", Severity.WARNING, text, (reading.column,))


@cache
def money_columns() -> frozenset[str]:
    """Columns in 10,000 CNY."""
    return frozenset(entry.column for entry in codebook() if entry.is_money)


@cache
def signed_columns() -> frozenset[str]:
    """Columns that may be negative (changes)."""
    return frozenset(f.name for form in load_forms() for f in form.fields if f.is_signed)
