"""Documents of the dataset: a capture and what was read from it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from extractors.document import Document, Paragraph, Place
from extractors.identity.identify import identify
from extractors.reading import Problem, Severity
from normalizers.agencies import resolve
from normalizers.kinds import kind_of
from normalizers.model import Report, Status

RANK = {Status.CLEAN: 0, Status.AS_PRINTED: 1, Status.SUSPECT: 2, Status.UNREADABLE: 3}
RELEASED = frozenset((Status.CLEAN, Status.AS_PRINTED))
MEDIUM_CHECKS = frozenset(("figure", "second_reading", "charset", "cut_off"))


@dataclass(frozen=True)
class Origin:
    """Where a document was listed: the source and the place that it speaks for."""

    source: str
    name: str
    adcode: str
    level: str


@dataclass(frozen=True)
class Captured:
    """A capture as the dataset cites it. `found_on` is the page that linked it, `anchor` the text
    of that link; `is_newest` whether no later capture of the address exists."""

    url: str
    captured_at: str
    kind: str
    anchor: str
    found_on: str
    is_newest: bool


@dataclass(frozen=True)
class SourceDocument:
    """A report in its capture and origin. `agency_id` is None where nothing tells the agency;
    `resolved_by` says how its name was understood (`normalizers.agencies.resolve`).

    `revision` counts the contents of one address from 1, in order of capture; `superseded_by` is
    the id of the document that took this one's place there (`normalizers.editions`). `agreeing` and
    `differing` count other documents of the same agency and year (`normalizers.copies`).
    `corrected` holds the figures that a reviewed correction replaces (`normalizers.corrections`).
    """

    id: str
    origin: Origin
    captured: Captured
    report: Report
    agency: str | None
    agency_id: str | None
    adcode: str
    level: str
    year: int | None
    problems: tuple[Problem, ...]
    resolved_by: str = ""
    revision: int = 1
    superseded_by: str | None = None
    agreeing: int = 0
    differing: int = 0
    corrected: tuple[tuple[str, Decimal | None], ...] = ()

    @property
    def figures(self) -> Mapping[str, Decimal | None]:
        """The figures as released: as printed, but for those that are corrected."""
        return {**self.report.values, **dict(self.corrected)}


def document(
    origin: Origin, captured: Captured, report: Report, parent: Report | None
) -> SourceDocument:
    """A document with its agency and year: from itself, else from the page that links it, else
    from the text of that link; the latter two with a warning."""
    agency, year, problems = report.agency, report.year, list(report.problems)
    linked = identify(Document("text", (Paragraph(captured.anchor, Place()),)))
    for where, other in (("the page that links it", parent), ("the text of its link", linked)):
        if other is None:
            continue
        for what, mine, theirs in (("agency", agency, other.agency), ("year", year, other.year)):
            if mine is None and theirs is not None:
                text = f"the {what} is taken from {where}: {theirs}"
                problems.append(Problem("identity", Severity.WARNING, text))
        agency, year = agency or other.agency, year or other.year
    resolved = resolve(agency, origin.name, origin.adcode) if agency else None
    adcode = resolved.adcode if resolved else origin.adcode
    return SourceDocument(
        id=f"{origin.source}:{report.sha256[:16]}",
        origin=origin,
        captured=captured,
        report=report,
        agency=resolved.name if resolved else None,
        agency_id=resolved.id if resolved else None,
        adcode=adcode,
        level=level_of(resolved.name if resolved else "", adcode, origin),
        year=year,
        problems=tuple(problems),
        resolved_by=resolved.resolved_by if resolved else "",
    )


def level_of(name: str, adcode: str, origin: Origin) -> str:
    """What the kind of body says (towns and streets have their county's code), else the source's
    level for its own place, else what the code says."""
    kind, _ = kind_of(name, origin.level)
    if kind.level:
        return kind.level
    if adcode == origin.adcode:
        return origin.level
    if adcode.endswith("0000"):
        return "province"
    return "prefecture" if adcode.endswith("00") else "county"


def without_covers(documents: Sequence[SourceDocument]) -> list[SourceDocument]:
    """The documents, with what is wrong about mere cover pages put right: a page without tables
    that links a readable report lacks nothing."""
    linked = {d.captured.found_on: d for d in documents if d.report.cells}
    return [
        replace(doc, problems=(_cover(linked[doc.captured.url]),))
        if not doc.report.cells and doc.captured.kind == "page" and doc.captured.url in linked
        else doc
        for doc in documents
    ]


def confirmed(documents: Sequence[SourceDocument]) -> list[SourceDocument]:
    """The documents, with suspect ones cleared that a page and its attachment vouch for. What the
    medium left in doubt, the same figures in another medium settle; a doubt about which column a
    figure belongs to, both readings share."""
    by_url = {d.captured.url: d for d in documents if d.captured.is_newest}
    pairs = [(d, by_url[d.captured.found_on]) for d in documents if d.captured.found_on in by_url]
    vouched = {
        id(doc): other
        for pair in pairs
        for doc, other in (pair, pair[::-1])
        if doc.report.media != other.report.media and _agree(doc.report, other.report)
        if all(p.check in MEDIUM_CHECKS for p in doc.report.problems if p.is_ours)
    }
    return [
        _as_printed(doc, vouched[id(doc)])
        if doc.report.status is Status.SUSPECT and id(doc) in vouched
        else doc
        for doc in documents
    ]


def _agree(a: Report, b: Report) -> bool:
    """Whether two readings hold the same columns with the same figures."""
    return bool(a.values) and a.values == b.values


def _as_printed(doc: SourceDocument, other: SourceDocument) -> SourceDocument:
    text = f"{other.captured.url} carries the same report with the same figures"
    problem = Problem("second_reading", Severity.WARNING, text)
    report = replace(doc.report, status=Status.AS_PRINTED)
    return replace(doc, report=report, problems=(*doc.problems, problem))


def _cover(attachment: SourceDocument) -> Problem:
    text = f"the page holds no tables; the report is its attachment {attachment.captured.url}"
    return Problem("cover_page", Severity.WARNING, text)
