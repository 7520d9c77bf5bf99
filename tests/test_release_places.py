"""A release appears whole or not at all, whatever ends the run that makes it and whoever else
makes one."""

import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest

from archive.home import Home
from flows.releasing import release
from release.place import finished, folder, latest
from release.verify import verify
from tests.conftest import ROOT
from tests.warehouses import digests, fill, report, table

WRITING = frozenset(("open", "os.rename", "os.symlink", "os.remove"))
BEFORE = (report(),)
NOW = (report(), report("西工区财政局"))
RELEASE = "import sys; from archive.home import Home; from flows.releasing import release; "


class Saboteur:
    """Ends a run at the n-th time that it touches a file below a folder; counts without."""

    def __init__(self) -> None:
        self.folder, self.at, self.seen = "", 0, 0
        sys.addaudithook(self)

    def __call__(self, event: str, arguments: tuple[object, ...]) -> None:
        if not self.folder or event not in WRITING:
            return
        if event == "open" and not set(str(arguments[1])) & set("wxa+"):
            return
        if any(self.folder in str(argument) for argument in arguments[:2]):
            self.seen += 1
            if self.seen == self.at:
                self.folder = ""
                raise KeyboardInterrupt(event)

    def watch(self, home: Home, at: int) -> None:
        self.folder, self.at, self.seen = home.full("releases"), at, 0


SABOTEUR = Saboteur()


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Home]:
    """One release, and the archive grown since."""
    home = fill(Home(str(tmp_path / "home")), BEFORE)
    release(home)
    yield fill(home, NOW)
    SABOTEUR.folder = ""


def linked(home: Home) -> int:
    return int(str(home.local("releases/latest").readlink()))


def is_sound(home: Home) -> bool:
    """Whether every release that is there is whole, and both signs of the latest name one."""
    pointed = linked(home)
    there = finished(home)
    numbered = [int(name) for name in home.names("releases") if name.isdecimal()]
    return (
        numbered == there
        and {pointed, latest(home)} <= set(there)
        and not any(verify(folder(home, number)) for number in there)
    )


def copied(home: Home, to: Path) -> Home:
    shutil.copytree(home.local(""), to, symlinks=True)
    return Home(str(to))


def test_a_release_interrupted_at_any_moment_leaves_the_one_before(
    home: Home, tmp_path: Path
) -> None:
    whole = copied(home, tmp_path / "whole")
    SABOTEUR.watch(whole, at=0)
    release(whole)
    moments = SABOTEUR.seen
    assert moments > 15
    for moment in range(1, moments + 1):
        torn = copied(home, tmp_path / str(moment))
        SABOTEUR.watch(torn, at=moment)
        with pytest.raises(KeyboardInterrupt):
            release(torn)
        assert is_sound(torn)
        assert len(table(torn, "reports")) in (1, 2)
        if latest(torn) == 1 and moment % 4 == 0:
            assert release(torn).latest == max(finished(torn))
            assert is_sound(torn)
            assert len(table(torn, "reports")) == 2
            assert not list(torn.local("releases").glob(".new-*"))


KILLED = """
import os, signal
def killed(event, arguments):
    if event == "os.rename" and {name!r} in str(arguments[1]):
        os.kill(os.getpid(), signal.SIGKILL)
sys.addaudithook(killed)
release(Home(sys.argv[1]))
"""


@pytest.mark.parametrize("name", ["releases/2", "releases/latest", "latest.json"])
def test_a_release_that_is_killed_leaves_the_one_before_and_is_made_good(
    home: Home, name: str
) -> None:
    done = python(RELEASE + KILLED.format(name=name), home.address)
    assert done.wait() == -signal.SIGKILL
    assert is_sound(home)
    assert latest(home) == 1
    assert list(home.local("releases").glob(".new-*"))
    released = release(home)
    assert is_sound(home)
    assert released.latest == latest(home) == linked(home)
    assert len(table(home, "reports")) == 2
    assert not list(home.local("releases").glob(".new-*"))


def test_releases_made_at_once_do_not_harm_each_other(home: Home) -> None:
    wait = "sys.stdin.read(); release(Home(sys.argv[1]))"
    runs = [python(RELEASE + wait, home.address, stdin=subprocess.PIPE) for _ in range(3)]
    for run in runs:
        assert run.stdin is not None
        run.stdin.close()
    assert [run.wait() for run in runs] == [0, 0, 0]
    assert is_sound(home)
    assert latest(home) == max(finished(home))
    assert len(table(home, "reports")) == 2
    contents = {
        tuple(sorted((p, s) for p, s in folder(home, n).sums().items() if p.endswith(".parquet")))
        for n in finished(home)[1:]
    }
    assert len(contents) == 1


def test_one_that_ends_after_a_later_one_does_not_take_latest_back(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    from release import write

    claim = write.claim

    def overtaken(home: Home) -> int:
        number = claim(home)
        monkeypatch.setattr(write, "claim", claim)
        assert release(home).number == number + 1
        return number

    monkeypatch.setattr(write, "claim", overtaken)
    assert release(home).number == 2
    assert finished(home) == [1, 2, 3]
    assert is_sound(home)
    assert latest(home) == linked(home) == 3


def test_the_same_archive_gives_the_same_bytes(tmp_path: Path) -> None:
    homes = [fill(Home(str(tmp_path / name)), NOW) for name in ("a", "b")]
    for home in homes:
        release(home)
    first, second = (digests(home.local("releases/1")) for home in homes)
    assert first == second
    order = fill(Home(str(tmp_path / "c")), NOW, source="z")
    fill(order, (report("西工区审计局"),), source="a")
    release(order)
    assert table(order, "reports").agency_id.is_monotonic_increasing


def test_a_lost_latest_is_found_again(home: Home) -> None:
    release(home)
    home.local("releases/latest.json").unlink()
    home.local("releases/latest").unlink()
    assert release(home).number == 2
    assert is_sound(home)


def test_an_object_store_holds_releases_too() -> None:
    home = fill(Home("memory://nianbao-releases"), BEFORE)
    assert release(home).latest == 1
    assert release(home).is_new is False
    done = release(fill(home, NOW))
    assert (done.number, done.latest, done.held) == (2, 2, ())
    assert finished(home) == [1, 2]
    assert not any(verify(folder(home, number)) for number in (1, 2))
    assert release(fill(home, BEFORE)).held
    assert latest(home) == 2


DAMAGES = {
    "cells.parquet: missing": lambda path: (path / "cells.parquet").unlink(),
    "codebook.csv: its SHA-256": lambda path: (path / "codebook.csv").write_bytes(b"x"),
    "notes.txt: not in": lambda path: (path / "notes.txt").write_bytes(b"x"),
    "SHA256SUMS: missing": lambda path: (path / "SHA256SUMS").unlink(),
    "rows, datapackage.json says": lambda path: rewritten(path, doubled=True),
    "only datapackage.json has a column mark": lambda path: rewritten(path, doubled=False),
}


def rewritten(path: Path, doubled: bool) -> None:
    frame = pd.read_parquet(path / "cells.parquet")
    frame = pd.concat([frame, frame]) if doubled else frame.drop(columns="mark")
    frame.to_parquet(path / "cells.parquet")


@pytest.mark.parametrize("what", DAMAGES)
def test_verify_names_what_is_wrong(home: Home, what: str) -> None:
    assert verify(folder(home, 1)) == []
    DAMAGES[what](home.local("releases/1"))
    assert any(what in line for line in verify(folder(home, 1)))
    command = [sys.executable, "-m", "flows.cli", "verify", str(home.local("releases/1"))]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.returncode == 1
    assert what in done.stdout


def python(code: str, *arguments: str, stdin: int | None = None) -> "subprocess.Popen[bytes]":
    return subprocess.Popen([sys.executable, "-c", code, *arguments], cwd=ROOT, stdin=stdin)
