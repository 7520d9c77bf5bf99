"""Corrections: reviewed figures that replace printed ones at release (data/corrections)."""

import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
    field_validator,
    model_validator,
)

from extractors.reading import Problem, Severity
from forms.codebook import codebook
from normalizers.documents import SourceDocument
from normalizers.numbers import money_columns, signed_columns

DEFAULT = Path(__file__).parent.parent / "data" / "corrections"
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class Correction(BaseModel):
    """One figure of one report, named by the document's SHA-256 or by agency_id and year. `printed`
    is the text that it replaces; `value` is in the codebook's unit, "empty" for none."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    document: Sha256 | None = None
    agency_id: Text | None = None
    year: int | None = Field(default=None, ge=2007, le=2100)
    column: Text
    printed: str
    value: Decimal | Literal["empty"]
    reason: Text
    evidence: Text
    date: date

    @field_validator("column")
    @classmethod
    def _is_of_codebook(cls, column: str) -> str:
        if column not in {entry.column for entry in codebook()}:
            raise ValueError(f"{column!r} is no column of the codebook; see codebook.csv")
        return column

    @model_validator(mode="after")
    def _has_target_and_unit(self) -> "Correction":
        by_agency = self.agency_id is not None and self.year is not None
        if (self.document is None) == (not by_agency) or (self.agency_id is None) != (
            self.year is None
        ):
            raise ValueError("name the target by document alone, or by agency_id and year")
        value = self.figure
        if value is not None and self.column not in money_columns() and value % 1:
            raise ValueError(f"value = {value}: {self.column} is a count, a whole number")
        if value is not None and value < 0 and self.column not in signed_columns():
            raise ValueError(f"value = {value}: {self.column} can't be negative")
        return self

    @property
    def target(self) -> str | tuple[str, int]:
        """The document's SHA-256, or (agency_id, year)."""
        if self.agency_id is not None and self.year is not None:
            return self.agency_id, self.year
        return self.document or ""

    @property
    def figure(self) -> Decimal | None:
        """The new figure, None for none."""
        return None if self.value == "empty" else self.value


@dataclass(frozen=True)
class Entry:
    """A correction and where it stands: "洪泽.toml, correction 2"."""

    where: str
    correction: Correction


@dataclass(frozen=True)
class Outcome:
    """What became of a correction. `document` is one that it is about, None where there is none;
    `problem` says why it was not applied, None where it was."""

    entry: Entry
    document: SourceDocument | None
    problem: Problem | None


def read_corrections(paths: Iterable[Path]) -> tuple[list[Entry], list[Problem]]:
    """(well-formed corrections of the files given, folders of *.toml walked; what is wrong with the
    others)."""
    entries: list[Entry] = []
    problems: list[Problem] = []
    for path in _files(paths):
        for read in _read(path):
            (entries if isinstance(read, Entry) else problems).append(read)  # type: ignore[arg-type]
    return entries, problems


def apply_corrections(
    documents: Iterable[SourceDocument], entries: Sequence[Entry]
) -> tuple[list[SourceDocument], list[Outcome]]:
    """(the documents chosen for release, with the figures of the corrections that hold; what became
    of each correction). One is refused where no row rests on its target, where the cell does not
    print what it expects, and where two correct the same figure."""
    corrected, outcomes = correct_all(documents, by_target(entries))
    return corrected, [*outcomes, *unmet(entries, outcomes)]


Targets = Mapping[str | tuple[str, int], Sequence[Entry]]


def by_target(entries: Iterable[Entry]) -> Targets:
    """{SHA-256, or (agency_id, year): the corrections of it}."""
    targets: dict[str | tuple[str, int], list[Entry]] = {}
    for entry in entries:
        targets.setdefault(entry.correction.target, []).append(entry)
    return targets


def correct_all(
    documents: Iterable[SourceDocument], targets: Targets
) -> tuple[list[SourceDocument], list[Outcome]]:
    """(some of the documents chosen for release, corrected; what became of the corrections that
    are about them). Those that are about others, `unmet` tells in the end."""
    corrected, outcomes = [], []
    for doc in documents:
        doc, met = correct(doc, targets)
        corrected.append(doc)
        outcomes += met
    return corrected, outcomes


def correct(doc: SourceDocument, targets: Targets) -> tuple[SourceDocument, list[Outcome]]:
    """(one document, with the figures of the corrections that hold for it; what became of them)."""
    mine = [*targets.get(doc.report.sha256, ())]
    if doc.agency_id is not None and doc.year is not None:
        mine += targets.get((doc.agency_id, doc.year), ())
    if not mine:
        return doc, []
    times = Counter(entry.correction.column for entry in mine)
    outcomes = [
        Outcome(entry, doc, _conflict(entry) if times[entry.correction.column] > 1 else None)
        for entry in mine
    ]
    outcomes = [o if o.problem else replace(o, problem=_why_not(o.entry, doc)) for o in outcomes]
    applied = [o.entry for o in outcomes if o.problem is None]
    said = (o.problem or _note(o.entry) for o in outcomes)
    figures = tuple((entry.correction.column, entry.correction.figure) for entry in applied)
    return replace(doc, corrected=figures, problems=(*doc.problems, *said)), outcomes


def unmet(entries: Iterable[Entry], outcomes: Iterable[Outcome]) -> list[Outcome]:
    """The corrections that met no document."""
    met = {outcome.entry.where for outcome in outcomes}
    text = "no released row rests on its target"
    return [Outcome(e, None, _stale(e, text)) for e in entries if e.where not in met]


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        yield from sorted(path.glob("*.toml")) if path.is_dir() else (path,)


def _read(path: Path) -> Iterator[Entry | Problem]:
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        yield _malformed(path.name, f"can't be read as TOML ({error})")
        return
    listed = found.pop("correction", [])
    if found or not isinstance(listed, list):
        names = ", ".join(found) or "correction"
        yield _malformed(path.name, f"{names}: write each correction under [[correction]]")
        return
    for number, entry in enumerate(listed, 1):
        where = f"{path.name}, correction {number}"
        try:
            yield Entry(where, Correction.model_validate(entry))
        except ValidationError as error:
            yield _malformed(where, "; ".join(_told(e) for e in error.errors()))


def _told(error: Any) -> str:  # noqa: ANN401
    """A fault as pydantic finds it, with the key that it is about."""
    key = str(error["loc"][0]) if error["loc"] else ""
    message = str(error["msg"]).removeprefix("Value error, ")
    return f"{key}: {message}" if key else message


def _malformed(where: str, text: str) -> Problem:
    message = f"{where}: {text}; it is not applied (data/corrections/README.md has an example)"
    return Problem("correction_malformed", Severity.ERROR, message)


def _why_not(entry: Entry, doc: SourceDocument) -> Problem | None:
    """Why a correction does not hold for the document that it is about."""
    correction = entry.correction
    cell = next((c for c in doc.report.cells if c.column == correction.column), None)
    if cell is None:
        return _stale(entry, f"{doc.captured.url} has no such cell")
    if cell.raw.strip() != correction.printed.strip():
        return _stale(entry, f"{doc.captured.url} prints {cell.raw!r}, not {correction.printed!r}")
    if cell.value == correction.figure:
        return _stale(entry, f"{cell.raw!r} is read as that figure already")
    return None


def _stale(entry: Entry, said: str) -> Problem:
    correction = entry.correction
    text = (
        f"{entry.where} ({correction.column}) is not applied: {said};"
        " look at the report again, then mend or remove the correction"
    )
    return Problem("correction_stale", Severity.ERROR, text, (correction.column,))


def _conflict(entry: Entry) -> Problem:
    text = f"{entry.where} is not applied: another correction is about the same figure; keep one"
    columns = (entry.correction.column,)
    return Problem("correction_conflict", Severity.ERROR, text, columns)


def _note(entry: Entry) -> Problem:
    c = entry.correction
    text = f"{entry.where}: printed {c.printed!r}, released {c.value}: {c.reason}"
    return Problem("corrected", Severity.WARNING, text, (c.column,))
