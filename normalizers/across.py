"""Figures of one agency held against those of its year before."""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from extractors.reading import Problem, Severity
from forms.arithmetic import Figures
from normalizers.documents import SourceDocument

# 上年结转(Y) = 结转下年度(Y-1)
CARRIED = (("carried_in__total", "carried_out__total"),)
# 现行有效(Y) = 现行有效(Y-1) + 制发(Y) - 废止(Y)
IN_FORCE = ("rules", "normative")


def check_years(chosen: Iterable[SourceDocument]) -> list[SourceDocument]:
    """The documents, each with warnings where its figures don't follow from those of the year
    before (which both years' agencies may have printed in good faith)."""
    documents = list(chosen)
    by_key = {(doc.agency_id, doc.year): doc for doc in documents}
    return [
        replace(doc, problems=(*doc.problems, *_differences(doc, before)))
        if doc.year and (before := by_key.get((doc.agency_id, doc.year - 1)))
        else doc
        for doc in documents
    ]


def _differences(doc: SourceDocument, before: SourceDocument) -> list[Problem]:
    now, then = doc.figures, before.figures
    found = []
    for column, earlier in CARRIED:
        a, b = now.get(column), then.get(earlier)
        if a is not None and b is not None and a != b:
            text = f"{column} is {a}, but {earlier} of {before.year} is {b}"
            found.append(Problem("carried_over", Severity.WARNING, text, (column,)))
    for kind in IN_FORCE:
        expected = _in_force(kind, now, then)
        column = f"{kind}_in_force"
        printed = now.get(column)
        if expected is not None and printed is not None and expected != printed:
            text = f"{column} is {printed}; {before.year} and the changes give {expected}"
            found.append(Problem("in_force", Severity.WARNING, text, (column,)))
    return found


def _in_force(kind: str, now: Figures, then: Figures) -> Decimal | None:
    before, issued, repealed = (
        then.get(f"{kind}_in_force"),
        now.get(f"{kind}_issued"),
        now.get(f"{kind}_repealed"),
    )
    if before is None or issued is None or repealed is None:
        return None
    return before + issued - repealed
