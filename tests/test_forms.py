"""The forms are data, and the codebook is made from them."""

import csv
from pathlib import Path

import pytest

from forms.arithmetic import Outcome, evaluate
from forms.codebook import HEADER, codebook
from forms.loader import form_by_id, load_form, load_forms
from forms.model import Identity
from tests.conftest import SHARED


def test_the_codebook_is_exactly_the_agreed_one() -> None:
    path = SHARED / "codebook.csv"
    if not path.exists():
        pytest.skip(f"the agreed codebook is not at hand ({path} is missing)")
    with path.open(encoding="utf-8-sig", newline="") as file:
        agreed = {tuple(row[name] for name in HEADER) for row in csv.DictReader(file)}
    assert {entry.line() for entry in codebook()} == agreed


@pytest.mark.parametrize(("form_id", "rows", "fields"), [("2019", 23, 198), ("2021", 25, 200)])
def test_the_forms_have_the_statutory_size(form_id: str, rows: int, fields: int) -> None:
    form = form_by_id(form_id)
    requests = form.table("requests")
    assert requests is not None
    assert len(form.fields) == fields
    assert len(requests.columns) == 7
    assert len(requests.rows) == rows


def test_every_year_since_2008_has_one_form() -> None:
    for year in range(2008, 2030):
        assert sum(form.applies_to(year) for form in load_forms()) == 1


def test_every_column_of_tables_three_and_four_stands_in_an_identity() -> None:
    for form in load_forms():
        checked = {name for identity in form.identities for name in identity.columns}
        fields = {f.name for f in form.fields if f.table in ("requests", "review")}
        assert fields == checked


def test_a_broken_form_is_named(tmp_path: Path) -> None:
    path = tmp_path / "bad.toml"
    path.write_text('id = "x"\n', encoding="utf-8")
    with pytest.raises(ValueError, match=r"bad\.toml"):
        load_form(path)


IDENTITY = Identity("sum", "test", "t", ("a", "b"), ("c",))


@pytest.mark.parametrize(
    ("figures", "outcome"),
    [
        ({"a": 1, "b": 2, "c": 3}, Outcome.PASS),
        ({"a": 1, "b": 2, "c": 4}, Outcome.FAIL),
        ({"a": 1, "b": None, "c": 1}, Outcome.PASS),
        ({"a": None, "b": None, "c": None}, Outcome.PASS),
        ({"a": None, "b": None, "c": 0}, Outcome.PASS),
        ({"a": 0, "b": 0, "c": None}, Outcome.PASS),
        ({"a": 1, "b": 2, "c": None}, Outcome.NOT_RUN),
        ({"a": None, "b": None, "c": 3}, Outcome.NOT_RUN),
        ({"a": 1, "c": 1}, Outcome.NOT_RUN),
    ],
)
def test_a_check_passes_fails_or_says_that_it_could_not_run(
    figures: dict[str, int | None], outcome: Outcome
) -> None:
    from decimal import Decimal

    exact = {k: None if v is None else Decimal(v) for k, v in figures.items()}
    assert evaluate(IDENTITY, exact).outcome is outcome
