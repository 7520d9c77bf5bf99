"""Frozen types of a statutory form: its sections, tables, fields and arithmetic."""

from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True)
class Label:
    """One row or column of a table, as the notice prints it.

    `under` holds the labels of the cells that span it, outermost first; `variants` the wordings
    that real reports use for the same thing, `short` those that mean it only inside its table: a
    row under the labels of its columns, a column beside its corner; `english` what it means, where
    no description does.
    """

    key: str
    label: str
    under: tuple[str, ...] = ()
    variants: tuple[str, ...] = ()
    short: tuple[str, ...] = ()
    description: str = ""
    unit: str = ""
    english: str = ""

    @property
    def path(self) -> str:
        return " / ".join((*self.under, self.label))

    @property
    def wordings(self) -> tuple[str, ...]:
        return (self.label, *self.variants)


@dataclass(frozen=True)
class Field:
    """One column of the codebook: a cell of a statutory table."""

    name: str
    table: str
    block: str
    row: Label
    column: Label

    @property
    def row_path(self) -> str:
        return " / ".join(part for part in (self.block, self.row.path) if part)

    @property
    def unit(self) -> str:
        return self.column.unit

    @property
    def is_money(self) -> bool:
        return self.unit == "10,000 CNY"

    @property
    def is_signed(self) -> bool:
        return self.column.key == "items_change"

    @property
    def description(self) -> str:
        if self.row.description:
            return f"{self.row.description}; {self.column.description}"
        return self.column.description

    @property
    def meaning(self) -> str:
        """What row and column mean, in English."""
        row = self.row.description or self.row.english
        return "; ".join(part for part in (row, self.column.description) if part)


@dataclass(frozen=True)
class Block:
    """Rows and columns under one header; table 2 has several, tables 3 and 4 one each."""

    label: str
    rows: tuple[Label, ...]
    columns: tuple[Label, ...]


@dataclass(frozen=True)
class Table:
    """A statutory table. `layout` is "down" (row labels at the left) or "across" (row labels stand
    above the column labels and the figures fill one line, as in table 4)."""

    id: str
    name: str
    layout: str
    blocks: tuple[Block, ...]
    furniture: tuple[str, ...] = ()

    def field_name(self, row: Label, column: Label) -> str:
        return self.name.format(row=row.key, column=column.key)

    @cached_property
    def rows(self) -> tuple[Label, ...]:
        return tuple(row for block in self.blocks for row in block.rows)

    @cached_property
    def columns(self) -> tuple[Label, ...]:
        return tuple({c.key: c for block in self.blocks for c in block.columns}.values())

    @cached_property
    def fields(self) -> tuple[Field, ...]:
        return tuple(
            Field(self.field_name(row, column), self.id, block.label, row, column)
            for block in self.blocks
            for row in block.rows
            for column in block.columns
        )


@dataclass(frozen=True)
class Identity:
    """sum(left) = sum(right), with the source of the rule."""

    check: str
    citation: str
    table: str
    left: tuple[str, ...]
    right: tuple[str, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        return (*self.left, *self.right)


@dataclass(frozen=True)
class Section:
    """A section that the form asks for, with the headings that reports give it."""

    kind: str
    number: str
    label: str
    variants: tuple[str, ...] = ()


@dataclass(frozen=True)
class Form:
    """A statutory form: which years it applies to, what it prints, how it adds up."""

    id: str
    name: str
    citation: str
    first_year: int
    last_year: int
    sections: tuple[Section, ...]
    tables: tuple[Table, ...]
    identities: tuple[Identity, ...]

    def table(self, table_id: str) -> Table | None:
        return next((table for table in self.tables if table.id == table_id), None)

    @cached_property
    def fields(self) -> tuple[Field, ...]:
        return tuple(field for table in self.tables for field in table.fields)

    def applies_to(self, year: int) -> bool:
        return self.first_year <= year <= self.last_year
