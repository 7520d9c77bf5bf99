"""Headings that a report should have and that were not found: what they head is in no section, or
in another's."""

from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from extractors.reading import Problem, SectionReading, Severity
from extractors.sections.choice import ORDER
from extractors.words.heading_numbers import number_of
from forms.loader import load_forms
from forms.model import Form

FIRST = "overview"
WITH_TABLES = tuple(table.id for table in load_forms()[-1].tables)


def find_gaps(
    sections: Sequence[SectionReading], columns: Collection[str], form: Form | None
) -> Iterator[Problem]:
    """One warning for each kind of section without a heading that the report shows to be missing:
    by the table that belongs under it (of which some of the `columns` were read), or by the
    headings beside its place; a single one where no section was found at all."""
    if form is None or not form.tables:
        return
    if not sections:
        if columns:
            text = "no heading of any section was found: what the report says is in no section"
            yield Problem("sections", Severity.WARNING, text)
        return
    kinds = {section.kind for section in sections}
    above = _beside(sections)
    tables = {table.id for table in form.tables if any(f.name in columns for f in table.fields)}
    for kind in (kind for kind in ORDER if kind not in kinds):
        if kind == FIRST and _begins_late(sections):
            where = f"what stands above {sections[0].heading} is in no section"
        elif kind in tables:
            where = "its table is there, in another section or in none"
        elif kind in above:
            where = f"its text, if any, is in the section {above[kind]}"
        else:
            continue
        text = f"no heading of the section {kind} was found: {where}"
        yield Problem("sections", Severity.WARNING, text)


def _begins_late(sections: Sequence[SectionReading]) -> bool:
    """Whether the first section is the form's second, and not numbered as the report's first."""
    first = sections[0]
    return ORDER[first.kind] == 1 and number_of(first.heading)[1] != 1


def _beside(sections: Sequence[SectionReading]) -> dict[str, str]:
    """{kind: heading of the section above its place} of the kinds whose neighbours in the form
    follow one another, unless numbered one behind the other, and where all tables have headings
    of the one that should follow the last section."""
    order = list(ORDER)
    found = {}
    for above, below in pairwise(sections):
        first, second = number_of(above.heading)[1], number_of(below.heading)[1]
        is_whole = first is not None and second == first + 1
        if ORDER[below.kind] - ORDER[above.kind] == 2 and not is_whole:
            found[order[ORDER[above.kind] + 1]] = above.heading
    last = max(sections, key=lambda section: ORDER[section.kind])
    is_cut = ORDER[WITH_TABLES[-1]] <= ORDER[last.kind] < len(ORDER) - 1
    if is_cut and {section.kind for section in sections} >= set(WITH_TABLES):
        found[order[ORDER[last.kind] + 1]] = last.heading
    return found
