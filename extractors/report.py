"""A whole report: Document to Reading."""

from collections.abc import Mapping

from extractors.cells.choose import Chosen, choose
from extractors.cells.missing import find_missing
from extractors.document import Document
from extractors.errata import find_errata
from extractors.identity.identify import identify
from extractors.layout.flattened import regrouped
from extractors.layout.typed import with_typed
from extractors.reading import Problem, Reading, Severity
from extractors.sections.gaps import find_gaps
from extractors.sections.sections import find_sections
from extractors.tables.lines import lines_of
from extractors.tables.statutory import find_rows
from extractors.tables.transposed import upright
from forms.loader import form_by_id, load_forms
from forms.model import Form

DECISIVE = "proactive_disclosure"


def read_report(document: Document) -> Reading:
    """Sections, cells, title, agency, year and form of a document, with everything that was wrong
    or doubtful. Never raises for what a document holds: an empty Reading is a valid one."""
    identification = identify(document)
    likely = _likely(identification.year)
    whole = upright(regrouped(with_typed(document)))
    lines = list(lines_of(whole))
    found = find_rows(lines, likely)
    is_sure = not any(problem.check == "year" for problem in identification.problems)
    chosen = choose(found, likely, identification.year, is_sure, identification.agency)
    form, problems = _form(chosen, identification.year)
    table_forms = _table_forms(chosen, form)
    sections = find_sections(document)
    columns = {cell.column for cell in chosen.cells}
    notes = tuple(
        Problem(n.check, Severity(n.severity), n.message, (), True) for n in document.notes
    )
    return Reading(
        media=document.media,
        identification=identification,
        form=form.id if form else None,
        sections=sections,
        cells=chosen.cells,
        table_forms=table_forms,
        problems=(
            *notes,
            *identification.problems,
            *problems,
            *chosen.problems,
            *find_missing(whole, lines, found, chosen, table_forms, form),
            *find_gaps(sections, columns, form),
            *find_errata(document),
        ),
    )


def _likely(year: int | None) -> Form:
    """The statutory form of the year, the newest where the year is unknown or before all forms."""
    with_tables = [form for form in load_forms() if form.tables]
    fitting = [form for form in with_tables if year and form.applies_to(year)]
    return fitting[0] if fitting else with_tables[-1]


def _form(chosen: Chosen, year: int | None) -> tuple[Form | None, list[Problem]]:
    """The form that most tables follow; of two with equally many, the one of table 2. Tables that
    fit every form don't vote. Without tables only a year before 2019 tells the form."""
    votes = list(chosen.table_forms.values())
    if not votes:
        if chosen.cells:
            return _likely(year), []
        early = [f for f in load_forms() if not f.tables and year and f.applies_to(year)]
        return (early[0] if early else None), []
    most = max(votes.count(vote) for vote in votes)
    leading = [vote for vote in dict.fromkeys(votes) if votes.count(vote) == most]
    decisive = chosen.table_forms.get(DECISIVE)
    form = form_by_id(decisive if decisive in leading else leading[0])
    problems = []
    if len(set(votes)) > 1:
        said = ", ".join(f"{table} follows {f}" for table, f in chosen.table_forms.items())
        problems.append(Problem("mixed_form", Severity.WARNING, f"the report mixes forms: {said}"))
    if year and not form.applies_to(year):
        text = f"the tables follow the form {form.id}, which is not the form of {year}"
        problems.append(Problem("form_year", Severity.WARNING, text))
    return form, problems


def _table_forms(chosen: Chosen, form: Form | None) -> Mapping[str, str]:
    """The form of every table of the report's form, each table's own form first."""
    if form is None:
        return {}
    return {table.id: chosen.table_forms.get(table.id, form.id) for table in form.tables}
