"""Gates keep a bad night from becoming `latest`, and say why."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pandas as pd
import pytest

from archive.home import Home
from flows.releasing import Released, release
from normalizers.model import Report, Status
from release import gates
from release.gates import BoundsError, load_bounds
from release.place import latest
from tests.conftest import ROOT
from tests.warehouses import fill, report, table

CLI = [sys.executable, "-W", "ignore", "-m", "flows.cli"]


def bureaus(number: int, first: int = 0, **figures: int | None) -> list[Report]:
    return [report(f"西工区第{n}管理局", **figures) for n in range(first, first + number)]


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """Twelve reports, released."""
    home = fill(Home(str(tmp_path)), bureaus(12))
    assert release(home).latest == 1
    return home


def released_with(home: Home, reports: Sequence[Report]) -> Released:
    return release(fill(home, reports))


def test_a_good_night_passes_and_says_so(home: Home) -> None:
    done = released_with(home, bureaus(14))
    assert (done.number, done.latest, done.held) == (2, 2, ())
    told = json.loads(home.read("releases/2/gates.json"))
    assert told["passed"]
    assert [gate["gate"] for gate in told["gates"]] == [
        "rows",
        "year",
        "fill",
        "fill_of_new_rows",
        "suspects",
    ]


def test_fewer_reports_are_held_back_and_kept(home: Home) -> None:
    done = released_with(home, bureaus(11))
    assert (done.number, done.latest, done.is_new) == (2, 1, True)
    assert done.held == ("rows: 11 reports, 12 before; 0.5% may be lost",)
    assert len(table(home, "reports")) == 12
    assert len(table(home, "reports", release=2)) == 11
    told = json.loads(home.read("releases/2/gates.json"))
    assert not told["passed"]
    assert told["gates"][0]["found"] in done.held[0]
    assert told["bounds"]["rows"]["most_lost"] == 0.005


def test_a_report_that_its_agency_revised_and_that_is_in_doubt_now_is_no_loss(home: Home) -> None:
    revised = report("西工区第0管理局", edition="revised", status=Status.SUSPECT)
    done = released_with(home, [*bureaus(12), revised])
    assert (done.reports, done.latest, done.held) == (11, 2, ())


def test_a_site_that_went_blank_is_a_loss_though_its_pages_were_revised(home: Home) -> None:
    blank = [
        report(f"西工区第{n}管理局", edition="revised", status=Status.UNREADABLE) for n in range(8)
    ]
    done = released_with(home, [*bureaus(12)[8:], *blank])
    assert done.latest == 1
    assert done.held[0] == "rows: 4 reports, 12 before; 0.5% may be lost"


def test_a_year_that_shrinks_while_another_grows_is_held_back(home: Home) -> None:
    newer = [report(f"西工区第{n}管理局", year=2024) for n in range(5)]
    done = released_with(home, [*bureaus(10), *newer])
    assert done.held == ("year: 10 reports of 2023, 12 before; 3.0% may be lost",)


def test_figures_that_were_there_and_are_no_more_are_held_back(home: Home) -> None:
    done = released_with(home, [*bureaus(2, received__total=None), *bureaus(10, first=2)])
    assert done.held == ("fill: received__total is empty in 2 of 12 rows that filled it before",)
    assert done.latest == 1


def test_one_figure_that_an_agency_withdraws_is_its_right(home: Home) -> None:
    done = released_with(home, [*bureaus(1, received__total=None), *bureaus(11, first=1)])
    assert done.held == ()


def test_new_rows_that_lack_a_column_are_held_back(home: Home) -> None:
    done = released_with(home, [*bureaus(12), *bureaus(20, first=12, granted__total=None)])
    (reason,) = done.held
    assert reason.startswith("fill_of_new_rows: granted__total")
    assert "0% of 20 new rows, 100% before" in reason


def test_too_many_suspects_are_held_back(home: Home) -> None:
    doubtful = [report(f"西工区第{n}管理局", year=2024, status=Status.SUSPECT) for n in range(3)]
    done = released_with(home, [*bureaus(12), *doubtful])
    assert done.held == ("suspects: 3 of 15 documents are suspect, 0.0% were before",)


def test_a_held_release_is_not_written_again_and_the_next_good_one_passes(home: Home) -> None:
    released_with(home, bureaus(11))
    again = released_with(home, bureaus(11))
    assert (again.number, again.is_new, again.latest) == (2, False, 1)
    assert again.held
    done = released_with(home, bureaus(13))
    assert (done.number, done.latest) == (3, 3)
    assert json.loads(home.read("releases/3/changes.json"))["summary"]["before"] == 1


def test_an_operator_accepts_what_was_held_back(home: Home) -> None:
    released_with(home, bureaus(11))
    assert run("accept", "2", home).returncode == 0
    assert latest(home) == 2
    assert len(table(home, "reports")) == 11
    assert released_with(home, bureaus(11)).held == ()
    assert run("accept", "1", home).returncode == 1
    assert run("accept", "7", home).returncode == 2
    assert latest(home) == 2


def test_a_damaged_release_is_not_accepted(home: Home) -> None:
    released_with(home, bureaus(11))
    (home.local("releases/2") / "cells.parquet").write_bytes(b"")
    done = run("accept", "2", home)
    assert done.returncode == 1
    assert "cells.parquet" in done.stderr
    assert latest(home) == 1


def test_where_the_release_before_is_damaged_the_next_is_held_and_a_person_told(home: Home) -> None:
    (home.local("releases/1") / "documents.parquet").write_bytes(b"torn")
    done = released_with(home, bureaus(13))
    assert (done.number, done.is_new, done.latest) == (2, True, 1)
    (reason,) = done.held
    assert reason.startswith("before: release 1 can't be read (")
    assert run("accept", "2", home).returncode == 0
    assert released_with(home, bureaus(14)).latest == 3


def test_a_release_of_former_code_is_held_against_all_the_same(home: Home) -> None:
    path = home.local("releases/1") / "documents.parquet"
    pd.read_parquet(path).drop(columns="superseded_by").to_parquet(path)
    (home.local("releases/1") / "corrections.parquet").unlink()
    done = released_with(home, bureaus(13))
    assert (done.latest, done.held) == (2, ())


def test_rebuild_says_that_the_gates_hold_a_release_back(home: Home) -> None:
    fill(home, bureaus(11))
    done = run("rebuild", "--json", home)
    assert done.returncode == 1
    assert "held back; release 1 stays the latest" in " ".join(done.stderr.split())
    assert "11 reports, 12 before" in done.stderr
    told = json.loads(done.stdout)["released"]
    assert (told["number"], told["latest"]) == (2, 1)
    assert told["held"] == ["rows: 11 reports, 12 before; 0.5% may be lost"]


def test_a_wrong_file_of_bounds_is_named_and_releases_nothing(
    home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = gates.BOUNDS.read_text(encoding="utf-8")
    for wrong in (text.replace("spared", "spare"), "rows = ", text.replace("0.02", '"two"')):
        path = tmp_path / "gates.toml"
        path.write_text(wrong, encoding="utf-8")
        with pytest.raises(BoundsError, match=r"gates\.toml"):
            load_bounds(path)
    monkeypatch.setattr("release.write.load_bounds", lambda: load_bounds(path))
    with pytest.raises(BoundsError):
        released_with(home, bureaus(13))
    assert latest(home) == 1


def run(command: str, argument: str, home: Home) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [*CLI, command, argument, "--home", home.address],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        env={**os.environ, "PREFECT_HOME": f"{home.address}/prefect"},
    )
