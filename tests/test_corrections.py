"""Corrections: what a person found replaces what is printed, with reason and evidence, for as long
as the printed text is what the correction expects."""

import json
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner

from archive.captures import Capture
from archive.home import Home
from archive.records import ArchiveWriter, Exchange
from extractors.reading import Problem, Severity
from flows.cli import app
from flows.explaining import explain
from flows.releasing import release
from normalizers import readings
from normalizers.corrections import DEFAULT, apply_corrections, read_corrections
from normalizers.documents import SourceDocument
from normalizers.judge import judge
from normalizers.model import Report
from tests.made import SAMPLE, made, report

COLUMN = "received__total"
GOOD = """
[[correction]]
agency_id = "320813:洪泽区人民政府"
year = 2023
column = "received__total"
printed = "21"
value = 12
reason = "two digits are exchanged; the parts add up to 12"
evidence = "http://www.example.gov.cn/note.html"
date = 2024-03-01
"""


def written(folder: Path, text: str, name: str = "a.toml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def applied(
    path: Path, *documents: SourceDocument
) -> tuple[list[SourceDocument], list[Problem | None]]:
    entries, malformed = read_corrections([path])
    assert not malformed
    corrected, outcomes = apply_corrections(documents, entries)
    return corrected, [outcome.problem for outcome in outcomes]


def test_a_correction_changes_the_released_figure_and_not_the_printed_one(tmp_path: Path) -> None:
    (doc,), (problem,) = applied(written(tmp_path, GOOD), made(report({COLUMN: "21"})))
    assert problem is None
    assert doc.figures[COLUMN] == 12
    assert doc.report.values[COLUMN] == 21
    (note,) = [p for p in doc.problems if p.check == "corrected"]
    assert note.severity is Severity.WARNING
    assert "'21'" in note.message
    assert "exchanged" in note.message


def test_a_correction_may_name_the_bytes_and_may_empty_a_figure(tmp_path: Path) -> None:
    target = report({COLUMN: "21"})
    by_bytes = GOOD.replace(
        'agency_id = "320813:洪泽区人民政府"\nyear = 2023', f'document = "{target.sha256}"'
    )
    by_bytes = by_bytes.replace("value = 12", 'value = "empty"')
    (doc,), (problem,) = applied(written(tmp_path, by_bytes), made(target))
    assert problem is None
    assert doc.figures[COLUMN] is None


@pytest.mark.parametrize(
    ("printed", "said"),
    [("22", "prints '22', not '21'"), ("12", "prints '12', not '21'")],
)
def test_a_correction_whose_expectation_no_longer_holds_is_an_error(
    tmp_path: Path, printed: str, said: str
) -> None:
    (doc,), (problem,) = applied(written(tmp_path, GOOD), made(report({COLUMN: printed})))
    assert problem is not None
    assert (problem.check, problem.severity) == ("correction_stale", Severity.ERROR)
    assert said in problem.message
    assert "a.toml, correction 1" in problem.message
    assert doc.figures[COLUMN] == Decimal(printed)
    assert problem in doc.problems


def test_a_correction_that_meets_no_row_or_changes_nothing_is_stale(tmp_path: Path) -> None:
    path = written(tmp_path, GOOD)
    _, (problem,) = applied(path, made(report({COLUMN: "21"}, year=2022)))
    assert problem is not None
    assert "no released row" in problem.message
    same = written(tmp_path, GOOD.replace("value = 12", "value = 21"))
    (doc,), (problem,) = applied(same, made(report({COLUMN: "21"})))
    assert problem is not None
    assert problem.check == "correction_stale"
    assert doc.corrected == ()


def test_two_corrections_of_one_figure_are_both_refused(tmp_path: Path) -> None:
    path = written(tmp_path, GOOD + GOOD.replace("value = 12", "value = 13"))
    (doc,), found = applied(path, made(report({COLUMN: "21"})))
    assert {p.check for p in found if p} == {"correction_conflict"}
    assert doc.figures[COLUMN] == 21


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[[correction]\n", "can't be read as TOML"),
        ("[correction]\ncolumn = 1\n", "write each correction under [[correction]]"),
        ("[[corection]]\ncolumn = 1\n", "corection: write each correction under"),
        (GOOD.replace("received__total", "received_totl"), "is no column of the codebook"),
        (GOOD.replace("year = 2023\n", ""), "by agency_id and year"),
        (GOOD + 'document = "' + "0" * 64 + '"', "by document alone"),
        (GOOD.replace("value = 12", "value = 1.5"), "a whole number"),
        (GOOD.replace("value = 12", "value = -1"), "can't be negative"),
        (GOOD.replace("value = 12", 'value = "many"'), "value: "),
        (GOOD.replace("value = 12", "value = nan"), "value: "),
        (GOOD.replace('reason = "two', 'raeson = "two'), "raeson: "),
        (GOOD.replace("date = 2024-03-01", 'date = "soon"'), "date: "),
        (GOOD.replace('printed = "21"\n', ""), "printed: "),
    ],
)
def test_a_malformed_entry_is_named_and_the_others_apply(
    tmp_path: Path, text: str, said: str
) -> None:
    written(tmp_path, text, "bad.toml")
    written(tmp_path, GOOD, "good.toml")
    entries, (problem,) = read_corrections([tmp_path])
    assert [entry.where for entry in entries] == ["good.toml, correction 1"]
    assert (problem.check, problem.severity) == ("correction_malformed", Severity.ERROR)
    assert problem.message.startswith("bad.toml")
    assert said in problem.message


def test_a_file_that_is_no_utf_8_or_not_there_is_named(tmp_path: Path) -> None:
    (tmp_path / "bad.toml").write_bytes(b"\xff\xfe")
    _, problems = read_corrections([tmp_path / "bad.toml", tmp_path / "none.toml"])
    assert [p.message.partition(":")[0] for p in problems] == ["bad.toml", "none.toml"]


def test_the_projects_own_corrections_and_the_example_are_well_formed(tmp_path: Path) -> None:
    assert read_corrections([DEFAULT])[1] == []
    _, _, example = (DEFAULT / "README.md").read_text(encoding="utf-8").partition("```toml\n")
    entries, problems = read_corrections([written(tmp_path, example.partition("```")[0])])
    assert (len(entries), problems) == (1, [])


def test_the_linter_says_what_is_wrong(tmp_path: Path) -> None:
    run = CliRunner().invoke
    path = written(tmp_path, GOOD)
    assert run(app, ["lint-corrections", str(path)]).exit_code == 0
    path = written(tmp_path, GOOD.replace("value = 12", "value = 1.5"))
    result = run(app, ["lint-corrections", str(path)])
    assert result.exit_code == 1
    assert "a whole number" in result.stdout
    assert run(app, ["lint-corrections", str(tmp_path / "none")]).exit_code == 2


# The whole way, from archived bytes to the Parquet of a release.


@pytest.fixture(scope="module")
def report_of_sample() -> Report:
    return judge(SAMPLE.read_bytes())


@pytest.fixture
def home(tmp_path: Path, report_of_sample: Report) -> Home:
    """An archive that holds the sample, and its reading."""
    home = Home(str(tmp_path / "warehouse"))
    home.write("archive/s/source.json", b'{"name": "x", "adcode": "321300", "level": "prefecture"}')
    data = SAMPLE.read_bytes()
    capture = Capture(
        "s", "http://x/1", "2024-01-01T00:00:00Z", "", 200, "", "", "", "page", "", "", "", 0, 0
    )
    with ArchiveWriter(home, "s", "1") as writer:
        writer.add(Exchange(capture, "GET", [], [("Content-Type", "text/html")], data, data))
    readings.save(home, report_of_sample)
    return home


def table(home: Home, name: str) -> pd.DataFrame:
    number = json.loads(home.read("releases/latest.json"))["release"]
    ending = "" if name == "reports" else ".parquet"
    return pd.read_parquet(home.local(f"releases/{number}") / f"{name}{ending}")


def test_a_release_carries_the_correction_and_lists_it(
    home: Home, tmp_path: Path, report_of_sample: Report
) -> None:
    release(home, [])
    before = table(home, "reports").iloc[0]
    cell = next(c for c in report_of_sample.cells if c.column == COLUMN)
    text = GOOD.replace("320813:洪泽区人民政府", before.agency_id).replace('"21"', f'"{cell.raw}"')
    path = written(tmp_path, text)
    release(home, [path])
    reports, cells, listed = (table(home, n) for n in ("reports", "cells", "corrections"))
    assert reports.iloc[0][COLUMN] == 12
    assert cells[cells.column == COLUMN].iloc[0].raw == cell.raw
    assert list(listed.is_applied) == [True]
    assert listed.iloc[0].evidence == "http://www.example.gov.cn/note.html"
    found = explain(home, before.agency_id, 2023, COLUMN)
    assert found.raw == found.read_again == cell.raw
    assert found.correction
    assert found.correction["value"] == "12.0"
    requests = table(home, "requests")
    total = requests[(requests.outcome == "received") & (requests.applicant == "total")]
    assert list(total.requests) == [12]


def test_faulty_corrections_are_problems_of_the_release_and_stop_nothing(
    home: Home, tmp_path: Path
) -> None:
    folder = tmp_path / "corrections"
    folder.mkdir()
    written(folder, "[[correction]\n", "bad.toml")
    written(folder, GOOD, "stale.toml")
    release(home, [folder])
    problems = table(home, "problems")
    errors = problems[problems.check.str.startswith("correction_")]
    assert sorted(errors.check) == ["correction_malformed", "correction_stale"]
    assert set(errors.severity) == {"error"}
    assert list(table(home, "corrections").is_applied) == [False]
    assert len(table(home, "reports")) == 1


def test_the_same_corrections_give_the_same_release(home: Home, tmp_path: Path) -> None:
    path = written(tmp_path, GOOD)
    first = release(home, [path])
    assert first.is_new
    assert not release(home, [path]).is_new
