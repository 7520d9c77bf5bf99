"""Which report a document is: title, agency, year, publication date, with the evidence."""

from collections.abc import Sequence
from functools import partial

from extractors.document import Document
from extractors.identity.agencies import find_agency
from extractors.identity.agency_doubts import contradicted
from extractors.identity.agency_witnesses import is_banner, said_in, signatures, speaker
from extractors.identity.opening import around_opening
from extractors.identity.published import find_published
from extractors.identity.titles import titles
from extractors.identity.years import find_year
from extractors.reading import Evidence, Identification, Problem, Severity
from extractors.words.titles import Title, year_of


def identify(document: Document) -> Identification:
    """None for whatever the document does not say; each None is a warning."""
    opening = around_opening(document)
    speaks, signed = speaker(opening), list(signatures(document))
    said = list(said_in(opening))
    is_other = partial(is_banner, speaks=speaks, said=[*said, *signed])
    found: Sequence[Title] = [t for t in titles(opening, is_other) if t.is_own]
    year, year_evidence, problems = find_year(opening, found, None)
    published, date_evidence = find_published(opening, _of_year(found, year))
    if published is not None:
        year, year_evidence, problems = find_year(opening, found, published)
    found = _of_year(found, year)
    agency, agency_evidence = find_agency(opening, found, speaks, [*said, *signed])
    title = _printed(found)
    missing = [
        Problem("identity", Severity.WARNING, f"no {what} was found in the document")
        for what, value in (("title", title), ("agency", agency), ("year", year))
        if value is None
    ]
    missing += [
        Problem("identity", Severity.WARNING, f"the agency is inferred: {e.value} from {e.text!r}")
        for e in agency_evidence
        if e.source == "inferred"
    ]
    missing += contradicted(agency, agency_evidence)
    evidence: tuple[Evidence, ...] = (*agency_evidence, *year_evidence, *date_evidence)
    return Identification(title, agency, year, published, evidence, (*problems, *missing))


def _of_year(titles: Sequence[Title], year: int | None) -> Sequence[Title]:
    """The titles that name no other year, all where none is left."""
    return [title for title in titles if year_of(title.text) in (None, year)] or titles


def _printed(titles: Sequence[Title]) -> str | None:
    """The title that the page prints; what a sentence calls the report is its title only where no
    line is one."""
    lines = [t for t in titles if t.source == "line" or (t.source == "hint" and t.weight)]
    return next((title.text for title in (*lines, *titles)), None)
