"""Where releases lie: numbered folders that appear whole, and `latest`, which points to one."""

import fcntl
import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from archive.home import Home
from release.folder import SUMS, Folder

FOLDER = "releases"
LATEST = f"{FOLDER}/latest.json"
ASIDE = ".new-"


def latest(home: Home) -> int | None:
    """The number of the release that `latest` points to, None before the first."""
    return int(json.loads(home.read(LATEST))["release"]) if home.exists(LATEST) else None


def folder(home: Home, number: int) -> Folder:
    """The folder of a release."""
    return Folder(home, f"{FOLDER}/{number}")


def finished(home: Home) -> list[int]:
    """The numbers of the releases that are whole, oldest first."""
    numbers = sorted(int(name) for name in home.names(FOLDER) if name.isdecimal())
    return [number for number in numbers if folder(home, number).exists(SUMS)]


@contextmanager
def aside(home: Home) -> Iterator[Path]:
    """An empty folder to write a release in, gone afterwards. In a local home it lies beside the
    releases, so that moving it there is one step; those that a killed run left are removed."""
    if not home.is_local:
        with tempfile.TemporaryDirectory(prefix="nianbao-release-") as temporary:
            yield Path(temporary)
        return
    with _alone(home):
        releases = home.local(FOLDER)
        for left in releases.glob(f"{ASIDE}*"):
            _remove_unless_held(left)
        outer = Path(tempfile.mkdtemp(dir=releases, prefix=ASIDE))
        held = os.open(outer, os.O_RDONLY)
        fcntl.flock(held, fcntl.LOCK_EX)
    try:
        made = outer / "release"
        made.mkdir()
        yield made
    finally:
        os.close(held)
        shutil.rmtree(outer, ignore_errors=True)


def _remove_unless_held(left: Path) -> None:
    """A folder that its run still holds is locked; the lock of a killed run is gone."""
    try:
        held = os.open(left, os.O_RDONLY)
    except OSError:
        return
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        shutil.rmtree(left, ignore_errors=True)
    except OSError:
        return
    finally:
        os.close(held)


def claim(home: Home) -> int:
    """The next free number, now taken: of several at once each gets its own. The number of a run
    that is killed hereafter stays free for ever."""
    number = max((int(name) for name in home.names(FOLDER) if name.isdecimal()), default=0) + 1
    while not home.create(f"{FOLDER}/.claim-{number}", b""):
        number += 1
    return number


def place(home: Home, made: Path, number: int) -> None:
    """Moves a finished folder to its number. In an object store its checksums go last: a release
    without them is not one."""
    target = f"{FOLDER}/{number}"
    if home.is_local:
        for path in made.rglob("*"):
            _settle(path)
        made.rename(home.local(target))
    else:
        files = (path for path in made.rglob("*") if path.is_file())
        for path in sorted(files, key=lambda path: (path.name == SUMS, path)):
            home.upload(path, f"{target}/{path.relative_to(made).as_posix()}")


def _settle(path: Path) -> None:
    """Onto the disk, so that a power cut can't leave a release with holes."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def point(home: Home, number: int) -> None:
    """`latest.json`, and where links exist `latest`; never back to an older release. In an object
    store, two that end in the same instant may leave the older one the latest until the next."""
    with _alone(home):
        if (latest(home) or 0) > number:
            return
        if home.is_local:
            _link(home, number)
        if latest(home) != number:
            home.write(LATEST, json.dumps({"release": number}).encode() + b"\n")


@contextmanager
def _alone(home: Home) -> Iterator[None]:
    """One process at a time, in a local home."""
    if not home.is_local:
        yield
        return
    home.local(FOLDER).mkdir(parents=True, exist_ok=True)
    with home.local(f"{FOLDER}/.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _link(home: Home, number: int) -> None:
    link = home.local(f"{FOLDER}/.latest-{os.getpid()}")
    link.unlink(missing_ok=True)
    try:
        link.symlink_to(str(number))
        link.replace(home.local(f"{FOLDER}/latest"))
    except OSError:
        link.unlink(missing_ok=True)
