"""The codebook as pages: every column, in both languages, and what a change of form breaks."""

from dataclasses import replace

import pytest

from forms.codebook import codebook
from forms.loader import form_by_id, load_forms
from forms.succession import TableChange, form_changes
from release.codebook_pages import PAGES, codebook_pages


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    return {name: page.decode() for name, page in codebook_pages().items()}


def changed(table: str) -> TableChange:
    (change,) = form_changes(load_forms())
    assert (change.before.id, change.after.id) == ("2019", "2021")
    return next(entry for entry in change.tables if entry.table == table)


@pytest.mark.parametrize("name", PAGES)
def test_every_column_has_one_line_with_its_printed_labels(
    pages: dict[str, str], name: str
) -> None:
    lines = [line for line in pages[name].splitlines() if line.startswith("| `")]
    by_column = {line.split("`")[1]: line for line in lines}
    assert len(lines) == len(by_column) == len(codebook())
    for entry in codebook():
        assert entry.row_label in by_column[entry.column]
        assert entry.column_label in by_column[entry.column]
        assert entry.description.split("; ")[-1] in by_column[entry.column]


def test_columns_say_which_arithmetic_they_take_part_in(pages: dict[str, str]) -> None:
    lines = pages["codebook.en.md"].splitlines()
    (total,) = (line for line in lines if line.startswith("| `received__total`"))
    (fees,) = (line for line in lines if line.startswith("| `fees_amount`"))
    assert "row_sum (right), column_balance (left)" in total
    assert fees.endswith("| administrative fees; administrative fees collected this year | "
                         "10,000 CNY | 2021 | none |")  # fmt: skip


def test_the_change_of_form_is_told_from_the_forms() -> None:
    proactive, requests, review = map(changed, ("proactive_disclosure", "requests", "review"))
    assert [f.name for f in proactive.both] == [
        "licensing_decisions",
        "penalty_decisions",
        "coercion_decisions",
    ]
    assert [row.key for row in proactive.broken] == ["rules", "normative", "fees"]
    (split,) = requests.splits
    assert (split.whole.key, split.whole_form) == ("other", "2019")
    assert [part.key for part in split.parts] == [
        "other_no_correction",
        "other_fee_unpaid",
        "other_misc",
    ]
    assert not review.only_before
    assert not review.only_after


def test_a_table_that_a_form_dropped_is_told() -> None:
    before, after = (form_by_id(form_id) for form_id in ("2019", "2021"))
    (change,) = form_changes((before, replace(after, tables=after.tables[:2])))
    gone = change.tables[-1]
    assert (gone.table, len(gone.only_before), gone.both) == ("review", 15, ())


def test_the_change_of_form_stands_in_both_languages(pages: dict[str, str]) -> None:
    for page in pages.values():
        assert "`other__*`" in page
        assert "`other_misc__*`" in page
        assert "`procurement_amount`" in page
    assert "One row against several" in pages["codebook.en.md"]
    assert "一行对多行" in pages["codebook.zh.md"]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        (
            "codebook.en.md",
            ("Empty is not zero", "Whole area", "form_year", "mixed_form", "suspect"),
        ),
        ("codebook.zh.md", ("空白不是零", "全地区", "form_year", "mixed_form", "suspect")),
    ],
)
def test_the_traps_are_named(pages: dict[str, str], name: str, words: tuple[str, ...]) -> None:
    assert all(word in pages[name] for word in words)


def test_the_same_forms_give_the_same_bytes() -> None:
    assert codebook_pages() == codebook_pages()
