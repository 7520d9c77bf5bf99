"""Editions: what one address held at different times, and which of it still stands."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from extractors.reading import Problem, Severity
from normalizers.copies import both_printed, differing
from normalizers.documents import RELEASED, SourceDocument

COVER = "cover_page"
EMPTY = "empty_file"
PAGES = ("html", "text")


def with_editions(documents: Iterable[SourceDocument]) -> list[SourceDocument]:
    """The documents of one source, each with its revision and what superseded it.

    An edition is superseded by the newest later one at its address that tells, or may tell, of the
    same agency and year. So:
    - a revised report takes the place of the one before; where their figures differ it gets a
      warning (`revised`) with both printed texts;
    - where that newer edition is suspect or unreadable, no row is released from the address, for
      the figures before it are known to be no longer current: an error (`revision_in_doubt`);
    - where the address now holds the report of another year or agency, as the page "newest report"
      of many portals does, the older one stands, with a warning (`address_reused`);
    - where it now holds no report at all (a notice, an error page), the last edition stands, with a
      warning (`edition_gone`). An address that answers no more leaves no capture, so its last
      edition stands too; the failure is among the problems.
    """
    addresses: dict[str, list[SourceDocument]] = {}
    for doc in documents:
        addresses.setdefault(doc.captured.url, []).append(doc)
    return [doc for editions in addresses.values() for doc in _judged(editions)]


def _judged(editions: Sequence[SourceDocument]) -> list[SourceDocument]:
    by_capture = sorted(editions, key=lambda d: (d.captured.captured_at, d.id))
    numbered = [replace(doc, revision=n) for n, doc in enumerate(by_capture, 1)]
    # What is there now comes last, though an older edition may have come back.
    ordered = sorted(numbered, key=lambda d: (d.captured.is_newest, d.revision))
    return [_placed(doc, ordered[:i], ordered[i + 1 :]) for i, doc in enumerate(ordered)]


def _placed(
    doc: SourceDocument, before: Sequence[SourceDocument], later: Sequence[SourceDocument]
) -> SourceDocument:
    """One edition with what became of it, and with what is to be said of those before it."""
    newer = [other for other in later if _may_replace(other, doc)]
    problems = list(doc.problems)
    if newer:
        doc = replace(doc, superseded_by=newer[-1].id)
    elif later and doc.report.status in RELEASED:
        problems.append(_no_longer_held(doc, later[-1]))
    same = [other for other in before if _may_replace(doc, other)]
    if same and not newer:
        problems += _revision(doc, same)
    return replace(doc, problems=tuple(problems))


def _may_replace(newer: SourceDocument, older: SourceDocument) -> bool:
    """Whether the newer edition tells, or may tell, of the same agency and year."""
    return (
        _is_report(newer)
        and (newer.year == older.year or None in (newer.year, older.year))
        and (newer.agency_id == older.agency_id or None in (newer.agency_id, older.agency_id))
    )


def _is_report(doc: SourceDocument) -> bool:
    """Whether a document is a report or may be one: it has cells, or a report's title, or is a file
    that can't be read. An empty file is none."""
    report = doc.report
    if any(problem.check == EMPTY for problem in report.problems):
        return False
    return bool(report.cells) or report.title is not None or report.media not in PAGES


def _no_longer_held(doc: SourceDocument, now: SourceDocument) -> Problem:
    held = f"{doc.captured.url} held this report at {doc.captured.captured_at} and holds"
    if not _is_report(now):
        text = f"{held} none now ({now.id}): look whether it was moved or withdrawn"
        return Problem("edition_gone", Severity.WARNING, text)
    text = (
        f"{held} that of {now.agency} {now.year} now ({now.id}): look whether year and agency hold"
    )
    return Problem("address_reused", Severity.WARNING, text)


def _revision(doc: SourceDocument, same: Sequence[SourceDocument]) -> list[Problem]:
    """What is to be said of an edition that stands in the place of others of the same report."""
    older = same[-1]
    if doc.report.status in RELEASED:
        columns = differing(older, doc)
        text = (
            f"revised since {older.captured.captured_at} ({older.id});"
            f" before and now: {both_printed(older, doc, columns)}"
        )
        return [Problem("revised", Severity.WARNING, text, columns)] if columns else []
    is_cover = any(problem.check == COVER for problem in doc.problems)
    lost = [other.id for other in same if other.report.status in RELEASED]
    if is_cover or not lost:
        return []
    text = (
        f"{doc.captured.url} held a report ({lost[-1]}) and holds a newer edition now that is"
        f" {doc.report.status.value}; neither is released from this address: review the newer"
    )
    return [Problem("revision_in_doubt", Severity.ERROR, text)]
