"""Documents that tell of one agency and year: compared cell by cell, and one of them chosen."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from extractors.reading import Problem, Severity
from normalizers.documents import RANK, RELEASED, SourceDocument
from normalizers.model import Cell

MEDIA_RANK = {"html": 0, "docx": 1, "pdf": 2, "text": 3}
MOST_SHOWN = 4


def compare_documents(documents: Iterable[SourceDocument]) -> list[SourceDocument]:
    """The documents, each with the number of others of its agency and year that agree with it in
    every figure that both print, and of those that differ. The same bytes at another address are no
    second witness, nor are editions that were superseded."""
    everything = list(documents)
    groups = _groups(everything)
    return [
        replace(
            doc,
            agreeing=sum(_agree(doc, other) for other in groups[doc.agency_id, doc.year]),
            differing=sum(bool(differing(doc, other)) for other in groups[doc.agency_id, doc.year]),
        )
        if _is_witness(doc)
        else doc
        for doc in everything
    ]


def choose_documents(documents: Iterable[SourceDocument]) -> list[SourceDocument]:
    """The document that tells of each agency and year, in order of agency and year.

    The rule. Only editions that were not superseded at their address count
    (`normalizers.editions`), and of them only clean and as_printed ones. Of several:
    1. what its address still holds before what it held;
    2. the better status;
    3. the one that more others agree with (`compare_documents`);
    4. more figures;
    5. the medium whose structure is declared: HTML, DOCX, PDF, text;
    6. the one captured first; then the address, then the id.

    The one chosen gets a warning for each other document, suspect ones too, whose figures differ,
    with both printed texts and both addresses. Figures of two documents are never mixed.
    """
    everything = list(documents)
    chosen = []
    for (agency_id, year), group in sorted(_groups(everything).items(), key=lambda g: str(g[0])):
        candidates = [doc for doc in group if doc.report.status in RELEASED]
        if candidates and agency_id and year:
            best = min(candidates, key=_order)
            found = (
                difference
                for doc in sorted(group, key=_order)
                if (difference := documents_differ(best, doc))
            )
            chosen.append(replace(best, problems=(*best.problems, *found)))
    return chosen


def differing(one: SourceDocument, other: SourceDocument) -> tuple[str, ...]:
    """The columns that both print, with different figures."""
    mine, theirs = one.report.values, other.report.values
    return tuple(name for name in mine if name in theirs and mine[name] != theirs[name])


def both_printed(one: SourceDocument, other: SourceDocument, columns: Sequence[str]) -> str:
    """What two documents print in some columns, the first few spelled out."""
    mine, theirs = _by_column(one), _by_column(other)
    shown = "; ".join(
        f"{name}: {mine[name].raw!r} and {theirs[name].raw!r}" for name in columns[:MOST_SHOWN]
    )
    more = f"; and {len(columns) - MOST_SHOWN} more" if len(columns) > MOST_SHOWN else ""
    return shown + more


def documents_differ(best: SourceDocument, other: SourceDocument) -> Problem | None:
    """The problem that two documents print different figures; None where they don't."""
    columns = differing(best, other)
    if not columns:
        return None
    text = (
        f"{best.captured.url} and {other.captured.url} ({other.report.status.value}) tell of the"
        f" same agency and year otherwise: {both_printed(best, other, columns)}"
    )
    return Problem("documents_differ", Severity.WARNING, text, columns)


Groups = dict[tuple[str | None, int | None], list[SourceDocument]]


def _groups(documents: Iterable[SourceDocument]) -> Groups:
    groups: Groups = {}
    for doc in documents:
        if _is_witness(doc):
            groups.setdefault((doc.agency_id, doc.year), []).append(doc)
    return groups


def _is_witness(doc: SourceDocument) -> bool:
    is_known = bool(doc.agency_id) and bool(doc.year)
    return is_known and doc.superseded_by is None and bool(doc.report.cells)


def _agree(one: SourceDocument, other: SourceDocument) -> bool:
    mine, theirs = one.report.values, other.report.values
    shared = any(value is not None and theirs.get(name) is not None for name, value in mine.items())
    is_other = one.report.sha256 != other.report.sha256
    return is_other and shared and not differing(one, other)


def _by_column(doc: SourceDocument) -> dict[str, Cell]:
    return {cell.column: cell for cell in doc.report.cells}


def _order(doc: SourceDocument) -> tuple[bool, int, int, int, int, str, str, str]:
    report = doc.report
    return (
        not doc.captured.is_newest,
        RANK[report.status],
        -doc.agreeing,
        -sum(cell.value is not None for cell in report.cells),
        MEDIA_RANK.get(report.media, 9),
        doc.captured.captured_at,
        doc.captured.url,
        doc.id,
    )
