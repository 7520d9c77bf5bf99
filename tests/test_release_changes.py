"""What differs between two releases, and why."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from archive.home import Home
from flows.releasing import release
from normalizers.model import Report, Status
from release import changes
from tests.warehouses import broken, fill, report

BEFORE = report(received__total=5, granted__total=None, fees_amount="1.50")


def changed(home: Home, number: int = 2) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(home.read(f"releases/{number}/changes.json"))
    return found


def two_releases(folder: Path, before: tuple[Report, ...], now: tuple[Report, ...]) -> Home:
    home = fill(Home(str(folder)), before)
    release(home)
    fill(home, now)
    release(home)
    return home


def test_the_first_release_has_nothing_to_differ_from(tmp_path: Path) -> None:
    home = fill(Home(str(tmp_path)), [report()])
    release(home)
    assert changed(home, 1)["rows"] == []
    assert changed(home, 1)["summary"]["before"] is None
    assert "no release before" in home.read("releases/1/CHANGES.md").decode()


def test_cells_added_changed_and_gone_are_told_with_their_figures(tmp_path: Path) -> None:
    now = report(edition="b", received__total=None, granted__total=0, fees_amount="1.51")
    home = two_releases(tmp_path, (BEFORE,), (BEFORE, now))
    (row,) = changed(home)["rows"]
    assert (row["change"], row["why"]) == ("changed", "source_revised")
    assert {
        cell["column"]: (cell["change"], cell["before"], cell["now"]) for cell in row["cells"]
    } == {
        "received__total": ("gone", 5, None),
        "granted__total": ("added", None, 0),
        "fees_amount": ("changed", 1.5, 1.51),
    }
    assert changed(home)["summary"]["cells"] == {"added": 1, "changed": 1, "gone": 1}
    text = home.read("releases/2/CHANGES.md").decode()
    assert "received__total: 5 → (empty)" in text
    assert "source_revised" in text


def test_a_cell_that_stays_empty_or_the_same_is_no_change(tmp_path: Path) -> None:
    home = two_releases(tmp_path, (BEFORE,), (BEFORE, report(year=2022)))
    (row,) = changed(home)["rows"]
    assert (row["year"], row["change"], row["why"]) == (2022, "added", "new_document")


def test_the_same_bytes_with_other_figures_are_a_bettered_reading(tmp_path: Path) -> None:
    again = report(received__total=6, granted__total=None, fees_amount="1.50")
    home = two_releases(tmp_path, (BEFORE,), (again,))
    (row,) = changed(home)["rows"]
    assert row["why"] == "reading_bettered"
    assert [cell["column"] for cell in row["cells"]] == ["received__total"]


def test_a_row_that_was_suspect_before_comes_by_a_bettered_reading(tmp_path: Path) -> None:
    other = report(year=2022)
    before = (other, report(status=Status.SUSPECT))
    home = two_releases(tmp_path, before, (other, report()))
    (row,) = changed(home)["rows"]
    assert (row["change"], row["why"]) == ("added", "reading_bettered")


@pytest.mark.parametrize(
    ("now", "why"),
    [
        ((report(status=Status.SUSPECT),), "held_out"),
        ((report(), broken()), "source_revised"),
        ((), "document_gone"),
    ],
)
def test_a_row_that_has_gone_says_why(tmp_path: Path, now: tuple[Report, ...], why: str) -> None:
    other = report(year=2022)
    home = two_releases(tmp_path, (other, report()), (other, *now))
    (row,) = changed(home)["rows"]
    assert (row["change"], row["why"], row["document"]) == ("gone", why, None)


def test_another_document_of_the_same_year_is_chosen_otherwise(tmp_path: Path) -> None:
    home = Home(str(tmp_path))
    page, copy = report(status=Status.AS_PRINTED), report(edition="copy", received__total=9)
    fill(home, [page])
    release(home)
    fill(home, [page, copy], urls={copy.sha256: "http://copy/"})
    release(home)
    (row,) = changed(home)["rows"]
    assert (row["why"], row["url"]) == ("chosen_otherwise", "http://copy/")


def test_a_document_that_counts_as_another_years_is_identified_otherwise(tmp_path: Path) -> None:
    home = two_releases(tmp_path, (report(),), (replace(report(), year=2022),))
    assert {row["year"]: (row["change"], row["why"]) for row in changed(home)["rows"]} == {
        2022: ("added", "identified_otherwise"),
        2023: ("gone", "identified_otherwise"),
    }


CORRECTION = """
[[correction]]
agency_id = "410303:西工区统计局"
year = 2023
column = "received__total"
printed = "{raw}"
value = {value}
reason = "a test"
evidence = "none"
date = 2025-01-01
"""


def test_a_correction_applied_altered_and_withdrawn_is_told_as_one(tmp_path: Path) -> None:
    home = fill(Home(str(tmp_path / "home")), [report()])
    path = tmp_path / "correction.toml"
    (cell,) = (c for c in report().cells if c.column == "received__total")
    release(home, [])
    for number, value in ((2, 7), (3, 8)):
        path.write_text(CORRECTION.format(raw=cell.raw, value=value), encoding="utf-8")
        release(home, [path])
        (row,) = changed(home, number)["rows"]
        (told,) = row["cells"]
        assert (row["why"], told["why"], told["now"]) == ("correction", "correction", value)
    release(home, [])
    (row,) = changed(home, 4)["rows"]
    assert (row["why"], row["cells"][0]["before"]) == ("correction", 8)


def test_many_changes_are_summed_up_and_the_file_has_them_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(changes, "SHOWN_ROWS", 2)
    added = tuple(report(f"西工区第{n}管理局") for n in range(5))
    home = two_releases(tmp_path, (report(),), (report(), *added))
    assert len(changed(home)["rows"]) == 5
    text = home.read("releases/2/CHANGES.md").decode()
    assert "first 2 of 5" in text
    assert text.count("new_document") == 1 + 2
