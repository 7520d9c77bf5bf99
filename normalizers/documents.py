"""Documents of the dataset: a capture and what was read from it; and which one tells of an agency
and year where there are several."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from extractors.document import Document, Paragraph, Place
from extractors.identify import identify
from extractors.reading import Problem, Severity
from normalizers.agencies import resolve
from normalizers.model import Report, Status

RANK = {Status.CLEAN: 0, Status.AS_PRINTED: 1, Status.SUSPECT: 2, Status.UNREADABLE: 3}
MEDIA_RANK = {"html": 0, "docx": 1, "pdf": 2, "text": 3}
RELEASED = frozenset((Status.CLEAN, Status.AS_PRINTED))
MOST_SHOWN = 4
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
    """A report in its capture and origin. `agency_id` is None where nothing tells the agency."""

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
    return SourceDocument(
        id=f"{origin.source}:{report.sha256[:16]}",
        origin=origin,
        captured=captured,
        report=report,
        agency=resolved.name if resolved else None,
        agency_id=resolved.id if resolved else None,
        adcode=resolved.adcode if resolved else origin.adcode,
        level=_level(resolved.adcode if resolved else origin.adcode, origin),
        year=year,
        problems=tuple(problems),
    )


def _level(adcode: str, origin: Origin) -> str:
    """The source's level for its own place, else what the code says."""
    if adcode == origin.adcode:
        return origin.level
    if adcode.endswith("0000"):
        return "province"
    return "prefecture" if adcode.endswith("00") else "county"


def choose_documents(documents: Iterable[SourceDocument]) -> list[SourceDocument]:
    """The document that tells of each agency and year, in order of agency and year.

    The rule: only the newest capture of an address counts; of several, the better status, then
    more cells, then the medium whose structure is declared (HTML, DOCX, PDF, text), then the older
    capture, then the address. Documents whose figures differ get a warning that names both.
    Suspect and unreadable ones are not chosen.
    """
    groups: dict[tuple[str, int], list[SourceDocument]] = {}
    for doc in documents:
        is_candidate = doc.captured.is_newest and doc.report.status in RELEASED
        if is_candidate and doc.agency_id and doc.year:
            groups.setdefault((doc.agency_id, doc.year), []).append(doc)
    chosen = []
    for key in sorted(groups):
        best, *others = sorted(groups[key], key=_order)
        chosen.append(replace(best, problems=(*best.problems, *_differences(best, others))))
    return chosen


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


def _order(doc: SourceDocument) -> tuple[int, int, int, str, str]:
    report = doc.report
    return (
        RANK[report.status],
        -sum(cell.value is not None for cell in report.cells),
        MEDIA_RANK.get(report.media, 9),
        doc.captured.captured_at,
        doc.captured.url,
    )


def _differences(best: SourceDocument, others: Sequence[SourceDocument]) -> list[Problem]:
    found = []
    for other in others:
        mine, theirs = best.report.values, other.report.values
        differing = tuple(name for name in mine if name in theirs and mine[name] != theirs[name])
        if differing:
            shown = "; ".join(f"{n}: {mine[n]} and {theirs[n]}" for n in differing[:MOST_SHOWN])
            text = f"{other.captured.url} tells of the same agency and year otherwise ({shown})"
            found.append(Problem("documents_differ", Severity.WARNING, text, differing))
    return found
