"""The form's arithmetic as an error-detecting code over one report's figures."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from extractors.reading import Problem, Severity
from forms.arithmetic import Figures, Outcome, Result, evaluate
from forms.loader import form_by_id
from normalizers.model import Check


def check_arithmetic(
    figures: Figures, table_forms: Mapping[str, str]
) -> tuple[tuple[Check, ...], tuple[Problem, ...]]:
    """Every identity of the form that each table follows. A check that fails is an error; so are
    checks that could not run, gathered into one problem per kind of check."""
    results = [
        evaluate(identity, figures)
        for table, form_id in table_forms.items()
        for identity in form_by_id(form_id).identities
        if identity.table == table
    ]
    checks = tuple(
        Check(r.identity.check, r.outcome.value, r.identity.columns, _detail(r, figures))
        for r in results
    )
    failed = [_failed(r, figures) for r in results if r.outcome is Outcome.FAIL]
    return checks, (*failed, *_not_run(results, figures))


def _failed(result: Result, figures: Figures) -> Problem:
    identity = result.identity
    return Problem(
        identity.check,
        Severity.ERROR,
        f"{_detail(result, figures)} ({identity.citation})",
        identity.columns,
    )


def _detail(result: Result, figures: Figures) -> str:
    identity = result.identity
    if result.outcome is Outcome.NOT_RUN:
        absent = [name for name in identity.columns if name not in figures]
        if absent:
            return f"not found: {', '.join(absent)}"
        empty = identity.right if result.right is None else identity.left
        return f"empty: {', '.join(empty)}, against {_shown(result.left or result.right)}"
    sign = "=" if result.outcome is Outcome.PASS else "≠"
    sides = (_side(identity.left, figures), _side(identity.right, figures))
    return f"{identity.right[0]}: {sides[0]} {sign} {sides[1]}"


def _side(names: Sequence[str], figures: Figures) -> str:
    printed = [_shown(value) for name in names if (value := figures.get(name))]
    return " + ".join(printed) if printed else "0"


def _shown(value: Decimal | None) -> str:
    return "nothing" if value is None else f"{value:f}"


def _not_run(results: Sequence[Result], figures: Figures) -> list[Problem]:
    problems = []
    for name in dict.fromkeys(r.identity.check for r in results):
        missed = [r for r in results if r.identity.check == name and r.outcome is Outcome.NOT_RUN]
        if not missed:
            continue
        columns = tuple(dict.fromkeys(c for r in missed for c in r.identity.columns))
        text = f"{name} could not run {len(missed)} times; first: {_detail(missed[0], figures)}"
        problems.append(Problem(name, Severity.ERROR, text, columns))
    return problems
