"""What was read from one document: the Reading, its cells, sections and problems."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from extractors.document import Place
from extractors.words.figures import Figure


class Severity(StrEnum):
    """An error decides the status of a report; a warning informs and leaves it."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True)
class Problem:
    """Something wrong or doubtful. `is_ours` is true where the reading itself is in doubt (not
    merely the agency's arithmetic): no second reading can then clear it."""

    check: str
    severity: Severity
    message: str
    columns: tuple[str, ...] = ()
    is_ours: bool = False


@dataclass(frozen=True)
class CellReading:
    """One statutory cell as it stands in the source, before any conversion.

    `header` is the printed column label (it may name a unit), `label` the printed row label,
    `sureness` how near the row label is to the form's (0 to 1), `unit` what a unit line above the
    table says.
    """

    column: str
    raw: str
    figure: Figure
    place: Place
    label: str
    header: str
    sureness: float
    unit: str = ""


@dataclass(frozen=True)
class SectionReading:
    """A section with its heading as printed and its text, tables as tab-separated lines."""

    heading: str
    kind: str
    text: str


@dataclass(frozen=True)
class Evidence:
    """Where a title, agency, year or date was found."""

    what: str
    value: str
    source: str
    text: str


@dataclass(frozen=True)
class Identification:
    """Which report this is. None where nothing in the document says so with certainty."""

    title: str | None
    agency: str | None
    year: int | None
    published_on: str | None
    evidence: tuple[Evidence, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class Reading:
    """Everything read from one document by one reader. `table_forms` names the form that each
    table follows."""

    media: str
    identification: Identification
    form: str | None
    sections: tuple[SectionReading, ...]
    cells: tuple[CellReading, ...]
    table_forms: Mapping[str, str]
    problems: tuple[Problem, ...]
