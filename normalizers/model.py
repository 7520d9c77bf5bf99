"""A report as the dataset holds it: figures in the codebook's units, checks and status."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from extractors.document import Place
from extractors.reading import Evidence, Problem, SectionReading


class Status(StrEnum):
    """How far a report's figures can be trusted.

    clean: every arithmetic and reading check that applies ran and held. as_printed: some did not,
    and a second, independent reading gave the same figures, so that is what the agency printed.
    suspect: the readings differ or the reading is in doubt; held out of the release. unreadable:
    no figures could be read.
    """

    CLEAN = "clean"
    AS_PRINTED = "as_printed"
    SUSPECT = "suspect"
    UNREADABLE = "unreadable"


@dataclass(frozen=True)
class Cell:
    """One statutory figure. `value` is in the codebook's unit (money in 10,000 CNY), None where
    the agency printed none; `raw` is the printed text, `mark` what kind of text it is (printed,
    empty, dash, slash, words)."""

    column: str
    raw: str
    value: Decimal | None
    mark: str
    place: Place
    label: str
    sureness: float


@dataclass(frozen=True)
class Check:
    """One arithmetic check: "pass", "fail" or "not run", with its columns."""

    name: str
    outcome: str
    columns: tuple[str, ...]
    detail: str


@dataclass(frozen=True)
class Report:
    """One document, read, checked and judged. `sha256` is that of its bytes; `evidence` says where
    its agency, year and date were found."""

    sha256: str
    media: str
    title: str | None
    agency: str | None
    year: int | None
    published_on: str | None
    form: str | None
    status: Status
    sections: tuple[SectionReading, ...]
    cells: tuple[Cell, ...]
    checks: tuple[Check, ...]
    problems: tuple[Problem, ...]
    evidence: tuple[Evidence, ...] = ()

    @cached_property
    def values(self) -> Mapping[str, Decimal | None]:
        return {cell.column: cell.value for cell in self.cells}
