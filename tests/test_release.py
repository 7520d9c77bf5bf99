"""From the demo's two nights to a release: whole or not at all, the same whenever it is made."""

import contextlib
import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pytest
import yaml
from frictionless import Package

from archive.home import Home
from flows.explaining import NotFoundError, explain
from forms.codebook import HEADER, codebook
from release.columns import tables
from release.folder import Folder
from release.place import latest
from release.verify import verify
from tests.conftest import CLI, DEMO, ROOT, run_demo
from tests.warehouses import digests

FACTS = ("agency", "year", "form", "status", "title", "url", "content_sha256")


@pytest.fixture
def home(demo: Path, tmp_path: Path) -> Home:
    """A copy of the demo's home, free to be changed."""
    shutil.copytree(demo / "warehouse", tmp_path / "warehouse", symlinks=True)
    return Home(str(tmp_path / "warehouse"))


def reports(home: Home) -> pd.DataFrame:
    return pd.read_parquet(home.local("releases/latest") / "reports")


def test_two_nights_make_one_release(home: Home) -> None:
    assert home.names("releases") == ["1", "latest", "latest.json"]
    assert json.loads(home.read("releases/latest.json")) == {"release": 1}
    assert home.local("releases/latest").readlink() == Path("1")


def test_a_row_per_agency_and_year(home: Home) -> None:
    frame = reports(home)
    assert len(frame) == 6
    assert not frame.duplicated(["agency_id", "year"]).any()
    suqian = frame[frame.agency_id == "321300:宿迁市人民政府"]
    assert sorted(suqian.year.astype(int)) == [2023, 2024]
    assert set(frame.status) == {"clean", "as_printed"}


def test_the_row_says_what_was_printed(home: Home) -> None:
    frame = reports(home).set_index("agency")
    hongze = frame.loc["洪泽区人民政府"]
    assert hongze.reconsideration_total == 0
    assert hongze.reconsideration_upheld == 10
    assert frame.loc["上海市人民政府办公厅"].procurement_amount == 25.1
    assert pd.isna(frame.loc["沭阳县发展和改革局"].received__business)


def test_columns_are_the_contracts_with_their_meaning(home: Home) -> None:
    (path, *_) = sorted(home.local("releases/latest").glob("reports/year=*/*.parquet"))
    schema = pq.read_schema(path)
    first = ("agency_id", "agency", "adcode", "province", "level", "form", "status", "title", "url")
    assert tuple(schema.names[: len(first)]) == first
    assert schema.names[-len(codebook()) :] == [entry.column for entry in codebook()]
    assert all(field.metadata[b"description"] for field in schema)
    assert schema.field("fees_amount").metadata[b"unit"] == b"10,000 CNY"
    assert str(reports(home).received__total.dtype) == "Int64"


def test_the_codebook_of_the_release_is_made_from_the_forms(home: Home) -> None:
    frame = pd.read_csv(home.local("releases/latest") / "codebook.csv", dtype=str)
    assert tuple(frame.columns) == HEADER
    assert list(frame.column) == [entry.column for entry in codebook()]


def test_frictionless_validates_the_package(home: Home) -> None:
    package = Package(str(home.local("releases/latest") / "datapackage.json"))
    result = package.validate()
    assert result.valid, result.flatten(["name", "type", "message"])[:5]
    assert {r.name.partition("-")[0] for r in package.resources} == {*tables(), "codebook"}


def test_every_fault_of_the_portal_is_a_problem_and_stops_nothing(home: Home) -> None:
    problems = pd.read_parquet(home.local("releases/latest") / "problems.parquet")
    errors = set(problems[problems.severity == "error"].check)
    assert {"broken_file", "empty_file", "picture", "password", "missing_page", "refused"} <= errors
    assert problems.message.str.len().min() > 10


def test_cells_lead_to_their_place_and_requests_are_long(home: Home) -> None:
    folder = home.local("releases/latest")
    cells = pd.read_parquet(folder / "cells.parquet")
    requests = pd.read_parquet(folder / "requests.parquet")
    hongze = cells[cells.agency == "洪泽区人民政府"]
    assert hongze[["page", "left", "top", "right", "bottom"]].notna().all().all()
    assert set(requests.applicant) >= {"natural_person", "business", "total"}
    assert len(requests[requests.agency == "洪泽区人民政府"]) == 23 * 7


NO_NETWORK = """
import socket

connect = socket.socket.connect


def loopback_only(self, address):
    if self.family != socket.AF_UNIX and not str(address[0]).startswith("127."):
        raise AssertionError(f"the network was asked: {address}")
    return connect(self, address)


socket.socket.connect = loopback_only
"""


def test_rebuilding_without_network_gives_the_same_bytes(home: Home, tmp_path: Path) -> None:
    before = digests(home.local("releases/1"))
    shutil.rmtree(home.local("releases"))
    shutil.rmtree(home.local("readings"))
    (tmp_path / "blocked").mkdir()
    (tmp_path / "blocked/sitecustomize.py").write_text(NO_NETWORK)
    paths = os.pathsep.join((str(tmp_path / "blocked"), str(ROOT)))
    done = subprocess.run(
        [*CLI, "rebuild", "--json", "--home", home.address],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": paths, "PREFECT_HOME": str(tmp_path / "prefect")},
    )
    assert done.returncode == 0, done.stderr[-3000:]
    told = json.loads(done.stdout)
    # The empty file is recorded, and no document.
    assert (told["read"], told["released"]["number"]) == (13, 1)
    assert digests(home.local("releases/1")) == before


READ_ALONE = """
import sys
from pathlib import Path
import pandas as pd

release = Path(sys.argv[1])
reports = pd.read_parquet(release / "reports")
assert len(reports) == 6 and str(reports["received__total"].dtype) == "Int64"
assert reports["received__total"].isna().sum() == 0 and reports["granted__total"].isna().sum() == 1
assert reports["procurement_amount"].max() == 25.1
assert isinstance(reports.index, pd.RangeIndex) and "year" in reports.columns
for path in release.glob("*.parquet"):
    frame = pd.read_parquet(path)
    assert isinstance(frame.index, pd.RangeIndex) and "__index_level_0__" not in frame.columns
    assert str(frame.get("year", pd.Series(dtype="Int64")).dtype) == "Int64"
rooms = {"archive", "extractors", "flows", "forms", "normalizers", "release", "scrapers"}
assert not rooms & {name.partition(".")[0] for name in sys.modules}
"""


def test_a_fresh_python_with_only_pandas_and_pyarrow_reads_it(home: Home, tmp_path: Path) -> None:
    command = [sys.executable, "-I", "-c", READ_ALONE, str(home.local("releases/latest"))]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path)
    assert done.returncode == 0, done.stderr


def test_the_release_verifies_itself_and_can_be_cited(home: Home) -> None:
    release_1 = Folder(home, "releases/1")
    assert verify(release_1) == []
    citation = yaml.safe_load(release_1.read("CITATION.cff"))
    assert citation["cff-version"] == "1.2.0"
    assert {"message", "title", "authors", "type"} <= set(citation)
    assert citation["version"] == "1"
    newest = pd.read_parquet(home.local("releases/1/documents.parquet")).captured_at.max()
    assert citation["date-released"] == newest.date()
    data = "".join(
        f"{sha256}  {path}\n"
        for path, sha256 in release_1.sums().items()
        if path.endswith(".parquet")
    )
    (identifier,) = citation["identifiers"]
    assert identifier["value"] == f"sha256:{hashlib.sha256(data.encode()).hexdigest()}"


def test_explain_leads_from_a_figure_to_the_archived_bytes(home: Home) -> None:
    for agency, year in (
        ("宿迁市人民政府", 2024),
        ("洪泽区人民政府", 2023),
        ("西工区城市改造办公室", 2020),
    ):
        found = explain(home, agency, year, "received__total")
        assert found.bytes_verified
        assert found.raw == found.read_again
        assert home.exists(found.warc)
    with pytest.raises(NotFoundError, match="no column"):
        explain(home, "宿迁市人民政府", 2024, "none")
    with pytest.raises(NotFoundError, match="宿迁市人民政府 2024"):
        explain(home, "无此机关", 2024, "received__total")
    with pytest.raises(NotFoundError, match="unreadable"):
        explain(home, "示例县审计局", 2022, "received__total")
    number = latest(home)
    assert explain(home, "宿迁市人民政府", 2024, "received__total", number).release == number
    with pytest.raises(NotFoundError, match="holds no release 99"):
        explain(home, "宿迁市人民政府", 2024, "received__total", 99)


@pytest.mark.parametrize("seconds", [5, 9])
def test_a_demo_killed_and_run_again_ends_in_the_same_release(
    demo: Path, tmp_path: Path, seconds: int
) -> None:
    process = subprocess.Popen([*DEMO, str(tmp_path)], start_new_session=True)
    time.sleep(seconds)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    try:
        run_demo(tmp_path)
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)  # what the killed demo could not end itself
    expected, found = (
        reports(Home(str(folder / "warehouse"))).set_index(["agency_id", "year"]).sort_index()
        for folder in (demo, tmp_path)
    )
    figures = [entry.column for entry in codebook()]
    shown = [*(name for name in FACTS if name not in ("year", "url")), *figures]
    pd.testing.assert_frame_equal(found[shown], expected[shown])
